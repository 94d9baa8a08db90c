import { retryAfterMilliseconds } from "@/lib/utils/retry-after";
import { DownloadError, TransferError } from "./receiver-errors";

/** A line on which no byte came for so long is given up, in milliseconds. */
const STALL_MILLISECONDS = 60_000;

/** Where bytes go. */
export interface Sink {
  readonly takenBytes: number;
  take(chunk: Uint8Array): Promise<void>;
}

/**
 * Moves what the sink has not got of an object of `sizeBytes` into it. Asks for the rest alone (RFC 9110 section 14), and
 * leaves out what it has where a server sends everything again. Reads on only when the sink has taken what came.
 * @throws TransferError when it broke off: the sink keeps what came
 * @throws DownloadError when the object is longer than it should be, or whatever the sink throws
 * @throws the signal's reason when it is aborted
 */
export async function receive(url: string, sizeBytes: number, sink: Sink, signal: AbortSignal): Promise<void> {
  if (sink.takenBytes === sizeBytes) return;
  const stall = new AbortController();
  const stop = AbortSignal.any([signal, stall.signal]);
  let timer = setTimeout(() => stall.abort(), STALL_MILLISECONDS);
  try {
    const response = await onLine(() => ask(url, sink.takenBytes, stop), signal);
    let left = bytesToSkip(response, sink.takenBytes);
    const reader = response.body?.getReader();
    for (;;) {
      const chunk = await onLine(async () => reader?.read(), signal);
      clearTimeout(timer);
      if (chunk?.value === undefined) break;
      const fresh = chunk.value.subarray(Math.min(left, chunk.value.byteLength));
      left -= chunk.value.byteLength - fresh.byteLength;
      if (sink.takenBytes + fresh.byteLength > sizeBytes) throw new DownloadError({ kind: "too_long" });
      // The disk may take its time: only the line is watched.
      await sink.take(fresh);
      signal.throwIfAborted();
      timer = setTimeout(() => stall.abort(), STALL_MILLISECONDS);
    }
  } finally {
    clearTimeout(timer);
    stall.abort();
  }
  // A server that closes early in good order is no better than one that breaks off.
  if (sink.takenBytes < sizeBytes) throw lineError(null);
}

function ask(url: string, position: number, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    headers: position === 0 ? {} : { range: `bytes=${position}-` },
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    signal,
  });
}

/** How many bytes come first that are there already. @throws TransferError for an answer without the bytes asked for */
function bytesToSkip(response: Response, position: number): number {
  const { status, headers } = response;
  if (status === 200) return position;
  if (status === 206) {
    // Hidden where the storage's CORS rules do not show it; the checksum at the end sees everything.
    const start = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "")?.[1];
    if (start === undefined || Number(start) === position) return 0;
    throw lineError(status);
  }
  if (status >= 500 || status === 408 || status === 429) {
    throw lineError(status, retryAfterMilliseconds(headers.get("retry-after"), Date.now()));
  }
  throw new TransferError({ kind: "refused", status });
}

async function onLine<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw lineError(null, null, error);
  }
}

function lineError(status: number | null, wait: number | null = null, cause?: unknown): TransferError {
  return new TransferError({ kind: "line", status, retryAfterMilliseconds: wait }, cause);
}
