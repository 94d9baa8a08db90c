import { expect, test } from "vitest";
import type { Fault } from "@/lib/upload/machine/fault";
import { retryTime } from "./retry";

const network: Fault = { kind: "network", cause: "" };
const refused: Fault = { kind: "refused", cause: "" };
const busy: Fault = { kind: "busy", cause: "", retryAfterMilliseconds: 90_000 };

test.each([
  { what: "a broken line, first", fault: network, attempt: 1, at: 1_000_500 },
  { what: "a broken line, tenth", fault: network, attempt: 10, at: 1_030_000 },
  { what: "a server that names its time", fault: busy, attempt: 1, at: 1_090_500 },
  { what: "a URL that expired", fault: refused, attempt: 1, at: 1_000_000 },
  { what: "a URL refused again", fault: refused, attempt: 2, at: 1_012_500 },
  { what: "a URL refused a third time", fault: refused, attempt: 3, at: 1_062_500 },
])("$what, is tried again in its time", ({ fault, attempt, at }) => {
  expect(retryTime(fault, attempt, 1_000_000, 0.5)).toBe(at);
});
