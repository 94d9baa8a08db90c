import { open } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { PeerGoneError } from "./object-error";
import type { PartFile } from "./part-files";
import { type PartSlice, slicesOf } from "./part-stream";

/** Bytes read at a time. Small enough that a slow reader takes them well within the stall time. */
const CHUNK_BYTES = 512 * 1024;

/** One is read into while the system takes the other one's bytes. */
const BUFFERS = 2;

/** A buffer, and what it waits for before it may be used again. */
interface Turn {
  buffer: Buffer;
  written: Promise<void>;
}

/**
 * Answers with bytes `[start, end)` of the parts put one after the other, and ends the response, whose headers are set. The same two
 * buffers hold all of them in turns: a stream makes a new one for each chunk, whose pages the system has to clear, and needed 0.38 s of
 * a processor for a GiB in place of 0.23 s with four readers at once.
 * @param moved called each time that the reader took some
 * @throws PeerGoneError when the connection ends before that; an error when a part is shorter than it was, or cannot be read
 */
export async function sendParts(
  parts: readonly PartFile[],
  { start, end }: { start: number; end: number },
  response: ServerResponse,
  moved: () => void,
): Promise<void> {
  const reader = new Reader(response, moved);
  const size = Math.min(CHUNK_BYTES, end - start);
  const turns = Array.from({ length: BUFFERS }, (): Turn => ({
    buffer: Buffer.allocUnsafeSlow(size),
    written: Promise.resolve(),
  }));
  for (const slice of slicesOf(parts, start, end)) await sendSlice(slice, turns, reader);
  await Promise.all(turns.map(({ written }) => written));
  await reader.end();
}

async function sendSlice({ path, start, end }: PartSlice, turns: Turn[], reader: Reader): Promise<void> {
  const file = await open(path, "r");
  try {
    for (let offset = start; offset < end;) {
      const turn = turns.shift();
      if (turn === undefined) throw new Error("There is always a turn.");
      turns.push(turn);
      await turn.written;
      reader.requireThere();
      const { buffer } = turn;
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - offset), offset);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was.`);
      turn.written = reader.take(buffer.subarray(0, bytesRead));
      offset += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** Whoever is answered. What waits for one who is gone goes on, for the system tells of writes only while there is a connection. */
class Reader {
  readonly #waiting = new Set<() => void>();
  #isGone: boolean;

  constructor(
    private readonly response: ServerResponse,
    private readonly moved: () => void,
  ) {
    this.#isGone = response.destroyed;
    response.once("close", () => {
      this.#isGone = true;
      for (const resolve of this.#waiting) resolve();
    });
  }

  /** @throws PeerGoneError */
  requireThere(): void {
    if (this.#isGone) throw new PeerGoneError("The reader went away or stopped reading.");
  }

  /** Over when the system has them all, so that their buffer is free, or when the reader is gone. */
  async take(bytes: Buffer): Promise<void> {
    await this.#untilGone((done) => this.response.write(bytes, done));
    this.moved();
  }

  /** @throws PeerGoneError when not everything was taken */
  async end(): Promise<void> {
    this.requireThere();
    await this.#untilGone((done) => this.response.end(done));
    if (!this.response.writableFinished) this.requireThere();
  }

  #untilGone(begin: (done: () => void) => void): Promise<void> {
    if (this.#isGone) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        resolve();
      };
      this.#waiting.add(done);
      begin(done);
    });
  }
}
