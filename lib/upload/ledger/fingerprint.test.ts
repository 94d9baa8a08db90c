import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { fingerprintOf } from "./fingerprint";

const SIZE = 4 * MIB + 3;
const SAMPLE = MIB / 4;

function bytes(changedAt?: number): Uint8Array<ArrayBuffer> {
  const content = Uint8Array.from({ length: SIZE }, (_, index) => index % 251);
  if (changedAt !== undefined) content[changedAt] = 255;
  return content;
}

function zeros(length: number): Blob {
  return new Blob([new Uint8Array(length)]);
}

test("is the SHA-256 of the size and three samples", async () => {
  const content = bytes();
  const middle = Math.floor((SIZE - SAMPLE) / 2);
  const hash = createHash("sha256").update(`${SIZE}\n`);
  for (const start of [0, middle, SIZE - SAMPLE]) hash.update(content.subarray(start, start + SAMPLE));
  expect(await fingerprintOf(new Blob([content]))).toBe(hash.digest("hex"));
});

test("reads nothing but the samples", async () => {
  const read: number[] = [];
  class Watched extends Blob {
    override slice(start = 0, end = this.size): Blob {
      read.push(end - start);
      return super.slice(start, end);
    }
  }
  await fingerprintOf(new Watched([bytes()]));
  expect(read).toEqual([SAMPLE, SAMPLE, SAMPLE]);
});

test.each([0, SAMPLE - 1, Math.floor(SIZE / 2), SIZE - SAMPLE, SIZE - 1])(
  "a change at byte %d makes another",
  async (at) => {
    expect(await fingerprintOf(new Blob([bytes(at)]))).not.toBe(await fingerprintOf(new Blob([bytes()])));
  },
);

test("the same content makes the same, and another length another", async () => {
  expect(await fingerprintOf(new Blob([bytes()]))).toBe(await fingerprintOf(new File([bytes()], "other")));
  expect(await fingerprintOf(new Blob(["a"]))).not.toBe(await fingerprintOf(new Blob(["ab"])));
  expect(await fingerprintOf(zeros(5 * MIB))).not.toBe(await fingerprintOf(zeros(5 * MIB + 1)));
});
