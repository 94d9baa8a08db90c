import { expect, test, vi } from "vitest";
import { checkFiles } from "./check-files";
import type { DraftsEvent } from "./drafts";

function after(milliseconds: number): () => Promise<unknown> {
  return () => new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A file whose every reading takes `wait`, as from a network drive. */
function slowFile(name: string, wait: () => Promise<unknown>): File {
  const file = new File([new Uint8Array(4096)], name);
  const slice = file.slice.bind(file);
  file.slice = (...range) => {
    const part = slice(...range);
    const arrayBuffer = part.arrayBuffer.bind(part);
    part.arrayBuffer = async () => {
      await wait();
      return arrayBuffer();
    };
    return part;
  };
  return file;
}

test("what a slow file is follows after all files were listed, however long another one takes", async () => {
  vi.useFakeTimers();
  let readings = 0;
  // Its end is read at once, to see that it is a file; its beginning is not.
  const late = slowFile("late.img", () => ((readings += 1) === 1 ? Promise.resolve() : after(300)()));
  const stuck = slowFile("stuck.img", after(60_000));
  const told: DraftsEvent[] = [];

  const done = checkFiles(
    [late, stuck].map((file) => ({ file, handle: null })),
    (event) => told.push(event),
  );
  await vi.advanceTimersByTimeAsync(59_000);
  expect(told).toEqual([]);
  await vi.runAllTimersAsync();
  await done;
  vi.useRealTimers();

  expect(told.map(({ type }) => type)).toEqual(["files-added", "inspected", "inspected"]);
  expect(told[1]).toMatchObject({ file: late, format: { kind: expect.any(String) } });
});
