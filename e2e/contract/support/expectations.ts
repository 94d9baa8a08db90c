import { expect } from "vitest";
import type { Reply } from "./api";
import { errorShape } from "./shapes";

/** An error in the vendor's envelope; `field` is one that the details name. */
export function expectError(reply: Reply, status: number, type: string, field?: string): void {
  expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  const { error } = errorShape.parse(reply.body);
  expect(error.type).toBe(type);
  expect(error.message).toMatch(/\S/);
  if (field !== undefined) expect(error.details?.map((detail) => detail.field)).toContain(field);
}

/** The message of an error answer. */
export function messageOf(reply: Reply): string {
  return errorShape.parse(reply.body).error.message;
}
