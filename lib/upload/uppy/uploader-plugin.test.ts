import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rig, TARGET, textFile, type Rig } from "@/lib/upload/engine/engine-fixture";
import { queuedUpload } from "@/lib/upload/machine/upload-state";
import { createUppy } from "./create-uppy";
import type { UploadsUppy } from "./uppy-types";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface UppyRig extends Rig {
  uppy: UploadsUppy;
}

function uppyRig(): UppyRig {
  const all = rig();
  return { ...all, uppy: createUppy(all.engine) };
}

function start({ uppy }: UppyRig, id: string, file: File): Promise<unknown> {
  const { name, size: sizeBytes, lastModified } = file;
  const beginning = queuedUpload({ id, ...TARGET, name: id, file: { name, sizeBytes, lastModified } });
  uppy.addFile({ name, data: file, meta: { beginning } });
  return uppy.upload();
}

async function minute(): Promise<void> {
  await vi.advanceTimersByTimeAsync(60_000);
}

function kindOf({ engine }: Rig, id: string): string | undefined {
  return engine.get(id)?.phase.kind;
}

const refusal = {
  kind: "stopped",
  failure: { code: "forbidden", message: "You may only look.", requestId: null },
} as const;

test("Uppy's listeners hear of start, progress and success, and its upload ends", async () => {
  const all = uppyRig();
  const heard: string[] = [];
  all.uppy.on("upload-start", () => heard.push("start"));
  all.uppy.on("upload-progress", (_file, { bytesUploaded }) => heard.push(`progress ${bytesUploaded}`));
  all.uppy.on("upload-success", (_file, { body }) => heard.push(`success ${body?.imageId}`));
  all.uppy.on("complete", ({ successful }) => heard.push(`complete ${successful?.length}`));
  void start(all, "a", textFile("a.img", 15));
  await minute();
  expect(heard.at(0)).toBe("start");
  expect(heard).toContain("progress 15");
  expect(heard.slice(-2)).toEqual(["success image_1", "complete 1"]);
});

test("one file can be uploaded twice at the same time", async () => {
  const all = uppyRig();
  const file = textFile("a.img", 15);
  void start(all, "a", file);
  void start(all, "b", file);
  await minute();
  expect([kindOf(all, "a"), kindOf(all, "b")]).toEqual(["completed", "completed"]);
});

test("Uppy's pause stops the upload and its resume goes on", async () => {
  const all = uppyRig();
  all.server.partMilliseconds = 1_000;
  void start(all, "a", textFile("a.img", 95));
  await vi.advanceTimersByTimeAsync(100);
  expect(all.uppy.pauseResume("a")).toBe(true);
  await minute();
  expect(all.server.inFlight).toBe(0);
  expect(all.uppy.getFile("a").isPaused).toBe(true);
  all.uppy.resumeAll();
  await minute();
  expect(kindOf(all, "a")).toBe("completed");
});

test("a failure is told to Uppy, and Uppy's retry goes on", async () => {
  const all = uppyRig();
  const failed = vi.fn();
  all.uppy.on("upload-error", (_file, error) => failed(error.message));
  all.server.outcome = () => refusal;
  void start(all, "a", textFile("a.img", 15));
  await minute();
  expect(failed).toHaveBeenCalledExactlyOnceWith("You may only look.");
  all.server.outcome = () => "fine";
  void all.uppy.retryUpload("a");
  await minute();
  expect(kindOf(all, "a")).toBe("completed");
});

test("beginning another upload does not retry one that failed", async () => {
  const all = uppyRig();
  all.server.outcome = () => refusal;
  void start(all, "a", textFile("a.img", 15));
  await minute();
  all.server.outcome = () => "fine";
  void start(all, "b", textFile("b.img", 15));
  await minute();
  expect([kindOf(all, "a"), kindOf(all, "b")]).toEqual(["failed", "completed"]);
  expect(all.uppy.getFile("a").error).toBe("You may only look.");
});

test("destroying Uppy stops the network and deletes nothing", async () => {
  const all = uppyRig();
  all.server.partMilliseconds = 1_000;
  void start(all, "a", textFile("a.img", 95));
  await vi.advanceTimersByTimeAsync(100);
  all.uppy.destroy();
  await minute();
  expect(all.server.inFlight).toBe(0);
  expect(all.server.images.size).toBe(1);
  expect(all.server.log).toEqual(["create"]);
});
