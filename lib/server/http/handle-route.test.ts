import { Writable } from "node:stream";
import pino from "pino";
import { expect, test } from "vitest";
import { ApiError, errorBodySchema } from "@/lib/contract/errors";
import { createRoute, type RouteContext } from "./handle-route";
import { json } from "./respond";

const CONTEXT: RouteContext = { params: Promise.resolve({ connection: "sfcompute" }) };
const LINK = "http://127.0.0.1:3000/api/sfcompute/images?secret=query";

function routeFor(operation: Parameters<typeof createRoute>[1]) {
  const lines: unknown[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const surroundings = { log: pino({ level: "debug" }, destination), publicUrl: new URL("http://127.0.0.1:3000") };
  return { route: createRoute(() => surroundings, operation), lines };
}

test("gives the operation its parameters and the answer a fresh id", async () => {
  const { route, lines } = routeFor(async ({ params }) => json(params, { status: 201 }));
  const request = new Request(LINK, { headers: { "x-request-id": "chosen-outside" } });
  const response = await route(request, CONTEXT);
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ connection: "sfcompute" });
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(lines).toEqual([expect.objectContaining({ level: 20, path: "/api/sfcompute/images", status: 201 })]);
});

const ID = "0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1";

test("a well-formed id of the browser's is kept, for the operation, the answer and the log", async () => {
  const { route, lines } = routeFor(async ({ requestId }) => json({ requestId }));
  const response = await route(new Request(LINK, { headers: { "x-request-id": ID } }), CONTEXT);
  expect(await response.json()).toEqual({ requestId: ID });
  expect(response.headers.get("x-request-id")).toBe(ID);
  expect(lines).toEqual([expect.objectContaining({ requestId: ID })]);
});

const OURS = { "sec-fetch-site": "same-origin", "x-request-id": ID, "x-forwarded-for": "192.0.2.7" };

test("who changed what is a line of the audit log", async () => {
  const { route, lines } = routeFor(async ({ note }) => {
    note({ connection: "oxide-2", provider: "oxide", account: "ada", imageId: "image_a" });
    return json({});
  });
  const request = new Request("http://127.0.0.1:3000/api/oxide-2/images/image_a?x=y", {
    method: "DELETE",
    headers: OURS,
  });
  await route(request, CONTEXT);
  expect(lines[1]).toMatchObject({
    level: 30,
    msg: "audit",
    requestId: ID,
    account: "ada",
    connection: "oxide-2",
    provider: "oxide",
    method: "DELETE",
    route: "/api/[connection]/images/[imageId]",
    imageId: "image_a",
    address: "192.0.2.7",
    status: 200,
    outcome: "done",
  });
});

test.each([
  { failure: new ApiError("forbidden", "No."), outcome: "refused", code: "forbidden" },
  { failure: new ApiError("upstream_timeout", "Late."), outcome: "failed", code: "upstream_timeout" },
  { failure: new TypeError("oops"), outcome: "failed", code: "internal" },
])("an attempt that ended with $code is in the audit log as $outcome", async ({ failure, outcome, code }) => {
  const { route, lines } = routeFor(async () => Promise.reject(failure));
  await route(new Request(LINK, { method: "POST", headers: OURS }), CONTEXT);
  expect(lines).toContainEqual(expect.objectContaining({ msg: "audit", outcome, code, requestId: ID }));
});

test("what another site tried is in the audit log", async () => {
  const { route, lines } = routeFor(async () => json({}));
  await route(new Request(LINK, { method: "POST", headers: { ...OURS, "sec-fetch-site": "cross-site" } }), CONTEXT);
  expect(lines).toContainEqual(expect.objectContaining({ msg: "audit", outcome: "refused", code: "cross_site" }));
});

test.each([
  { method: "GET", path: "/api/oxide/images" },
  { method: "POST", path: "/api/oxide/images/image_a/parts" },
  { method: "PUT", path: "/api/oxide/images/image_a/parts/7" },
  { method: "POST", path: "/api/session/keep-alive" },
])("$method $path is not in the audit log", async ({ method, path }) => {
  const { route, lines } = routeFor(async () => json({}));
  await route(new Request(`http://127.0.0.1:3000${path}`, { method, headers: OURS }), CONTEXT);
  expect(lines).toEqual([expect.objectContaining({ msg: "answered" })]);
});

test("an expected error keeps its words and is no error in the log", async () => {
  const details = [{ field: "name", message: "Taken." }];
  const { route, lines } = routeFor(async () => {
    throw new ApiError("conflict", "That name is taken.", { details, retryAfterSeconds: 3 });
  });
  const response = await route(new Request(LINK), CONTEXT);
  const { error } = errorBodySchema.parse(await response.json());
  expect(response.status).toBe(409);
  expect(response.headers.get("retry-after")).toBe("3");
  expect(error).toMatchObject({ code: "conflict", message: "That name is taken.", details });
  expect(error.requestId).toBe(response.headers.get("x-request-id"));
  expect(lines).toEqual([expect.objectContaining({ level: 30, requestId: error.requestId, code: "conflict" })]);
  expect(JSON.stringify(lines)).not.toContain("secret=query");
});

test("an unexpected error shows nothing to the browser and everything in the log", async () => {
  const { route, lines } = routeFor(async () => {
    throw new TypeError("password is hunter2");
  });
  const response = await route(new Request(LINK), CONTEXT);
  const text = await response.text();
  expect(response.status).toBe(500);
  expect(text).not.toContain("hunter2");
  expect(errorBodySchema.parse(JSON.parse(text)).error.code).toBe("internal");
  expect(lines).toEqual([
    expect.objectContaining({ level: 50, err: expect.objectContaining({ message: "password is hunter2" }) }),
  ]);
});

test("a failing provider is a warning with its cause", async () => {
  const { route, lines } = routeFor(async () => {
    throw new ApiError("upstream_unreachable", "Vendor cannot be reached.", { cause: new Error("ECONNREFUSED") });
  });
  expect((await route(new Request(LINK), CONTEXT)).status).toBe(503);
  expect(lines[0]).toMatchObject({ level: 40 });
  expect(JSON.stringify(lines)).toContain("ECONNREFUSED");
});

test("another site's request never reaches the operation", async () => {
  let reached = false;
  const { route } = routeFor(async () => {
    reached = true;
    return json({});
  });
  const request = new Request(LINK, { method: "POST", headers: { "sec-fetch-site": "cross-site" } });
  expect((await route(request, CONTEXT)).status).toBe(403);
  expect(reached).toBe(false);
});
