import { expect, test } from "vitest";
import type { UploadStatus } from "@/lib/upload/upload-view";
import { isUnderWay, wouldBeLost } from "./under-way";
import { announcement, progressPieces, summarize } from "./upload-words";
import { uploadView } from "./upload-view-fixture";

test("a running upload tells bytes, speed and time left", () => {
  const upload = uploadView({ bytesPerSecond: 100 * 1024 ** 2, secondsLeft: 31 });
  expect(progressPieces(upload)).toEqual(["1 GiB of 4 GiB", "100 MiB/s", "31 s left"]);
});

test("the time left is told in steps that grow with it", () => {
  expect(timeLeft(123)).toBe("2 min 10 s left");
  expect(timeLeft(3_000)).toBe("50 min left");
  expect(timeLeft(3_001)).toBe("51 min left");
});

test("before the speed is known nothing is guessed", () => {
  expect(progressPieces(uploadView({}))).toEqual(["1 GiB of 4 GiB"]);
});

test.each<UploadStatus>(["paused", "retrying", "offline", "unauthorized", "failed"])(
  "%s tells how far it came",
  (status) => {
    expect(progressPieces(uploadView({ status, bytesPerSecond: 5, secondsLeft: 5 }))).toEqual(["1 GiB of 4 GiB"]);
  },
);

test("leaving costs nothing once every byte is with the server", () => {
  const statuses: UploadStatus[] = ["queued", "uploading", "paused", "offline", "finishing", "canceling"];
  expect(statuses.every((status) => isUnderWay(uploadView({ status })))).toBe(true);
  expect(isUnderWay(uploadView({ status: "verifying" }))).toBe(false);
  expect(isUnderWay(uploadView({ status: "completed" }))).toBe(false);
});

test("the summary begins with what needs somebody", () => {
  const uploads = [
    uploadView({ status: "completed" }),
    uploadView({}),
    uploadView({ status: "failed" }),
    uploadView({ status: "offline" }),
  ];
  expect(summarize(uploads)).toBe("1 failed · 1 uploading · 1 waiting · 1 completed");
  expect(summarize([uploadView({}), uploadView({ status: "unauthorized" })])).toBe(
    "1 waiting for a token · 1 uploading",
  );
});

test("a screen reader hears of ends and stops, not of bytes", () => {
  expect(announcement(uploadView({ status: "completed" }))).toBe("ubuntu.img is completed.");
  const failure = { code: "network", message: "The storage cannot be reached.", requestId: null } as const;
  expect(announcement(uploadView({ status: "failed", failure }))).toBe(
    "The upload of ubuntu.img failed. The storage cannot be reached.",
  );
  expect(announcement(uploadView({}))).toBeNull();
});

test("where nothing is remembered, closing the page costs a failed upload that could go on, and none that could not", () => {
  const none = { pause: false, resume: false, cancel: false, retry: false, dismiss: true };
  expect(wouldBeLost(uploadView({ status: "failed", can: { ...none, retry: true } }), false)).toBe(true);
  expect(wouldBeLost(uploadView({ status: "failed", can: { ...none, retry: true }, sentBytes: 0 }), false)).toBe(false);
  expect(wouldBeLost(uploadView({ status: "failed", can: none }), false)).toBe(false);
  expect(wouldBeLost(uploadView({ status: "verifying" }), false)).toBe(false);
  expect(wouldBeLost(uploadView({ status: "paused" }), false)).toBe(true);
});

test("where uploads are remembered, closing the page costs what is under way, and nothing that rests", () => {
  expect((["queued", "uploading", "retrying", "offline", "finishing"] as const).every(costs)).toBe(true);
  expect((["paused", "unauthorized", "verifying", "completed"] as const).some(costs)).toBe(false);
  expect(wouldBeLost(uploadView({ status: "failed", can: { ...uploadView({}).can, retry: true } }), true)).toBe(false);
});

function timeLeft(secondsLeft: number): string | undefined {
  return progressPieces(uploadView({ secondsLeft })).at(-1);
}

function costs(status: UploadStatus): boolean {
  return wouldBeLost(uploadView({ status }), true);
}
