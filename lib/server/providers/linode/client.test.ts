import { afterEach, expect, test } from "vitest";
import { startLinodeFake, type LinodeFake } from "@/e2e/support/fakes/linode/linode-fake";
import { callFixture } from "@/lib/server/providers/call-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { createLinodeClient } from "./client";
import { linodeProvider } from "./provider";
import { wireFixture } from "./wire-fixture";

let servers: (TestServer | LinodeFake)[] = [];
afterEach(async () => {
  for (const server of servers) {
    if ("problems" in server) expect(server.problems()).toEqual([]);
    await server.close();
  }
  servers = [];
});

async function startFake(listsPerMinute?: number): Promise<LinodeFake> {
  const fake = await startLinodeFake(listsPerMinute === undefined ? {} : { listsPerMinute });
  servers.push(fake);
  return fake;
}

/** An API that answers as the table says, by path and query; what it was asked. */
async function serve(answers: Record<string, { status?: number; body: unknown }>) {
  const asked: string[] = [];
  const server = await serveForTest((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, body } = answers[request.url ?? ""] ?? { status: 404, body: { errors: [{ reason: "No" }] } };
    response.writeHead(status).end(JSON.stringify(body));
  });
  servers.push(server);
  return { url: server.url, asked };
}

test("the list is asked for once for many, until something changes", async () => {
  const fake = await startFake();
  const kind = linodeProvider({ apiUrl: fake.url });
  const call = callFixture({ token: "user-many" });
  const query = { limit: 50, includeDeleted: false };
  const pages = await Promise.all(Array.from({ length: 5 }, () => kind.open(call).list(query)));
  expect(pages.map(({ images }) => images.length)).toEqual([6, 6, 6, 6, 6]);
  expect(pages[0]?.images.map(({ visibility }) => visibility)).toContain("public");
  await kind.open(call).list(query);
  const { id } = fake.addImage("user-many", { label: "new" });
  await kind.open(call).delete(id.replace("/", "~"));
  await kind.open(call).list(query);
  const lists = fake.requests.filter(({ line }) => line.startsWith("GET /v4/images?"));
  expect(lists.map(({ line }) => line)).toEqual(Array(2).fill("GET /v4/images?page=1&page_size=500"));
});

test("an image that turns out to be gone leaves the list at once", async () => {
  const fake = await startFake();
  const provider = linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: "user-gone" }));
  const { id } = fake.addImage("user-gone", { label: "to-vanish" });
  const names = async () => (await provider.list({ limit: 50, includeDeleted: false })).images.map(({ name }) => name);
  expect(await names()).toContain("to-vanish");
  fake.deleteAs("user-colleague", id);
  await expect(provider.get(id.replace("/", "~"))).rejects.toMatchObject({ code: "not_found" });
  expect(await names()).not.toContain("to-vanish");
});

test("a browser that goes away does not take the list from the others", async () => {
  const fake = await startFake();
  const kind = linodeProvider({ apiUrl: fake.url });
  const leaving = new AbortController();
  const query = { limit: 50, includeDeleted: false };
  const one = kind.open(callFixture({ token: "user-stays", signal: leaving.signal })).list(query);
  const other = kind.open(callFixture({ token: "user-stays" })).list(query);
  leaving.abort();
  expect((await other).images.length).toBe(6);
  await one;
});

test("too many lists are told with the wait that Linode asks for", async () => {
  const fake = await startFake(1);
  const client = createLinodeClient({ apiUrl: fake.url }, callFixture({ token: "user-eager" }));
  await client.list();
  const refused = await client.list().catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: "rate_limited", retryAfterSeconds: expect.any(Number) });
  await expect(
    createLinodeClient({ apiUrl: fake.url }, callFixture({ token: "user-calm" })).list(),
  ).resolves.toBeDefined();
});

/** One of three pages. */
function page(number: number) {
  return { body: { data: [wireFixture({ id: `private/${number}` })], page: number, pages: 3, results: 3 } };
}

test("all pages are read, also when the list becomes shorter meanwhile", async () => {
  const { url, asked } = await serve({
    "/v4/images?page=1&page_size=500": page(1),
    "/v4/images?page=2&page_size=500": page(2),
  });
  const { items, requests } = await createLinodeClient({ apiUrl: url }, callFixture()).list();
  expect(items.map(({ id }) => id)).toEqual(["private/1", "private/2"]);
  expect(requests).toBe(3);
  expect(asked.length).toBe(3);
});

test("a base path is kept, and an id stays one segment", async () => {
  const { url, asked } = await serve({ "/cloud/v4/images/private%2F15": { body: wireFixture() } });
  const client = createLinodeClient({ apiUrl: new URL("/cloud/", url) }, callFixture());
  expect(await client.get("private/15")).toMatchObject({ id: "private/15" });
  expect(asked).toEqual(["/cloud/v4/images/private%2F15"]);
});

test("several errors are one message, each with our name of its field", async () => {
  const errors = [
    { field: "disk_id", reason: "disk_id is required" },
    { field: "cloud_init", reason: "Must be true or false." },
    { reason: "Nothing was made" },
  ];
  const { url } = await serve({ "/v4/images": { status: 400, body: { errors } } });
  await expect(createLinodeClient({ apiUrl: url }, callFixture()).capture(1, {})).rejects.toMatchObject({
    code: "invalid_request",
    message: "disk_id is required. Must be true or false. Nothing was made.",
    details: [
      { field: "disk", message: "disk_id is required." },
      { field: "cloudInit", message: "Must be true or false." },
    ],
  });
});

test("a refusal names the scope to add, whether it comes with 403 or with 401 for a token that is good", async () => {
  const fake = await startFake();
  const { url } = await serve({
    "/v4/images/private%2F15": { status: 403, body: { errors: [{ reason: "Unauthorized" }] } },
  });
  await expect(createLinodeClient({ apiUrl: url }, callFixture()).get("private/15")).rejects.toMatchObject({
    code: "forbidden",
    message: "Unauthorized. Sign in with a token that has the scope images:read_only.",
  });
  const narrow = createLinodeClient({ apiUrl: fake.url }, callFixture({ token: "user-narrow.no-linodes" }));
  await expect(narrow.instances()).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("linodes:read_only"),
  });
  const invalid = createLinodeClient({ apiUrl: fake.url }, callFixture({ token: "invalid" }));
  await expect(invalid.instances()).rejects.toMatchObject({ code: "token_rejected" });
});

test("a token is not called bad because the question that tells is not answered", async () => {
  const refusal = { status: 401, body: { errors: [{ reason: "Invalid Token" }] } };
  const { url } = await serve({
    "/v4/images/private%2F15": refusal,
    "/v4/profile": { status: 429, body: { errors: [{ reason: "Too many requests" }] } },
  });
  await expect(createLinodeClient({ apiUrl: url }, callFixture()).get("private/15")).rejects.toMatchObject({
    code: "rate_limited",
  });
});

test("nothing is asked without a token, for Linode would answer with public images alone", async () => {
  const fake = await startFake();
  const open = () => linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: "" }));
  expect(open).toThrow(expect.objectContaining({ code: "not_signed_in" }));
  expect(fake.requests).toEqual([]);
});

test("whose token it is", async () => {
  const fake = await startFake();
  const provider = linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: "user-known.abc" }));
  expect(await provider.identify()).toEqual({ name: "user-known", role: null });
  expect(fake.requests).toEqual([{ line: "GET /v4/profile", authorization: "Bearer user-known.abc" }]);
});

test("a public image, and one that was shared, is not this account's to delete", async () => {
  const fake = await startFake();
  const provider = linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: "user-public" }));
  await expect(provider.delete("linode~debian12")).rejects.toMatchObject({ code: "forbidden" });
  await expect(provider.delete("shared~101")).rejects.toMatchObject({ code: "forbidden" });
  expect(fake.requests).toEqual([]);
});
