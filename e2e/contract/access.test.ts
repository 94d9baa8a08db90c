import { expect, test } from "vitest";
import { z } from "zod";
import { request } from "./support/api";
import { expectError } from "./support/expectations";
import { createImage } from "./support/images";

const OPERATIONS = [
  { method: "GET", path: "/v2/images" },
  { method: "POST", path: "/v2/images", json: { name: "contract-never-made" } },
  { method: "GET", path: "/v2/images/image_x" },
  { method: "DELETE", path: "/v2/images/image_x" },
  { method: "POST", path: "/v2/images/image_x/parts", json: { part_id: 1 } },
  { method: "POST", path: "/v2/images/image_x/complete", json: { sha256: "0".repeat(64) } },
  { method: "GET", path: "/v2/images/image_x/download" },
  { method: "POST", path: "/v2/images/image_x/restore" },
  { method: "GET", path: "/v2/audit" },
];

test.each(OPERATIONS)("$method $path needs a token", async ({ method, path, json }) => {
  expectError(await request(method, path, { json, authorization: null }), 401, "authentication_error");
});

// Two wrong tokens in all: more of them would rightly slow this suite down.
test.each(["Bearer images_wrong", "Basic YTpi"])("%s is no token", async (authorization) => {
  expectError(await request("GET", "/v2/images", { authorization }), 401, "authentication_error");
});

test("a token is for the header, not for the query", async () => {
  const reply = await request("GET", "/v2/images?token=x&access_token=x", { authorization: null });
  expectError(reply, 401, "authentication_error");
});

test("an unknown path is not found", async () => {
  for (const path of ["/v2/nothing", "/v2/images/a/b", "/v2/images/a/b/c/d"]) {
    expectError(await request("GET", path), 404, "not_found");
  }
});

test.each([
  { method: "PUT", path: "/v2/images", allow: "GET, HEAD, POST" },
  { method: "PATCH", path: "/v2/images/image_x", allow: "GET, HEAD, DELETE" },
  { method: "GET", path: "/v2/images/image_x/parts", allow: "POST" },
  { method: "DELETE", path: "/v2/images/image_x/complete", allow: "POST" },
  { method: "POST", path: "/v2/images/image_x/download", allow: "GET, HEAD" },
  { method: "GET", path: "/v2/images/image_x/restore", allow: "POST" },
])("$method $path is not a method of it", async ({ method, path, allow }) => {
  const reply = await request(method, path);
  expectError(reply, 405, "invalid_request_error");
  expect(reply.headers.get("allow")).toBe(allow);
});

test("every answer has a request id and is neither cached nor sniffed", async () => {
  const { id } = await createImage();
  const replies = [
    await request("GET", `/v2/images/${id}`),
    await request("GET", "/v2/images/image_x"),
    await request("GET", "/v2/images", { authorization: null }),
    await request("GET", "/v2/nothing"),
  ];
  for (const { headers } of replies) {
    expect(headers.get("x-request-id")).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  }
  expect(new Set(replies.map(({ headers }) => headers.get("x-request-id"))).size).toBe(replies.length);
});

test("the token's account is told", async () => {
  const { status, body } = await request("GET", "/v2/me");
  expect(status).toBe(200);
  expect(body).toMatchObject({ object: "account", account: expect.any(String), role: expect.any(String) });
  expectError(await request("GET", "/v2/me", { authorization: null }), 401, "authentication_error");
});

test("the API describes itself, to anyone", async () => {
  const { status, body } = await request("GET", "/v2/openapi.json", { authorization: null });
  expect(status).toBe(200);
  const { openapi, paths } = z
    .object({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(body);
  expect(openapi).toMatch(/^3\.1/);
  for (const { method, path } of OPERATIONS) {
    expect(paths[path.replace("image_x", "{id}")]).toHaveProperty(method.toLowerCase());
  }
});
