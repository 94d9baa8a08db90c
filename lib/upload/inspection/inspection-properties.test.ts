import fc from "fast-check";
import { expect, test } from "vitest";
import type { ByteSource } from "./byte-source";
import { describeFormat } from "./describe-format";
import { fileFormatSchema } from "./file-format";
import { inspectBytes } from "./inspect-bytes";

/** Signatures at their places, so that whatever stands around them is read as that format's header. */
const SIGNATURES: readonly { at: number; bytes: readonly number[] }[] = [
  { at: 0, bytes: [0x51, 0x46, 0x49, 0xfb] },
  { at: 0, bytes: letters("KDMV") },
  { at: 0, bytes: letters("# Disk DescriptorFile\nRW 99999999999999 ") },
  { at: 0, bytes: letters("conectix") },
  { at: 0, bytes: letters("vhdxfile") },
  { at: 0x40, bytes: [0x7f, 0x10, 0xda, 0xbe] },
  { at: 0, bytes: [0x1f, 0x8b, 8, 12] },
  { at: 0, bytes: [0x50, 0x4b, 3, 4] },
  { at: 257, bytes: letters("ustar") },
  { at: 512, bytes: letters("EFI PART") },
  { at: 4096, bytes: letters("EFI PART") },
  { at: 510, bytes: [0x55, 0xaa] },
  { at: 0x8001, bytes: letters("CD001") },
  { at: 1080, bytes: [0x53, 0xef] },
  { at: 0, bytes: letters("MZ") },
  { at: 192 * 1024, bytes: letters("regi") },
];

/** A file of any size whose bytes are noise, repeated; only as much of it is made as is read. */
function noise(seed: Uint8Array, sizeBytes: number, signatures: typeof SIGNATURES) {
  const reads: { offset: number; length: number }[] = [];
  const source: ByteSource = {
    sizeBytes,
    read(offset, length) {
      reads.push({ offset, length });
      const bytes = Uint8Array.from({ length }, (_, index) => {
        const place = offset + index;
        const signature = signatures.find(({ at, bytes: wanted }) => place >= at && place < at + wanted.length);
        return signature?.bytes[place - signature.at] ?? seed[place % seed.length] ?? 0;
      });
      return Promise.resolve(bytes);
    },
  };
  return { source, reads };
}

test("whatever a file holds, little of it is read, nothing outside of it, and there is something to say", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 700 }),
      fc.oneof(fc.nat(70_000), fc.nat({ max: 2 ** 31 }), fc.maxSafeNat()),
      fc.subarray([...SIGNATURES], { maxLength: 3 }),
      async (seed, sizeBytes, signatures) => {
        const { source, reads } = noise(seed, sizeBytes, signatures);
        const format = await inspectBytes(source);
        const { title, details } = describeFormat(format);
        expect(title).not.toBe("");
        expect(details.join("")).not.toMatch(/NaN|undefined|null|-\d+ /);
        // What is remembered can be read again.
        expect(fileFormatSchema.parse(JSON.parse(JSON.stringify(format)))).toEqual(format);
        for (const { offset, length } of reads) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(sizeBytes);
          expect(length).toBeLessThanOrEqual(16 * 1024);
        }
        expect(reads.length).toBeLessThanOrEqual(6);
      },
    ),
    { numRuns: 400 },
  );
});

test("a source that cannot be read says so", async () => {
  const source: ByteSource = {
    sizeBytes: 9000,
    read: () => Promise.reject(new DOMException("gone", "NotReadableError")),
  };
  await expect(inspectBytes(source)).rejects.toThrow("gone");
});

function letters(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
