import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { startSfcomputeFake, type SfcomputeFake, type SfcomputeFakeOptions } from "./sfcompute-fake";

let fake: SfcomputeFake;

afterEach(async () => {
  const problems = fake.problems();
  await fake.close();
  expect(problems).toEqual([]);
});

async function start(options: SfcomputeFakeOptions = {}): Promise<void> {
  fake = await startSfcomputeFake(options);
}

async function ask(method: string, path: string, body?: unknown, token = "user-a") {
  const response = await fetch(new URL(path, fake.url), {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer, retryAfter: response.headers.get("retry-after") };
}

const make = (name: string, token?: string) => ask("POST", "/v2/images", { name }, token);

const listShape = z.object({
  data: z.array(z.object({ name: z.string() })),
  cursor: z.string().nullable(),
  has_more: z.boolean(),
});

async function list(query: string) {
  const { data, cursor, has_more: hasMore } = listShape.parse((await ask("GET", `/v2/images${query}`)).answer);
  return { names: data.map(({ name }) => name), cursor: cursor ?? "", hasMore };
}

test("a list is walked forth and back, and has deleted images only when they are asked for", async () => {
  await start();
  for (const name of ["one", "two", "three", "four"]) await fake.addImage({ account: "user-a", name });
  await fake.addImage({ account: "user-a", name: "gone", isDeleted: true });
  const first = await list("?limit=2");
  expect(first).toMatchObject({ names: ["four", "three"], hasMore: true });
  const second = await list(`?limit=2&starting_after=${first.cursor}`);
  expect(second).toMatchObject({ names: ["two", "one"], hasMore: false });
  expect(await list(`?limit=1&ending_before=${second.cursor}`)).toMatchObject({ names: ["two"], hasMore: true });
  expect((await list("?include_deleted=true")).names).toEqual(["gone", "four", "three", "two", "one"]);
});

test("a name is an account's own and unique until its image is deleted", async () => {
  await start();
  expect((await make("disk")).status).toBe(201);
  expect((await make("disk")).status).toBe(409);
  expect((await make("disk", "user-b")).status).toBe(201);
  const id = fake.imageNamed("user-a", "disk")?.id ?? "";
  expect(await ask("GET", `/v2/images/${id}/download`)).toMatchObject({ status: 409 });
  expect((await ask("DELETE", `/v2/images/${id}`)).answer).toEqual({ object: "image", deleted: true, name: "disk" });
  expect((await ask("DELETE", `/v2/images/${id}`)).status).toBe(404);
  expect((await make("disk")).status).toBe(201);
});

test("a public image is read by who knows its id, listed for its owner alone, and changed by nobody else", async () => {
  await start();
  const { id } = await fake.addImage({ account: "user-b", name: "base", isPublic: true });
  expect((await ask("GET", `/v2/images/${id}`)).status).toBe(200);
  expect((await ask("GET", `/v2/images/${id}/download`)).status).toBe(200);
  expect((await list("")).names).toEqual([]);
  expect((await ask("DELETE", `/v2/images/${id}`)).status).toBe(404);
});

test("names make an image fail", async () => {
  await start();
  expect((await make("fail-500-disk")).status).toBe(500);
  expect((await make("fail-quota-disk")).status).toBe(403);
  expect(await make("fail-429-disk")).toMatchObject({ status: 429, retryAfter: "2" });
  expect((await make("fail-429-disk")).status).toBe(201);
});

test.each([
  { showsEtag: true, exposed: "ETag" },
  { showsEtag: false, exposed: null },
])("the storage takes what is signed, and shows an ETag to scripts: $showsEtag", async ({ showsEtag, exposed }) => {
  await start({ showsEtag });
  await make("disk");
  const id = fake.imageNamed("user-a", "disk")?.id ?? "";
  const { url } = z
    .object({ url: z.url() })
    .parse((await ask("POST", `/v2/images/${id}/parts`, { part_id: 1 })).answer);
  const origin = "http://127.0.0.1:3000";
  const put = (to: string, headers: Record<string, string> = {}) =>
    fetch(to, { method: "PUT", body: "bytes", headers: { origin, ...headers } });
  expect((await put(url, { authorization: "Bearer user-a" })).status).toBe(400);
  expect((await put(url.replace("/1?", "/2?"))).status).toBe(403);
  const taken = await put(url);
  expect(taken.status).toBe(200);
  expect(taken.headers.get("access-control-allow-origin")).toBe("*");
  expect(taken.headers.get("access-control-expose-headers")).toBe(exposed);
});
