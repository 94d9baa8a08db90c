import { expect, test } from "vitest";
import { NetworkError } from "@/lib/client/network-error";
import { ApiError, errorBodySchema, type ErrorCode } from "@/lib/contract/errors";
import { faultOf, faultSchema, partAnswerFault } from "./fault";

const PATIENCE = new Set<ErrorCode>([
  "rate_limited",
  "internal",
  "upstream_failed",
  "upstream_unreachable",
  "upstream_timeout",
]);

const TOKEN = new Set<ErrorCode>(["not_signed_in", "token_rejected"]);

test.each([...TOKEN])("the API's error %s asks for another token", (code) => {
  const fault = faultOf(new ApiError(code, "Why."));
  expect(fault).toEqual({ kind: "unauthorized", cause: "Why." });
  expect(faultSchema.parse(fault)).toEqual(fault);
});

test.each(errorBodySchema.shape.error.shape.code.options.filter((code) => !TOKEN.has(code)))(
  "the API's error %s is repeated or stops the upload",
  (code) => {
    const fault = faultOf(new ApiError(code, "Why.", { requestId: "r1", retryAfterSeconds: 7 }));
    expect(fault).toEqual(
      PATIENCE.has(code)
        ? { kind: "busy", cause: "Why.", retryAfterMilliseconds: 7_000 }
        : { kind: "stopped", failure: { code, message: "Why.", requestId: "r1" } },
    );
    expect(faultSchema.parse(fault)).toEqual(fault);
  },
);

test("no answer is a fault of the network; what nobody expected is shown", () => {
  expect(faultOf(new NetworkError("Away."))).toEqual({ kind: "network", cause: "Away." });
  expect(faultOf(new RangeError("odd"))).toMatchObject({ kind: "stopped", failure: { code: "internal" } });
});

test.each([
  { status: 200, kind: undefined },
  { status: 204, kind: undefined },
  { status: 299, kind: undefined },
  { status: 0, kind: "stopped" },
  { status: 301, kind: "stopped" },
  { status: 400, kind: "stopped" },
  { status: 401, kind: "refused" },
  { status: 403, kind: "refused" },
  { status: 404, kind: "stopped" },
  { status: 408, kind: "busy" },
  { status: 413, kind: "stopped" },
  { status: 429, kind: "busy" },
  { status: 500, kind: "busy" },
  { status: 507, kind: "busy" },
])("the storage's $status is $kind", ({ status, kind }) => {
  const fault = partAnswerFault(status, "", null);
  expect(fault?.kind).toBe(kind);
  if (fault !== null) expect(faultSchema.parse(fault)).toEqual(fault);
});

test.each([
  { said: "The disk is full.", text: "Insufficient Storage", cause: "The disk is full. (507 Insufficient Storage)" },
  { said: "The disk is full.", text: "", cause: "The disk is full. (507)" },
  { said: null, text: "Insufficient Storage", cause: "The storage answered 507 Insufficient Storage." },
])("an answer that says $said is shown as $cause", ({ said, text, cause }) => {
  expect(partAnswerFault(507, text, null, said)).toMatchObject({ kind: "busy", cause });
});
