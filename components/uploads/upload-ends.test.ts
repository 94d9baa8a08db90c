import { expect, test } from "vitest";
import type { UploadStatus } from "@/lib/upload/upload-view";
import { NOTHING_BEGUN, watchEnds } from "./upload-ends";

function looks(...steps: Record<string, UploadStatus>[]): (string | null)[] {
  let watch = NOTHING_BEGUN;
  return steps.map((step) => {
    const uploads = Object.entries(step).map(([name, status]) => ({ id: name, name, status }));
    const look = watchEnds(watch, uploads);
    watch = look.watch;
    return look.sentence;
  });
}

test("one upload's end is told by its name, once", () => {
  expect(looks({ disk: "uploading" }, { disk: "verifying" }, { disk: "completed" }, { disk: "completed" })).toEqual([
    null,
    null,
    "disk is completed.",
    null,
  ]);
  expect(looks({ disk: "uploading" }, { disk: "failed" })).toEqual([null, "The upload of disk failed."]);
});

test("several are told together, when the last one is over", () => {
  expect(
    looks(
      { a: "uploading", b: "queued", c: "uploading" },
      { a: "completed", b: "uploading", c: "failed" },
      { a: "completed", b: "completed", c: "failed" },
    ),
  ).toEqual([null, null, "2 uploads completed, 1 failed."]);
});

test("what was told before is not told again with the next batch", () => {
  expect(
    looks(
      { a: "uploading" },
      { a: "completed" },
      { a: "completed", b: "uploading" },
      { a: "completed", b: "completed" },
    ),
  ).toEqual([null, "a is completed.", null, "b is completed."]);
});

test("a paused upload does not hold the news back, and is told when it ends", () => {
  expect(
    looks(
      { a: "uploading", b: "uploading" },
      { a: "completed", b: "paused" },
      { a: "completed", b: "uploading" },
      { a: "completed", b: "completed" },
    ),
  ).toEqual([null, "a is completed.", null, "b is completed."]);
});

test("canceling the last one is no end to tell of", () => {
  expect(looks({ a: "uploading" }, { a: "canceling" }, {})).toEqual([null, null, null]);
});

test("what was over before anybody looked is no news", () => {
  expect(looks({ a: "completed", b: "failed" })).toEqual([null]);
});
