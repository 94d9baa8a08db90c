import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLinodeFake, type LinodeFake } from "./linode-fake";
import { filtered } from "./x-filter";

let fake: LinodeFake;
beforeAll(async () => {
  fake = await startLinodeFake();
});
afterAll(async () => {
  const problems = fake.problems();
  await fake.close();
  expect(problems).toEqual([]);
});

interface Answer {
  status: number;
  headers: Headers;
  body: { data?: { id: string }[]; errors?: { field?: string; reason: string }[]; upload_to?: string };
}

async function ask(user: string | null, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (user !== null) headers.set("authorization", `Bearer ${user}`);
  const answer = await fetch(new URL(path, fake.url), { ...init, headers });
  return { status: answer.status, headers: answer.headers, body: JSON.parse(await answer.text()) };
}

async function beginUpload(user: string, label: string): Promise<string> {
  const { body } = await ask(user, "/v4/images/upload", json({ label, region: "us-iad" }));
  return body.upload_to ?? "";
}

function json(body: unknown): RequestInit {
  return { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

const put = (url: string, type = "application/octet-stream", body: Uint8Array<ArrayBuffer> | string = "raw") =>
  fetch(url, { method: "PUT", body, headers: { "content-type": type } });

test("without a token there are public images, with a wrong one there is an error", async () => {
  const open = await ask(null, "/v4/images");
  expect(open.body.data?.every(({ id }) => id.startsWith("linode/"))).toBe(true);
  expect((await ask("user-a", "/v4/images")).body.data?.length).toBeGreaterThan(open.body.data?.length ?? 0);
  expect((await ask("invalid", "/v4/images")).status).toBe(401);
  expect((await ask(null, "/v4/profile")).status).toBe(401);
});

test("twenty lists a minute, counted by token and told in headers", async () => {
  const first = await ask("user-limit", "/v4/images");
  expect(first.headers.get("x-ratelimit-limit")).toBe("20");
  expect(first.headers.get("x-ratelimit-remaining")).toBe("19");
  for (let asked = 1; asked < 20; asked++) await ask("user-limit", "/v4/images");
  const refused = await ask("user-limit", "/v4/images");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  expect((await ask("user-limit.other", "/v4/images")).status).toBe(200);
  expect((await ask("user-limit", "/v4/profile")).status).toBe(200);
});

test("the storage lets pages of any origin send, one file, of the right type", async () => {
  const url = await beginUpload("user-cors", "cors.img.gz");
  const asked = { origin: "http://127.0.0.1:3000", "access-control-request-method": "PUT" };
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: { ...asked, "access-control-request-headers": "content-type" },
  });
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
  expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
  expect(preflight.headers.get("access-control-allow-headers")).toContain("content-type");
  expect((await put(url, "application/gzip")).status).toBe(415);
  expect((await put(url, undefined, gzipSync("x"))).status).toBe(200);
  expect((await put(url, undefined, gzipSync("x"))).status).toBe(409);
  expect((await put(`${url}0`)).status).toBe(403);
});

test("a file that is not compressed makes its image vanish, and a broken line nothing at all", async () => {
  const url = await beginUpload("user-raw", "raw.img");
  expect((await put(url)).status).toBe(200);
  const id = fake.imagesOf("user-raw").at(-1)?.id ?? "";
  const path = `/v4/images/${encodeURIComponent(id)}`;
  expect((await ask("user-raw", path)).status).toBe(200);
  expect((await ask("user-raw", path)).status).toBe(404);
  expect(fake.eventsOf("user-raw").at(-1)).toMatchObject({
    status: "failed",
    message: expect.stringContaining("gzip"),
  });

  const broken = await beginUpload("user-raw", "fail-broken-line");
  const file = gzipSync(crypto.getRandomValues(new Uint8Array(60_000)));
  const twice = new Uint8Array([...file, ...file]);
  await expect(put(broken, undefined, twice)).rejects.toThrow();
  expect((await put(broken, undefined, twice)).status).toBe(200);
});

test("a page that is out of range is told by its field", async () => {
  const { status, body } = await ask("user-a", "/v4/linode/instances?page=1&page_size=500");
  expect([status, body.data?.length]).toEqual([200, 2]);
  // The document would refuse these questions itself: they are not asked over the wire.
  expect(filtered([{ a: 1 }], "[]")).toBeNull();
});

const ITEMS = [
  { id: 1, action: "image_upload", created: "2026-01-01T00:00:00", tags: ["web"], status: "failed" },
  { id: 2, action: "image_delete", created: "2026-01-03T00:00:00", tags: [], status: "finished" },
  { id: 3, action: "disk_imagize", created: "2026-01-02T00:00:00", tags: ["web", "db"], status: "failed" },
];

test.each([
  { filter: {}, ids: [1, 2, 3] },
  { filter: { action: "image_delete" }, ids: [2] },
  { filter: { tags: "web" }, ids: [1, 3] },
  { filter: { "+or": [{ id: 1 }, { id: 2 }], "+order_by": "created", "+order": "desc" }, ids: [2, 1] },
  { filter: { "+and": [{ status: "failed" }, { id: { "+gt": 1 } }] }, ids: [3] },
  { filter: { action: { "+contains": "image_" } }, ids: [1, 2] },
  { filter: { id: { "+neq": 2, "+lte": 3 } }, ids: [1, 3] },
  { filter: { "+order_by": "status" }, ids: null },
  { filter: { "+nor": [] }, ids: null },
  { filter: { id: { "+like": 2 } }, ids: null },
])("X-Filter $filter finds $ids", ({ filter, ids }) => {
  expect(filtered(ITEMS, JSON.stringify(filter))?.map(({ id }) => id) ?? null).toEqual(ids);
});
