import { FileSink, type WritableFile } from "./file-sink";
import type { ReceiverReply } from "./messages";
import { receive } from "./receive";
import { DownloadError, TransferError } from "./receiver-errors";

/** Between two reports of progress, in milliseconds. */
const REPORT_MILLISECONDS = 250;

/** One download's end at the disk. Everything that becomes of it is told; nothing here rejects. */
export interface Receiver {
  open(file: WritableFile, sizeBytes: number): void;
  /** Goes on from the byte that was reached; the file is saved when all are there. */
  receive(url: string): void;
  discard(): void;
}

export function createReceiver(tell: (reply: ReceiverReply) => void): Receiver {
  const over = new AbortController();
  let opening: Promise<FileSink> | null = null;
  let size = 0;

  async function run(url: string): Promise<void> {
    try {
      if (opening === null) throw new Error("There is no file to write to.");
      const sink = await opening;
      await receive(url, size, reporting(sink), over.signal);
      tell({ type: "progressed", receivedBytes: sink.takenBytes });
      tell({ type: "received" });
      tell({ type: "saved", sha256: await sink.close() });
    } catch (error) {
      if (!over.signal.aborted) await broke(error);
    }
  }

  async function broke(error: unknown): Promise<void> {
    if (error instanceof TransferError) {
      tell({ type: "broke", fault: error.fault });
      return;
    }
    await throwAway();
    if (error instanceof DownloadError) tell({ type: "failed", problem: error.problem });
    else tell({ type: "failed", problem: { kind: "internal", why: String(error) } });
  }

  async function throwAway(): Promise<void> {
    const sink = await opening?.catch(() => null);
    await sink?.discard();
  }

  function reporting(sink: FileSink) {
    let reportedAt = 0;
    return {
      get takenBytes() {
        return sink.takenBytes;
      },
      async take(chunk: Uint8Array) {
        await sink.take(chunk);
        if (performance.now() - reportedAt < REPORT_MILLISECONDS) return;
        reportedAt = performance.now();
        tell({ type: "progressed", receivedBytes: sink.takenBytes });
      },
    };
  }

  return {
    open(file, sizeBytes) {
      size = sizeBytes;
      opening = FileSink.open(file);
      // Told when bytes are to be written.
      opening.catch(() => undefined);
    },
    receive: (url) => void run(url),
    discard() {
      over.abort();
      void throwAway().then(() => tell({ type: "discarded" }));
    },
  };
}
