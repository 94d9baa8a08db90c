import { expect, test } from "vitest";
import { splitChecksums } from "./split-checksums";

const one = "a".repeat(64);
const other = "0123456789abcdef".repeat(4);

test("the server's sentence becomes two labelled checksums", () => {
  const message = `The checksum does not match: the file sent has SHA-256 ${one}, the bytes that arrived have ${other}.`;
  expect(splitChecksums(message)).toEqual({
    text: "The checksum does not match.",
    checksums: [
      { label: "File sent", sha256: one },
      { label: "Bytes that arrived", sha256: other },
    ],
    advice: null,
  });
});

test("another wording of the same is understood", () => {
  expect(splitChecksums(`Checksum mismatch: expected ${one} but computed: ${other}`)).toEqual({
    text: "Checksum mismatch.",
    checksums: [
      { label: "Expected", sha256: one },
      { label: "Computed", sha256: other },
    ],
    advice: null,
  });
});

test("what is said after the checksums is kept", () => {
  const message = `Mismatch: the file has ${one}, the bytes have ${other}. Retry deletes the failed image. Ask the operator.`;
  expect(splitChecksums(message)).toEqual({
    text: "Mismatch.",
    checksums: [
      { label: "File", sha256: one },
      { label: "Bytes", sha256: other },
    ],
    advice: "Retry deletes the failed image. Ask the operator.",
  });
});

test.each([
  "The image was deleted.",
  `The checksum does not match: ${one}.`,
  `${one} is not ${other}.`,
  `Mismatch: ${one}, ${other}.`,
  `Mismatch: the file has ${one}, the bytes have ${other} after the transfer.`,
  `Mismatch: the file has ${one}, the bytes have ${other}, the disk has ${one}.`,
  `Mismatch: the file has ${one}0, the bytes have ${other}.`,
  `Mismatch: the file that somebody sent from a computer far away has ${one}, the bytes have ${other}.`,
])("%s stays as it is", (message) => {
  expect(splitChecksums(message)).toBeNull();
});
