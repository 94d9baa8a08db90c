import { fileFailureOf } from "@/lib/upload/machine/failure";
import { FaultError } from "@/lib/upload/machine/fault";
import { retryAfterMilliseconds } from "@/lib/utils/retry-after";
import type { PartPlace, PutAnswer } from "./part-place";
import { MAX_STORAGE_ANSWER_BYTES } from "./storage-message";

/** A request on which nothing moved for so long is given up, in milliseconds. */
const STALL_MILLISECONDS = 60_000;

/** Between two reports of progress, in milliseconds: the browser itself would send twenty a second. */
const REPORT_MILLISECONDS = 250;

/**
 * PUTs a Blob to where a part goes. By XMLHttpRequest, for `fetch` tells nothing of how far a body was sent.
 * @param onProgress told bytes sent, a few times a second and when all of them are
 * @throws FaultError, or the signal's reason when it is aborted
 */
export async function putBlob(
  place: PartPlace,
  body: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const outcome = await request(place, body, onProgress, signal);
  signal.throwIfAborted();
  switch (outcome.kind) {
    case "answered": {
      const fault = place.faultOf(outcome.answer);
      if (fault !== null) throw new FaultError(fault);
      return;
    }
    case "stalled": {
      const cause = `Nothing moved for ${STALL_MILLISECONDS / 1_000} seconds.`;
      throw new FaultError({ kind: "network", cause });
    }
    case "broken":
      // The browser tells a broken line and a body that it cannot read in the same way.
      await throwIfUnreadable(body);
      throw new FaultError({ kind: "network", cause: "The connection to the storage broke, or it cannot be reached." });
    default:
      outcome satisfies never;
  }
}

type Outcome = { kind: "answered"; answer: PutAnswer } | { kind: "stalled" } | { kind: "broken" };

function request(
  { url, headers }: PartPlace,
  body: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest();
    const finish = (outcome: Outcome) => {
      clearTimeout(stallTimer);
      signal.removeEventListener("abort", abort);
      resolve(outcome);
    };
    const abort = () => xhr.abort();
    let stalled = false;
    const watch = () =>
      setTimeout(() => {
        stalled = true;
        xhr.abort();
      }, STALL_MILLISECONDS);
    let stallTimer = watch();
    const moved = () => {
      clearTimeout(stallTimer);
      stallTimer = watch();
    };

    let reportedAt = 0;
    xhr.upload.addEventListener("progress", ({ loaded, timeStamp }) => {
      moved();
      if (timeStamp - reportedAt < REPORT_MILLISECONDS) return;
      reportedAt = timeStamp;
      onProgress(loaded);
    });
    xhr.upload.addEventListener("load", () => {
      moved();
      onProgress(body.size);
    });
    const answered = (text: string) => {
      const { status, statusText, responseURL } = xhr;
      const wait = retryAfterMilliseconds(xhr.getResponseHeader("retry-after"), Date.now());
      const answer = { status, statusText, url: responseURL, retryAfterMilliseconds: wait, body: text };
      finish({ kind: "answered", answer });
    };
    xhr.addEventListener("progress", ({ loaded }) => {
      if (loaded <= MAX_STORAGE_ANSWER_BYTES) return;
      // Its status is known and the rest of it is of no use.
      answered("");
      xhr.abort();
    });
    xhr.addEventListener("load", () => answered(xhr.responseText));
    xhr.addEventListener("error", () => finish({ kind: "broken" }));
    xhr.addEventListener("abort", () => finish({ kind: stalled ? "stalled" : "broken" }));
    signal.addEventListener("abort", abort);
    xhr.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(body);
  });
}

async function throwIfUnreadable(body: Blob): Promise<void> {
  try {
    await body.slice(0, 1).arrayBuffer();
  } catch (error) {
    const failure = fileFailureOf(error);
    if (failure !== null) throw new FaultError({ kind: "stopped", failure });
  }
}
