import type { IncomingMessage, RequestListener } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import { imageFixture } from "@/lib/contract/image-fixture";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { deleteImage, getImage, listImages, signOut } from "./api";
import { completeImage, createPartUrl } from "./uploads-api";
import { NetworkError } from "./network-error";

let server: TestServer | undefined;
afterEach(async () => {
  vi.unstubAllGlobals();
  await server?.close();
});

/** The page's address, as a browser would know it. */
async function serve(listener: RequestListener): Promise<void> {
  server = await serveForTest(listener);
  vi.stubGlobal("location", { origin: server.url.origin });
}

const IMAGE = imageFixture({ id: "image_a", status: "waiting" });

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("each request has an id of its own, by which logs can be searched", async () => {
  const ids: unknown[] = [];
  await serve((request, response) => {
    ids.push(request.headers["x-request-id"]);
    response.end(JSON.stringify({ images: [], nextCursor: null }));
  });
  await listImages("sfcompute");
  await listImages("sfcompute");
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("each question has its own path", async () => {
  const seen: string[] = [];
  await serve((request: IncomingMessage, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end(JSON.stringify({ images: [IMAGE], nextCursor: null }));
  });
  await listImages("sfcompute");
  await listImages("sfcompute", { cursor: "a&b", limit: 200, includeDeleted: true });
  await deleteImage("sfcompute", "image/../a");
  await signOut("sfcompute");
  expect(seen).toEqual([
    "GET /api/sfcompute/images",
    "GET /api/sfcompute/images?cursor=a%26b&limit=200&includeDeleted=true",
    "DELETE /api/sfcompute/images/image%2F..%2Fa",
    "DELETE /api/session/sfcompute",
  ]);
});

test("a body travels as JSON", async () => {
  let type: string | undefined;
  await serve((request, response) => {
    type = request.headers["content-type"];
    request.pipe(response.writeHead(200));
  });
  const error = await failureOf(completeImage("sfcompute", "image_a", { sha256: "a".repeat(64) }));
  expect(type).toBe("application/json");
  expect(error).toMatchObject({ code: "upstream_failed" });
});

test("an error answer is told with all it holds", async () => {
  const error = { code: "rate_limited", message: "Slow down.", requestId: "r1", details: [] };
  await serve((_request, response) => {
    response.writeHead(429, { "retry-after": "12" }).end(JSON.stringify({ error }));
  });
  expect(await failureOf(createPartUrl("sfcompute", "image_a", { partNumber: 1 }))).toMatchObject({
    name: "ApiError",
    code: "rate_limited",
    message: "Slow down.",
    requestId: "r1",
    retryAfterSeconds: 12,
  });
});

test.each([
  { what: "an unknown code", status: 400, body: '{"error":{"code":"new","message":"m"}}', told: "status 400" },
  { what: "another shape", status: 200, body: '{"id":1}', told: "status 200" },
  { what: "a sign-in wall's redirect", status: 302, body: "", told: "302" },
])("$what is an answer that cannot be understood", async ({ status, body, told }) => {
  await serve((_request, response) => void response.writeHead(status, { location: "/wall" }).end(body));
  const error = await failureOf(getImage("sfcompute", "image_a"));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: "upstream_failed", message: expect.stringContaining(told) });
});

test.each([502, 503, 504])("a proxy's page of status %i means that no server answers", async (status) => {
  await serve((_request, response) => void response.writeHead(status).end("<html>No server is available</html>"));
  const error = await failureOf(getImage("sfcompute", "image_a"));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ message: `The server does not answer (status ${status}).` });
});

test("no server is a network error", async () => {
  await serve(() => {});
  await server?.close();
  expect(await failureOf(getImage("sfcompute", "image_a"))).toBeInstanceOf(NetworkError);
});

test("an answer that breaks off is a network error", async () => {
  await serve((_request, response) => {
    response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
  });
  expect(await failureOf(getImage("sfcompute", "image_a"))).toBeInstanceOf(NetworkError);
});

test("whoever aborts gets back the own reason", async () => {
  const controller = new AbortController();
  const reason = new Error("left the page");
  await serve(() => controller.abort(reason));
  expect(await failureOf(getImage("sfcompute", "image_a", controller.signal))).toBe(reason);
});
