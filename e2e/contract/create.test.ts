import { expect, test } from "vitest";
import { request } from "./support/api";
import { expectError, messageOf } from "./support/expectations";
import { createImage, getImage, madeImage, uniqueName } from "./support/images";

test("a new image is started and has no digest", async () => {
  const name = uniqueName();
  const before = Math.floor(Date.now() / 1000);
  const image = await createImage(name);
  expect(image).toMatchObject({ object: "image", name, upload_status: "started" });
  expect(image.sha256 ?? null).toBeNull();
  expect(Math.abs(image.created_at - before)).toBeLessThan(3600);
  expect(await getImage(image.id)).toEqual(image);
});

test.each(["a", "9", "A._-", "ubuntu-24.04_server.img"])("a name like %s is taken", async (beginning) => {
  await createImage(`${beginning}${uniqueName("x")}`);
});

test("a name has at most 255 characters", async () => {
  const longest = uniqueName("long").padEnd(255, "x");
  expect((await createImage(longest)).name).toBe(longest);
  expectError(
    await request("POST", "/v2/images", { json: { name: `${longest}x` } }),
    400,
    "invalid_request_error",
    "name",
  );
});

test.each([
  "",
  "-a",
  ".a",
  "_a",
  "a b",
  "a\n",
  "\na",
  "a/b",
  "é",
  "a\u0000",
  "a\u202Eb",
  "<script>",
  5,
  null,
  ["a"],
  {},
])("%j is refused as a name, and the answer names the field", async (name) => {
  expectError(await request("POST", "/v2/images", { json: { name } }), 400, "invalid_request_error", "name");
});

test.each([{ json: {} }, { json: [] }, { json: "name" }, { json: null }])(
  "the body $json is refused",
  async ({ json }) => {
    expectError(await request("POST", "/v2/images", { json }), 400, "invalid_request_error");
  },
);

test("an unknown field is refused and named", async () => {
  const reply = await request("POST", "/v2/images", { json: { name: uniqueName(), size: 5 } });
  expectError(reply, 400, "invalid_request_error", "size");
});

test.each(["", "{", "name=debian", '{"name":"debian"', "\u0000"])("%j is not JSON", async (text) => {
  const reply = await request("POST", "/v2/images", { text, headers: { "Content-Type": "application/json" } });
  expectError(reply, 400, "invalid_request_error");
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp"])(
  "a body of the type %s is refused",
  async (type) => {
    const text = JSON.stringify({ name: uniqueName() });
    const reply = await request("POST", "/v2/images", { text, headers: { "Content-Type": type } });
    expectError(reply, 400, "invalid_request_error");
  },
);

test("a body with a charset is taken", async () => {
  const headers = { "Content-Type": "application/json; charset=utf-8" };
  const reply = await request("POST", "/v2/images", { text: JSON.stringify({ name: "-" }), headers });
  expectError(reply, 400, "invalid_request_error", "name");
});

test("a body of more than 64 KiB is refused", async () => {
  const reply = await request("POST", "/v2/images", { json: { name: "x".repeat(70_000) } });
  expectError(reply, 400, "invalid_request_error");
});

test("a name in use is a conflict that says what to do, and is free again after a deletion", async () => {
  const { id, name } = await createImage();
  const reply = await request("POST", "/v2/images", { json: { name } });
  expectError(reply, 409, "conflict");
  expect(messageOf(reply)).toContain(name);
  expect((await request("DELETE", `/v2/images/${id}`)).status).toBe(200);
  expect((await createImage(name)).id).not.toBe(id);
});

test("of many creates of one name at once, one wins", async () => {
  const name = uniqueName("race");
  const replies = await Promise.all(Array.from({ length: 8 }, () => request("POST", "/v2/images", { json: { name } })));
  const winners = replies.filter((reply) => reply.status === 201);
  for (const winner of winners) madeImage(winner.body);
  expect(winners).toHaveLength(1);
  for (const reply of replies) if (reply.status !== 201) expectError(reply, 409, "conflict");
});
