import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { GIB, MIB } from "@/lib/contract/limits";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider } from "@/lib/server/providers/types";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { sfcomputeProvider } from "./provider";

interface Answer {
  status?: number;
  body: unknown;
}

interface Seen {
  line: string;
  authorization: string | undefined;
  forwardedFor: string | string[] | undefined;
  body: string;
}

const DIGEST = "a".repeat(64);
const IMAGE = { object: "image", id: "image_a", name: "n", upload_status: "started", created_at: 1_738_972_800 };
const NOT_FOUND: Answer = { status: 404, body: { error: { type: "not_found", message: "No such path." } } };

let server: TestServer | undefined;
afterEach(() => server?.close());

/** A provider whose upstream answers each `METHOD path` from the table, and what that upstream saw. */
async function providerWith(
  answers: Record<string, Answer>,
  { embedded = false, token = "tok" } = {},
): Promise<{ provider: ImageProvider; seen: Seen[] }> {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const line = `${request.method} ${request.url}`;
    const { authorization, "x-forwarded-for": forwardedFor } = request.headers;
    seen.push({ line, authorization, forwardedFor, body: await text(request) });
    const { status = 200, body } = answers[line] ?? NOT_FOUND;
    response.writeHead(status).end(JSON.stringify(body));
  };
  server = await serveForTest((request, response) => void answer(request, response));
  const kind = sfcomputeProvider({ apiUrl: server.url, prefix: "/v2", embedded, publicUrl: server.url });
  return { provider: kind.open(callFixture({ token })), seen };
}

test.each([
  { upload_status: "started", deleted: false, takes: true },
  { upload_status: "uploading", deleted: false, takes: true },
  { upload_status: "completed", deleted: false, takes: false },
  { upload_status: "started", deleted: true, takes: false },
])("an image that is $upload_status takes a file later: $takes", async ({ upload_status, deleted, takes }) => {
  const image = { ...IMAGE, upload_status, ...(deleted ? { deleted_at: IMAGE.created_at } : {}) };
  const { provider } = await providerWith({ "GET /v2/images/image_a": { body: image } });
  const plan = provider.upload?.plan("image_a", { sizeBytes: 20 * MIB });
  if (takes) expect(await plan).toEqual({ kind: "multipart", partSizeBytes: 16 * MIB });
  else await expect(plan).rejects.toMatchObject({ code: "conflict" });
});

test.each([
  { embedded: true, body: '{"part_id":3,"size":42}' },
  { embedded: false, body: '{"part_id":3}' },
])("a part's length is told to whom it means something: $embedded", async ({ embedded, body }) => {
  const link = { url: "https://objects.example.com/x?sig=1", expires_at: 1_738_972_800 };
  const { provider, seen } = await providerWith({ "POST /v2/images/image_a/parts": { body: link } }, { embedded });
  await provider.upload?.createPartUrl("image_a", { partNumber: 3, sizeBytes: 42 });
  expect(seen.map((request) => request.body)).toEqual([body]);
});

test("each operation asks what the vendor's document says", async () => {
  const link = { url: "https://objects.example.com/x?sig=1", expires_at: 1_738_972_800 };
  const { provider, seen } = await providerWith({
    "GET /v2/images?limit=20&starting_after=imagec_a&include_deleted=true": {
      body: { object: "list", data: [IMAGE], has_more: true, cursor: "imagec_b" },
    },
    "GET /v2/images/image_a": { body: IMAGE },
    "POST /v2/images": { status: 201, body: IMAGE },
    "POST /v2/images/image_a/parts": { body: link },
    "POST /v2/images/image_a/complete": { body: { ...IMAGE, upload_status: "completed", sha256: DIGEST } },
    "DELETE /v2/images/image_a": { body: { object: "image", deleted: true, name: "n" } },
    "GET /v2/images/image_a/download": { body: { ...link, sha256: DIGEST, size: 5 } },
  });
  const page = await provider.list({ cursor: "imagec_a", limit: 20, includeDeleted: true });
  expect(page).toMatchObject({ images: [{ id: "image_a" }], nextCursor: "imagec_b" });
  expect(await provider.get("image_a")).toMatchObject({ status: "waiting" });
  expect(await provider.upload?.create({ name: "n", sizeBytes: 100 * GIB, values: {} })).toMatchObject({
    image: { id: "image_a" },
    plan: { kind: "multipart", partSizeBytes: 64 * MIB },
  });
  const expiresAt = "2025-02-08T00:00:00.000Z";
  expect(await provider.upload?.createPartUrl("image_a", { partNumber: 3, sizeBytes: 42 })).toEqual({
    url: link.url,
    expiresAt,
  });
  expect(await provider.upload?.complete("image_a", { sha256: DIGEST })).toMatchObject({ status: "completed" });
  await provider.delete("image_a");
  expect(await provider.downloadLink?.("image_a")).toEqual({ url: link.url, expiresAt, sha256: DIGEST, sizeBytes: 5 });
  expect(seen.map(({ body }) => body).filter((body) => body !== "")).toEqual([
    '{"name":"n"}',
    '{"part_id":3}',
    JSON.stringify({ sha256: DIGEST }),
  ]);
  expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer tok"]));
});

test("the embedded API tells whose token it is, and learns the browser's address", async () => {
  const { provider, seen } = await providerWith(
    { "GET /v2/me": { body: { object: "account", account: "ops", role: "viewer", token_id: "t" } } },
    { embedded: true },
  );
  expect(await provider.identify()).toEqual({ name: "ops", role: "viewer" });
  expect(seen[0]?.forwardedFor).toBe("192.0.2.7");
});

test("the embedded API takes back a deletion, and its refusal is kept", async () => {
  const taken = { status: 409, body: { error: { type: "conflict", message: "The name is taken." } } };
  const { provider, seen } = await providerWith(
    { "POST /v2/images/image_a/restore": { body: IMAGE }, "POST /v2/images/image_b/restore": taken },
    { embedded: true },
  );
  expect(await provider.restore?.("image_a")).toMatchObject({ id: "image_a", deletedAt: null });
  await expect(provider.restore?.("image_b")).rejects.toMatchObject({
    code: "conflict",
    message: "The name is taken.",
  });
  await expect(provider.restore?.("image_c")).rejects.toMatchObject({ code: "not_found" });
  expect(seen.map(({ body }) => body)).toEqual(["", "", ""]);
});

test("SF Compute itself is not asked to take back a deletion", async () => {
  const { provider, seen } = await providerWith({});
  expect(provider.restore).toBeUndefined();
  expect(seen).toEqual([]);
});

test("an API without /me has its token checked by a short list, and no browser's address", async () => {
  const { provider, seen } = await providerWith({
    "GET /v2/images?limit=1": { body: { object: "list", data: [], has_more: false } },
  });
  expect(await provider.identify()).toEqual({ name: null, role: null });
  expect(seen.map(({ line }) => line)).toEqual(["GET /v2/me", "GET /v2/images?limit=1"]);
  expect(seen.map(({ forwardedFor }) => forwardedFor)).toEqual([undefined, undefined]);
});

test("a wrong token is told at either question", async () => {
  const refused = { status: 401, body: { error: { type: "authentication_error", message: "No." } } };
  const first = await providerWith({ "GET /v2/me": refused });
  await expect(first.provider.identify()).rejects.toMatchObject({ code: "token_rejected" });
  await server?.close();
  const second = await providerWith({ "GET /v2/images?limit=1": refused });
  await expect(second.provider.identify()).rejects.toMatchObject({ code: "token_rejected" });
});

test("an error keeps the API's words and fields", async () => {
  const details = [{ field: "name", code: "taken", message: "Name is taken." }];
  const { provider } = await providerWith({
    "POST /v2/images": { status: 409, body: { error: { type: "conflict", message: "In use.", details } } },
  });
  await expect(provider.upload?.create({ name: "n", sizeBytes: 1, values: {} })).rejects.toMatchObject({
    code: "conflict",
    message: "In use.",
    details: [{ field: "name", message: "Name is taken." }],
  });
});

test("an image over the limit is refused before anything is made", async () => {
  const { provider, seen } = await providerWith({});
  await expect(provider.upload?.create({ name: "n", sizeBytes: 128 * GIB + 1, values: {} })).rejects.toMatchObject({
    code: "too_large",
  });
  expect(seen).toEqual([]);
});

test.each(["javascript:alert(1)", "file:///etc/passwd", "/relative"])("a link to %s is not handed on", async (url) => {
  const { provider } = await providerWith({
    "POST /v2/images/image_a/parts": { body: { url, expires_at: 1_738_972_800 } },
  });
  await expect(provider.upload?.createPartUrl("image_a", { partNumber: 1 })).rejects.toMatchObject({
    code: "upstream_failed",
  });
});

test.each([true, false])("only a viewer is kept from changing anything, embedded: %s", (embedded) => {
  const apiUrl = new URL("http://127.0.0.1:9");
  const kind = sfcomputeProvider({ apiUrl, prefix: "/v2", embedded, publicUrl: apiUrl });
  const allowed = (role: string | null): boolean[] => {
    const { upload, download, delete: remove, restore } = kind.capabilities({ name: null, role });
    return [upload, download, remove, restore].map((capability) => capability.allowed);
  };
  expect(allowed("viewer")).toEqual([false, true, false, false]);
  for (const role of ["operator", "admin", null]) expect(allowed(role)).toEqual([true, true, true, embedded]);
});
