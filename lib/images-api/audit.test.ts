import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServedApi } from "./served-api.fixture";

const BYTES = randomBytes(1_000);
const DIGEST = createHash("sha256").update(BYTES).digest("hex");

let served: ServedApi;
let admin: string;
let ada: string;
let viewer: string;

beforeEach(async () => {
  served = await ServedApi.start();
  admin = served.api?.firstAdminToken ?? "";
  ada = await served.makeToken("ada", "operator");
  viewer = await served.makeToken("ada", "viewer");
});

afterEach(() => served.remove());

/** What the trail holds, newest first, without the entries about tokens. */
async function trail(query = ""): Promise<Record<string, unknown>[]> {
  const { status, body } = await served.request(admin, "GET", `/v2/audit?limit=200${query}`);
  expect(status).toBe(200);
  return body.data.filter(({ action }) => !String(action).startsWith("token."));
}

function from(address: string, requestId = "request-0001"): Record<string, string> {
  return { "X-Forwarded-For": address, "X-Request-Id": requestId };
}

test("the life of an image is told, with who did it, from where and in which request", async () => {
  const id = await served.upload(ada, "debian", BYTES);
  await served.request(ada, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST });
  await served.request(ada, "GET", `/v2/images/${id}/download`);
  const deleted = await served.request(ada, "DELETE", `/v2/images/${id}`, undefined, from("192.0.2.9"));
  await served.request(ada, "POST", `/v2/images/${id}/restore`);
  const entries = await trail(`&image_id=${id}`);
  expect(entries.map(({ actor, action, outcome }) => [actor, action, outcome])).toEqual([
    ["ada", "image.restore", "done"],
    ["ada", "image.delete", "done"],
    ["ada", "image.download", "done"],
    ["system", "image.verified", "done"],
    ["ada", "image.complete", "done"],
    ["ada", "image.create", "done"],
  ]);
  expect(entries[1]).toEqual({
    object: "audit_entry",
    id: expect.stringMatching(/^audit_\d+$/),
    created_at: expect.any(Number),
    actor: "ada",
    token_id: expect.stringMatching(/^token_/),
    action: "image.delete",
    outcome: "done",
    reason: null,
    image_id: id,
    image_name: "debian",
    address: "192.0.2.9",
    request_id: deleted.headers.get("x-request-id"),
  });
});

test("the same stands in the log, a line for each entry, and no token in either", async () => {
  const id = await served.upload(ada, "debian", BYTES);
  await served.request("images_mistyped", "DELETE", `/v2/images/${id}`);
  const entries = await trail();
  const lines = served.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "audit");
  const told = lines.filter(({ action }) => !String(action).startsWith("token.")).map(({ action }) => action);
  expect(told.toReversed()).toEqual(entries.map(({ action }) => action));
  for (const text of [JSON.stringify(entries), JSON.stringify(lines)]) {
    for (const token of [admin, ada, "images_mistyped"]) expect(text).not.toContain(token);
  }
});

test("a refusal is told: no right, not one's own, not there", async () => {
  const id = await served.upload(ada, "debian", BYTES);
  const bob = await served.makeToken("bob", "operator");
  await served.request(viewer, "DELETE", `/v2/images/${id}`);
  await served.request(viewer, "POST", "/v2/images", { name: "fedora" });
  await served.request(viewer, "POST", `/v2/images/${id}/parts`, { part_id: 1 });
  await served.request(bob, "DELETE", `/v2/images/${id}`);
  await served.request(bob, "GET", "/v2/audit");
  await served.request(ada, "DELETE", "/v2/images/..%2f..%2fetc");
  const refused = (await trail()).filter(({ outcome }) => outcome === "refused");
  expect(refused.map(({ actor, action, reason, image_name: name }) => [actor, action, reason, name])).toEqual([
    ["ada", "image.delete", "not_found", null],
    ["bob", "audit.read", "forbidden", null],
    ["bob", "image.delete", "not_found", "debian"],
    ["ada", "image.upload", "forbidden", "debian"],
    ["ada", "image.create", "forbidden", null],
    ["ada", "image.delete", "forbidden", "debian"],
  ]);
});

test("what is merely wrong or in the way is no entry", async () => {
  await served.request(ada, "POST", "/v2/images", { name: "debian" });
  const before = await trail();
  await served.request(ada, "POST", "/v2/images", { name: "debian" });
  await served.request(ada, "POST", "/v2/images", { name: "" });
  await served.request(ada, "GET", "/v2/images/image_unknown");
  await served.request(ada, "GET", "/v2/nothing");
  expect(await trail()).toEqual(before);
});

const guess = (number: number, address: string) =>
  served.request(`images_${number}`, "GET", "/v2/images", undefined, from(address));

test("a wrong token is told without a name, and a flood of them is a few entries", async () => {
  await Promise.all(Array.from({ length: 15 }, (_, number) => guess(number, "192.0.2.1")));
  const [first, ...others] = (await trail()).filter(({ actor }) => actor === null);
  expect(first).toMatchObject({
    action: "sign_in",
    outcome: "refused",
    reason: "authentication_error",
    token_id: null,
  });
  expect(others).toEqual([]);
  await Promise.all(Array.from({ length: 50 }, (_, number) => guess(number, `198.51.100.${number}`)));
  expect((await trail()).filter(({ actor }) => actor === null).length).toBeLessThanOrEqual(10);
});

test("a sign-in is told once, not each time the account is asked for, and mere use is none", async () => {
  await served.request(ada, "GET", "/v2/images");
  for (let times = 0; times < 3; times++) {
    await served.request(ada, "GET", "/v2/me", undefined, from("192.0.2.1"));
    await served.request(ada, "GET", "/v2/me", undefined, from("198.51.100.1"));
  }
  const signIns = (await trail("&action=sign_in")).map(({ actor, address }) => [actor, address]);
  expect(signIns).toEqual([
    ["ada", "198.51.100.1"],
    ["ada", "192.0.2.1"],
  ]);
});

test("the trail is for admins; reading it is an entry, once for all pages", async () => {
  for (let number = 0; number < 5; number++)
    await served.request(ada, "POST", "/v2/images", { name: `image-${number}` });
  expect((await served.request(ada, "GET", "/v2/audit")).body.error?.type).toBe("forbidden");
  const seen: unknown[] = [];
  for (let query = "?limit=3"; ;) {
    const { body } = await served.request(admin, "GET", `/v2/audit${query}`);
    seen.push(...body.data.map(({ id }) => id));
    if (body["has_more"] !== true) break;
    query = `?limit=3&cursor=${String(body["cursor"])}`;
  }
  expect(new Set(seen).size).toBe(seen.length);
  const reads = (await trail()).filter(({ action, outcome }) => action === "audit.read" && outcome === "done");
  expect(reads).toMatchObject([{ actor: "admin" }]);
});

test.each([
  "cursor=auditc_",
  "cursor=auditc_zz_1_2",
  "cursor=imagec_x",
  "action=fly",
  "image_id=x",
  "limit=0",
  "limit=201",
])("%s is refused", async (query) => {
  const { status, body } = await served.request(admin, "GET", `/v2/audit?${query}`);
  expect([status, body.error?.type]).toEqual([400, "invalid_request_error"]);
});

test("without a place for the entry nothing is changed and no link is handed out", async () => {
  const id = await served.upload(ada, "debian", BYTES);
  await served.request(ada, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST });
  await served.breakTable("audit_entries");
  expect((await served.request(ada, "GET", `/v2/images/${id}/download`)).status).toBe(500);
  expect((await served.request(ada, "DELETE", `/v2/images/${id}`)).status).toBe(500);
  expect((await served.request(ada, "POST", "/v2/images", { name: "fedora" })).status).toBe(500);
  expect((await served.request(viewer, "DELETE", `/v2/images/${id}`)).status).toBe(403);
  const { body } = await served.request(ada, "GET", "/v2/images");
  expect(body.data).toMatchObject([{ id, upload_status: "completed" }]);
});
