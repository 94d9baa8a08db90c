import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ACCOUNT_HEADER } from "@/lib/contract/account-header";
import { placeOf, type PutAnswer } from "./part-place";

const OWN = "/api/oxide/images/upload_1/parts/3";

beforeEach(() => void vi.stubGlobal("location", { origin: "https://images.example" }));
afterEach(() => void vi.unstubAllGlobals());

function answer(changes: Partial<PutAnswer>): PutAnswer {
  const url = `https://images.example${OWN}`;
  return { status: 200, statusText: "", url, retryAfterMilliseconds: null, body: "", ...changes };
}

function errorBody(code: string): string {
  return JSON.stringify({ error: { code, message: "It says why.", requestId: "r1" } });
}

test("a storage gets nothing but bytes", () => {
  const place = placeOf("https://storage.example/part?signature=1", "ops", ["https:"]);
  expect(place).toMatchObject({ url: "https://storage.example/part?signature=1", headers: {} });
  expect(place.faultOf(answer({ status: 403 }))).toMatchObject({ kind: "refused" });
  expect(place.faultOf(answer({}))).toBeNull();
});

test("the dashboard's own place is told whose part it is", () => {
  const place = placeOf(OWN, "müller", []);
  expect(place.url).toBe(`https://images.example${OWN}`);
  expect(place.headers).toEqual({ [ACCOUNT_HEADER]: "m%C3%BCller" });
  expect(place.faultOf(answer({ status: 204 }))).toBeNull();
  // A host that only looks like it is another one.
  expect(placeOf("https://storage.example/api/x", "ops", ["https:"]).headers).toEqual({});
});

test.each([
  [401, "not_signed_in", { kind: "unauthorized", cause: "It says why." }],
  [403, "forbidden", { kind: "stopped", failure: { code: "forbidden" } }],
  [404, "not_found", { kind: "stopped", failure: { code: "not_found", message: "It says why.", requestId: "r1" } }],
  [409, "conflict", { kind: "stopped", failure: { code: "conflict" } }],
  [400, "invalid_request", { kind: "stopped", failure: { code: "invalid_request" } }],
  [429, "rate_limited", { kind: "busy", retryAfterMilliseconds: 2_000 }],
  [502, "upstream_failed", { kind: "busy", retryAfterMilliseconds: 2_000 }],
])("its %d is understood as one of our API", (status, code, fault) => {
  const told = answer({ status, body: errorBody(code), retryAfterMilliseconds: 2_000 });
  expect(placeOf(OWN, "ops", []).faultOf(told)).toMatchObject(fault);
});

test("what some gateway answers in its place took no part", () => {
  const place = placeOf(OWN, "ops", []);
  expect(place.faultOf(answer({ status: 503, body: "<html>" }))).toMatchObject({ kind: "busy" });
  // A sign-in wall redirects, and its page is a success of its own.
  const wall = answer({ url: "https://sign-in.example/", body: "<html>" });
  expect(place.faultOf(wall)).toMatchObject({ kind: "busy" });
});

test.each([
  "https://evil.example/part?signature=1",
  "http://storage.example/part",
  "https://storage.example@evil.example/part",
  "https://images.example/api/oxide/images/an-image/parts/1",
  "javascript:alert(1)",
])("nothing is sent to %s", (url) => {
  const message = expect.stringMatching(/^The API named an upload address that is not allowed: /);
  const refused = expect.objectContaining({
    fault: { kind: "stopped", failure: { code: "address_refused", message, requestId: null } },
  });
  expect(() => placeOf(url, "ops", ["https://storage.example"])).toThrow(refused);
});
