import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { imageRows } from "./image-rows";

const START = Date.parse("2026-03-01T12:00:00Z");
const ID = "image_1";

let metadata: MetadataStore;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: START });
  metadata = await openSqliteMetadataStore(":memory:");
  await metadata.createImage({ id: ID, owner: "ada", name: "disk", createdAt: START });
});
afterEach(async () => {
  vi.useRealTimers();
  await metadata.close();
});

/** So many seconds after the start. @returns whether it was taken, and when the row says that something happened, in the same seconds */
async function recordAt(seconds: number): Promise<[boolean, number | undefined]> {
  vi.setSystemTime(START + seconds * 1_000);
  const isTaken = await imageRows(metadata).recordPart(ID);
  const activeAt = (await metadata.findImage(ID))?.activeAt;
  return [isTaken, activeAt === undefined ? undefined : (activeAt - START) / 1_000];
}

test("the first part is written down, and then one a minute", async () => {
  expect(await recordAt(1)).toEqual([true, 1]);
  expect((await metadata.findImage(ID))?.status).toBe("uploading");
  expect(await recordAt(60)).toEqual([true, 1]);
  expect(await recordAt(62)).toEqual([true, 62]);
});

test("a part that comes too late is refused, however short it is after the one before", async () => {
  await recordAt(1);
  await metadata.beginVerification(ID, "a".repeat(64), START + 1_500);
  expect(await recordAt(2)).toEqual([false, 1.5]);
});

test("an image that was deleted meanwhile takes no part", async () => {
  await recordAt(1);
  await metadata.deleteImage(ID, "ada", START + 1_500);
  expect((await recordAt(2))[0]).toBe(false);
});
