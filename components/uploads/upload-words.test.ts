import { expect, test } from "vitest";
import type { UploadStatus, UploadView } from "@/lib/upload/upload-view";
import { announcement, isUnderWay, progressPieces, summarize, wouldBeLost } from "./upload-words";

const GIB = 1024 ** 3;

function view(changes: Partial<UploadView>): UploadView {
  return {
    id: "1",
    connection: "sfcompute",
    account: "ops",
    elsewhere: false,
    imageId: null,
    name: "ubuntu.img",
    fileName: "ubuntu.img",
    sizeBytes: 4 * GIB,
    status: "uploading",
    sentBytes: GIB,
    sha256: null,
    bytesPerSecond: null,
    secondsLeft: null,
    retry: null,
    failure: null,
    can: { pause: false, resume: false, cancel: false, retry: false, dismiss: false },
    ...changes,
  };
}

test("a running upload tells bytes, speed and time left", () => {
  const upload = view({ bytesPerSecond: 100 * 1024 ** 2, secondsLeft: 31 });
  expect(progressPieces(upload)).toEqual(["1 GiB of 4 GiB", "100 MiB/s", "31 s left"]);
});

test("before the speed is known nothing is guessed", () => {
  expect(progressPieces(view({}))).toEqual(["1 GiB of 4 GiB"]);
});

test.each<UploadStatus>(["paused", "retrying", "offline", "unauthorized", "failed"])(
  "%s tells how far it came",
  (status) => {
    expect(progressPieces(view({ status, bytesPerSecond: 5, secondsLeft: 5 }))).toEqual(["1 GiB of 4 GiB"]);
  },
);

test("leaving costs nothing once every byte is with the server", () => {
  const statuses: UploadStatus[] = ["queued", "uploading", "paused", "offline", "finishing", "canceling"];
  expect(statuses.every((status) => isUnderWay(view({ status })))).toBe(true);
  expect(isUnderWay(view({ status: "verifying" }))).toBe(false);
  expect(isUnderWay(view({ status: "completed" }))).toBe(false);
});

test("the summary begins with what needs somebody", () => {
  const uploads = [view({ status: "completed" }), view({}), view({ status: "failed" }), view({ status: "offline" })];
  expect(summarize(uploads)).toBe("1 failed · 1 uploading · 1 waiting · 1 completed");
  expect(summarize([view({}), view({ status: "unauthorized" })])).toBe("1 waiting for a token · 1 uploading");
});

test("a screen reader hears of ends and stops, not of bytes", () => {
  expect(announcement(view({ status: "completed" }))).toBe("ubuntu.img is completed.");
  const failure = { code: "network", message: "The storage cannot be reached.", requestId: null } as const;
  expect(announcement(view({ status: "failed", failure }))).toBe(
    "The upload of ubuntu.img failed. The storage cannot be reached.",
  );
  expect(announcement(view({}))).toBeNull();
});

test("where nothing is remembered, closing the page costs a failed upload that could go on, and none that could not", () => {
  const none = { pause: false, resume: false, cancel: false, retry: false, dismiss: true };
  expect(wouldBeLost(view({ status: "failed", can: { ...none, retry: true } }), false)).toBe(true);
  expect(wouldBeLost(view({ status: "failed", can: { ...none, retry: true }, sentBytes: 0 }), false)).toBe(false);
  expect(wouldBeLost(view({ status: "failed", can: none }), false)).toBe(false);
  expect(wouldBeLost(view({ status: "verifying" }), false)).toBe(false);
  expect(wouldBeLost(view({ status: "paused" }), false)).toBe(true);
});

test("where uploads are remembered, closing the page costs what is under way, and nothing that rests", () => {
  const costs = (status: UploadStatus) => wouldBeLost(view({ status }), true);
  expect((["queued", "uploading", "retrying", "offline", "finishing"] as const).every(costs)).toBe(true);
  expect((["paused", "unauthorized", "verifying", "completed"] as const).some(costs)).toBe(false);
  expect(wouldBeLost(view({ status: "failed", can: { ...view({}).can, retry: true } }), true)).toBe(false);
});
