import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addUpload, PART_BYTES, rig, textFile, type Rig } from "./engine/engine-fixture";
import { createUploadStore, type UploadStore } from "./upload-store";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PARTS = 60;
const NOTHING_ELSE = {
  elsewhere: [],
  interrupted: [],
  isLedgerRead: true,
  setAside: [],
  shortcomings: [],
  speedLimit: null,
};

function storeOf({ engine }: Rig): UploadStore {
  return createUploadStore({ engine, others: () => NOTHING_ELSE });
}

const viewIn = (store: UploadStore) => store.getSnapshot().uploads[0];

test("tells of bytes a few times a second, however many events there are", async () => {
  const uploads = rig();
  const { engine, server } = uploads;
  server.partMilliseconds = 100;
  const store = storeOf(uploads);
  let tellings = 0;
  let events = 0;
  store.subscribe(() => tellings++);
  engine.subscribe(() => events++);
  const begin = Date.now();
  addUpload(engine, textFile("disk.img", PARTS * PART_BYTES));
  while (viewIn(store)?.status !== "completed") await vi.advanceTimersByTimeAsync(10);

  expect(events).toBeGreaterThan(2 * PARTS);
  const seconds = (Date.now() - begin) / 1000;
  // Five a second for bytes, one a second for the speed, and one for each of the half dozen phases.
  expect(tellings).toBeLessThan(6 * seconds + 10);
});

test("tells of everything else at once, and who looks unasked sees the newest bytes", async () => {
  const uploads = rig();
  const { engine } = uploads;
  const store = storeOf(uploads);
  const told: unknown[] = [];
  store.subscribe(() => told.push(viewIn(store)?.status));
  addUpload(engine, textFile("disk.img", PARTS * PART_BYTES));
  while ((viewIn(store)?.sentBytes ?? 0) <= 2 * PART_BYTES) await vi.advanceTimersByTimeAsync(1);
  expect(told.at(-1)).toBe("uploading");

  engine.dispatch("disk.img", { type: "pause" });
  expect(told.at(-1)).toBe("paused");
});
