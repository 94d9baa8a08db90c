import type { RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import { upstreamAsked } from "@/lib/telemetry/events";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { requestUpstream, type UpstreamOptions, type UpstreamRequest } from "./upstream";

let server: TestServer | undefined;
afterEach(() => server?.close());

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const answerSchema = z.object({ answer: z.number() });
const REQUEST_ID = "0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1";
const READ: UpstreamRequest = { method: "GET", path: ["thing"] };

function options(baseUrl: URL, more: Partial<UpstreamOptions> = {}): UpstreamOptions {
  return {
    provider: "linode",
    label: "Vendor",
    requestId: REQUEST_ID,
    baseUrl,
    headers: { authorization: "Bearer token" },
    signal: new AbortController().signal,
    readError: (body) => errorSchema.safeParse(body).data?.error ?? null,
    ...more,
  };
}

async function failure(listener: RequestListener, more?: Partial<UpstreamOptions>, request = READ): Promise<ApiError> {
  server = await serveForTest(listener);
  return failureOf(requestUpstream(options(server.url, more), request, answerSchema));
}

async function failureOf(promise: Promise<unknown>): Promise<ApiError> {
  const outcome: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ApiError)) throw new Error(`Expected an ApiError, not ${String(outcome)}.`);
  return outcome;
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

test("asks below the configured base, with encoded segments, credentials and a JSON body", async () => {
  let seen: unknown;
  server = await serveForTest((request, response) => {
    request.setEncoding("utf8").once("data", (body) => {
      const { authorization } = request.headers;
      const { "content-type": type, "x-request-id": requestId } = request.headers;
      seen = { method: request.method, url: request.url, authorization, type, requestId, body };
      response.end('{"answer":42}');
    });
  });
  const request: UpstreamRequest = {
    method: "POST",
    path: ["a/../b?c#d", "é"],
    query: { "q&": "1=2", absent: undefined },
    body: { x: 1 },
  };
  await expect(requestUpstream(options(new URL("/base/", server.url)), request, answerSchema)).resolves.toEqual({
    answer: 42,
  });
  expect(seen).toEqual({
    method: "POST",
    url: "/base/a%2F..%2Fb%3Fc%23d/%C3%A9?q%26=1%3D2",
    authorization: "Bearer token",
    type: "application/json",
    requestId: REQUEST_ID,
    body: '{"x":1}',
  });
});

test("nobody listens: unreachable", async () => {
  server = await serveForTest(answer(200, {}));
  await server.close();
  const error = await failureOf(requestUpstream(options(server.url), READ, answerSchema));
  expect(error.code).toBe("upstream_unreachable");
});

test("an answer that never comes is a timeout", async () => {
  const error = await failure(() => {}, { deadlines: { read: 50, write: 50 } });
  expect(error.code).toBe("upstream_timeout");
});

test("an answer that begins and hangs is a timeout", async () => {
  const error = await failure((_request, response) => response.write('{"answer":'), {
    deadlines: { read: 100, write: 100 },
  });
  expect(error.code).toBe("upstream_timeout");
});

test("a redirect is not followed", async () => {
  const paths: (string | undefined)[] = [];
  const error = await failure((request, response) => {
    paths.push(request.url);
    response.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(error.code).toBe("upstream_failed");
  expect(paths).toEqual(["/thing"]);
});

test("an endless answer is cut", async () => {
  const error = await failure((_request, response) => {
    const write = (): void => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", write);
    write();
  });
  expect(error).toMatchObject({ code: "upstream_failed", message: "Vendor gave an answer that is too long." });
});

test("an answer that announces too much is not read", async () => {
  const error = await failure((_request, response) => {
    response.writeHead(200, { "content-length": String(1024 ** 4) }).flushHeaders();
  });
  expect(error.message).toBe("Vendor gave an answer that is too long.");
});

test("a connection that breaks in the middle is a failure", async () => {
  const error = await failure((_request, response) => {
    response.writeHead(200, { "content-length": "100" }).write("{", () => response.destroy());
  });
  expect(error.code).toBe("upstream_failed");
});

test.each([
  { what: "HTML", body: "<html>Bad gateway</html>" },
  { what: "another shape", body: { answer: "42" } },
  { what: "nothing", body: "" },
])("a success that holds $what is a failure", async ({ body }) => {
  const error = await failure(answer(200, body));
  expect(error).toMatchObject({
    code: "upstream_failed",
    message: "Vendor gave an answer that cannot be understood.",
  });
});

test.each([
  { status: 400, code: "invalid_request", message: "Said." },
  { status: 401, code: "token_rejected", message: "Vendor does not accept this API token." },
  { status: 403, code: "forbidden", message: "Said." },
  { status: 404, code: "not_found", message: "Said." },
  { status: 409, code: "conflict", message: "Said." },
  { status: 418, code: "upstream_failed", message: "Vendor answered with status 418: Said." },
  { status: 422, code: "invalid_request", message: "Said." },
  { status: 429, code: "rate_limited", message: "Said." },
  { status: 500, code: "upstream_failed", message: "Vendor answered with status 500: Said." },
  { status: 503, code: "upstream_failed", message: "Vendor: Said." },
  { status: 507, code: "upstream_failed", message: "Vendor: Said." },
])("status $status is $code", async ({ status, code, message }) => {
  const error = await failure(answer(status, { error: { message: "Said." } }, { "retry-after": "7" }));
  expect(error).toMatchObject({ code, message });
  expect(error.retryAfterSeconds).toBe(status === 401 ? undefined : 7);
});

test.each([
  { status: 401, code: "token_rejected" },
  { status: 404, code: "upstream_failed" },
  { status: 429, code: "rate_limited" },
  { status: 502, code: "upstream_failed" },
])("status $status with a page of somebody else is $code and shows nothing of it", async ({ status, code }) => {
  const error = await failure(answer(status, "<h1>nginx</h1>"));
  expect(error.code).toBe(code);
  expect(error.message).not.toContain("nginx");
});

test("a browser that goes away ends a read, but not a write", async () => {
  const gone = AbortSignal.abort();
  const error = await failure(answer(200, { answer: 1 }), { signal: gone });
  expect(error).toBeInstanceOf(ApiError);
  await server?.close();
  server = await serveForTest(answer(200, { answer: 1 }));
  const write: UpstreamRequest = { method: "POST", path: ["thing"], body: {} };
  await expect(requestUpstream(options(server.url, { signal: gone }), write, answerSchema)).resolves.toEqual({
    answer: 1,
  });
});

test("whoever counts hears of each request, its status or why there was none", async () => {
  const heard: unknown[] = [];
  upstreamAsked.subscribe(({ provider, status }) => heard.push([provider, status]));
  await failure(answer(503, {}));
  await server?.close();
  await failure((request) => request.socket.destroy());
  await server?.close();
  await failure(() => undefined, { deadlines: { read: 10, write: 10 } });
  await server?.close();
  await failure((request, response) => {
    response.writeHead(200, { "content-length": 10 }).write("{");
    request.socket.end();
  });
  await server?.close();
  await failure(() => undefined, { signal: AbortSignal.abort() });
  expect(heard).toEqual([503, "unreachable", "timeout", "broken", "canceled"].map((status) => ["linode", status]));
});
