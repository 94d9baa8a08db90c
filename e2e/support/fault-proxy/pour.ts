import type { Readable, Writable } from "node:stream";

/** A place in a body where something happens, after so many bytes. */
export interface Mark {
  at: number;
  act: () => Promise<void>;
}

export interface Pouring {
  source: Readable;
  /** Null: the bytes go nowhere. */
  sink: Writable | null;
  marks: readonly Mark[];
  /** Sees every chunk as it arrives and may change it in place. */
  arrived: (chunk: Buffer, position: number) => void;
  /** Waits until the next bytes may go out. */
  paced: (bytes: number) => Promise<void>;
  /** Aborted when there is no use in going on. */
  signal: AbortSignal;
}

/**
 * Moves a body chunk by chunk, never more than one of them in memory.
 * @throws when the source breaks off, a mark says so or the signal is aborted; a sink that breaks only takes nothing any more
 */
export async function pour({ source, sink, marks, arrived, paced, signal }: Pouring): Promise<void> {
  const ahead = marks.toSorted((a, b) => a.at - b.at);
  let position = 0;

  async function move(bytes: Buffer): Promise<void> {
    position += bytes.length;
    if (bytes.length === 0 || sink === null || sink.destroyed) return;
    if (!sink.write(bytes)) await drained(sink, signal);
  }

  async function moveThroughMarks(chunk: Buffer): Promise<void> {
    let rest = chunk;
    for (let next = ahead[0]; next !== undefined && next.at - position <= rest.length; next = ahead[0]) {
      const before = rest.subarray(0, next.at - position);
      rest = rest.subarray(before.length);
      await move(before);
      ahead.shift();
      await next.act();
      signal.throwIfAborted();
    }
    await move(rest);
  }

  await moveThroughMarks(Buffer.alloc(0));
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("A body without an encoding is made of Buffers.");
    signal.throwIfAborted();
    arrived(chunk, position);
    await moveThroughMarks(chunk);
    await paced(chunk.length);
  }
  sink?.end();
}

/** Resolves when the sink takes more, or is closed and takes nothing any more: that is no reason not to read on. */
function drained(sink: Writable, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      sink.off("drain", done).off("close", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    sink.on("drain", done).on("close", done);
    signal.addEventListener("abort", done);
  });
}
