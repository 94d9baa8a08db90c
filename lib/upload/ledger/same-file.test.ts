import { expect, test } from "vitest";
import { fingerprintOf } from "./fingerprint";
import { differenceOf } from "./same-file";

const startedAt = Date.parse("2026-03-04T10:00:00Z");
const changedAt = Date.parse("2026-03-01T10:00:00Z");
const original = new File(["content"], "disk.img", { lastModified: changedAt });
const record = {
  file: { name: "disk.img", sizeBytes: original.size, lastModified: changedAt },
  fingerprint: await fingerprintOf(original),
  startedAt,
};
const file = (content: string, lastModified = changedAt, name = "disk.img") =>
  new File([content], name, { lastModified });

test("the same file can go on, whatever it is called now", async () => {
  expect(await differenceOf(record, original)).toBeNull();
  expect(await differenceOf(record, file("content", changedAt, "renamed.img"))).toBeNull();
});

test("names both sizes, and both names where they differ", async () => {
  const message = await differenceOf(record, file("more content", changedAt, "other.img"));
  expect(message).toBe(
    "This is a different file: it has 12 bytes and the upload began with 7 bytes. The upload began with disk.img, and this " +
      "is other.img. Choose the original file, or discard this upload and start a new one.",
  );
});

test("refuses a file that was changed after the upload began, though its samples agree", async () => {
  const message = await differenceOf(record, file("content", startedAt + 1_000));
  expect(message).toMatch(
    /^This is a different file: it was changed on 4 Mar 2026, .*, after the upload began\. Choose/,
  );
});

test("refuses a file of another time", async () => {
  const message = await differenceOf(record, file("content", changedAt - 86_400_000));
  expect(message).toMatch(/last changed on 28 Feb 2026, .*, and the file that the upload began with on 1 Mar 2026/);
});

test("refuses a file of the same size and time with another content", async () => {
  expect(await differenceOf(record, file("CONTENT"))).toMatch(
    /^This is a different file: its content is another\. Choose/,
  );
  expect(await differenceOf({ ...record, fingerprint: null }, file("CONTENT"))).toBeNull();
});

test("says when the file cannot be read", async () => {
  const unreadable = file("content");
  unreadable.slice = () => {
    throw new DOMException("Gone.", "NotFoundError");
  };
  expect(await differenceOf(record, unreadable)).toMatch(/no longer where it was/);
});
