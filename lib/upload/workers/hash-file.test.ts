import { createHash, randomBytes } from "node:crypto";
import { expect, test, vi } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { eventually } from "@/lib/utils/eventually.fixture";
import { hashFile } from "./hash-file";
import type { HashListener } from "./transport";

const bytes = randomBytes(20 * MIB + 7);
const file = new Blob([bytes]);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const PART = 16 * MIB;

function listen() {
  return { progressed: vi.fn(), finished: vi.fn(), failed: vi.fn() } satisfies HashListener;
}

test("a file that may be read whole has the digest that other programs compute", async () => {
  const listener = listen();
  hashFile({ file, checkpoint: null, checkpointEvery: PART }, listener).allow(file.size);
  await eventually(() => expect(listener.finished).toHaveBeenCalledExactlyOnceWith(sha256));
});

test("no byte is read beyond what is allowed", async () => {
  const listener = listen();
  const job = hashFile({ file, checkpoint: null, checkpointEvery: PART }, listener);
  job.allow(3 * MIB);
  await eventually(() => expect(listener.progressed).toHaveBeenLastCalledWith(3 * MIB, null));
  expect(listener.progressed).toHaveBeenCalledTimes(1);
  job.allow(0);
  job.allow(file.size);
  await eventually(() => expect(listener.finished).toHaveBeenCalledWith(sha256));
});

test("a pause holds even what was read ahead already", async () => {
  const listener = listen();
  const job = hashFile({ file, checkpoint: null, checkpointEvery: PART }, listener);
  listener.progressed.mockImplementationOnce(() => job.allow(0));
  job.allow(file.size);
  const other = listen();
  hashFile({ file, checkpoint: null, checkpointEvery: PART }, other).allow(file.size);
  await eventually(() => expect(other.finished).toHaveBeenCalledWith(sha256));
  expect(listener.progressed).toHaveBeenCalledExactlyOnceWith(PART, expect.anything());
  job.allow(file.size);
  await eventually(() => expect(listener.finished).toHaveBeenCalledWith(sha256));
});

test("another pass goes on from a checkpoint to the same digest", async () => {
  const first = listen();
  const job = hashFile({ file, checkpoint: null, checkpointEvery: PART }, first);
  job.allow(PART);
  const checkpoint = await eventually(() => {
    const told = first.progressed.mock.lastCall?.[1];
    expect(told).toEqual({ bytes: PART, state: expect.any(String) });
    return told;
  });
  job.end();
  const second = listen();
  hashFile({ file, checkpoint, checkpointEvery: PART }, second).allow(file.size);
  await eventually(() => expect(second.finished).toHaveBeenCalledWith(sha256));
  expect(second.progressed).toHaveBeenCalledExactlyOnceWith(file.size, null);
});

test("a state that the library does not take is not gone on from: hashing begins again", async () => {
  const listener = listen();
  const checkpoint = { bytes: PART, state: btoa("nonsense") };
  hashFile({ file, checkpoint, checkpointEvery: PART }, listener).allow(file.size);
  await eventually(() => expect(listener.finished).toHaveBeenCalledExactlyOnceWith(sha256));
  expect(listener.progressed).toHaveBeenCalledWith(PART, expect.anything());
});

test("a checkpoint at the file's end leads to the digest without another byte", async () => {
  const whole = new Blob([bytes.subarray(0, PART)]);
  const first = listen();
  hashFile({ file: whole, checkpoint: null, checkpointEvery: PART }, first).allow(PART);
  await eventually(() => expect(first.finished).toHaveBeenCalledOnce());
  const second = listen();
  const checkpoint = first.progressed.mock.lastCall?.[1];
  hashFile({ file: whole, checkpoint, checkpointEvery: PART }, second).allow(PART);
  await eventually(() => expect(second.finished).toHaveBeenCalledExactlyOnceWith(first.finished.mock.lastCall?.[0]));
  expect(second.progressed).not.toHaveBeenCalled();
});

test.each([
  {
    what: "cannot be read",
    slice: () => Promise.reject(new DOMException("x", "NotReadableError")),
    code: "file_unreadable",
  },
  { what: "became shorter", slice: () => Promise.resolve(new ArrayBuffer(1)), code: "file_changed" },
])("a file that $what is told as $code", async ({ slice, code }) => {
  const broken = new Blob([bytes]);
  broken.slice = () => Object.assign(new Blob(), { arrayBuffer: slice });
  const listener = listen();
  hashFile({ file: broken, checkpoint: null, checkpointEvery: PART }, listener).allow(file.size);
  await eventually(() => expect(listener.failed).toHaveBeenCalledOnce());
  expect(listener.failed.mock.lastCall?.[0]).toMatchObject({ code });
  expect(listener.finished).not.toHaveBeenCalled();
});
