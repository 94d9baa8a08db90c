import { createServer, request as ask } from "node:http";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseTarget } from "./refuse-target";

const server = createServer((request, response) => {
  if (!refuseTarget(request, response)) response.end("passed");
});

beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => server.close());

async function send(method: string, path: string, headers: Record<string, string> = {}) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  const sent = ask({ port: address.port, host: "127.0.0.1", method, path, headers, agent: false }).end();
  const [response] = await once(sent, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

test("what can be answered passes", async () => {
  for (const path of ["/", "/sign-in", "/api/session", "/api/oxide/images/%C3%A9?a=%ff//", "/sfcompute/images/"]) {
    expect((await send("GET", path)).body, path).toBe("passed");
  }
});

test.each([
  ["GET", "*", 400],
  ["GET", "http://other.example/api/session", 400],
  ["GET", "/sfcompute/images/%ff", 400],
  ["GET", "/sfcompute/images/%", 400],
  ["GET", "//other.example/images", 404],
  ["GET", "/\\other.example", 404],
  ["TRACE", "/sign-in", 405],
  ["PROPFIND", "/sign-in", 405],
])("%s %s is refused in plain text", async (method, path, status) => {
  const answer = await send(method, path);
  expect(answer).toMatchObject({ status, headers: { "content-type": "text/plain; charset=utf-8" } });
  expect(answer.headers).toHaveProperty("x-content-type-options", "nosniff");
  expect(answer.headers).not.toHaveProperty("location");
});

test("below /api it is refused in the one error shape", async () => {
  for (const [method, path, code] of [
    ["GET", "/api/%ff/images", "invalid_request"],
    ["GET", "/api//session", "not_found"],
    ["TRACE", "/api/session", "method_not_allowed"],
  ] as const) {
    const answer = await send(method, path);
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code, requestId: answer.headers["x-request-id"] } });
  }
});

test("it keeps the id that the request was given", async () => {
  const requestId = "0198c8b0-5d8c-4f4b-9e0d-2b6b1a9b7c11";
  expect((await send("GET", "/%ff", { "x-request-id": requestId })).headers["x-request-id"]).toBe(requestId);
});

test("a HEAD gets no body", async () => {
  expect(await send("HEAD", "/%ff")).toMatchObject({ status: 400, body: "" });
});
