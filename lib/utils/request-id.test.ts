import { expect, test } from "vitest";
import { newRequestId, requestIdOf } from "./request-id";

test("a new id is a random UUID of version 4", () => {
  const ids = Array.from({ length: 200 }, newRequestId);
  expect(new Set(ids).size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a well-formed id is kept", () => {
  expect(requestIdOf("0C5AD1A5-7b3e-4a4e-9a55-0d1d6fb1f6a1")).toBe("0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1");
});

test.each([
  null,
  undefined,
  "",
  "chosen-outside",
  "0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1\nlevel=50",
  "0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1, 0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1",
  ["0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1"],
  "0".repeat(10_000),
])("%j is none", (given) => {
  expect(requestIdOf(given)).toMatch(/^[0-9a-f-]{36}$/);
  expect(requestIdOf(given)).not.toBe(given);
});
