import type { ReceiverFault, ReceiverProblem } from "./messages";

/** A transfer broke, and can be gone on with. */
export class TransferError extends Error {
  override readonly name = "TransferError";

  constructor(
    readonly fault: ReceiverFault,
    cause?: unknown,
  ) {
    super(`The transfer broke (${fault.kind}).`, { cause });
  }
}

/** A download cannot be gone on with. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";

  constructor(
    readonly problem: ReceiverProblem,
    cause?: unknown,
  ) {
    super(`The download ended (${problem.kind}).`, { cause });
  }
}

/** What kept a file from being written, by the error's name (https://fs.spec.whatwg.org/#api-filesystemwritablefilestream). */
export function writeProblemOf(error: unknown): ReceiverProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  switch (name) {
    case "QuotaExceededError":
      return { kind: "disk_full" };
    case "NotAllowedError":
    case "SecurityError":
    case "NoModificationAllowedError":
      return { kind: "not_allowed" };
    case "NotFoundError":
      return { kind: "file_gone" };
    default:
      return { kind: "not_written", why: error instanceof Error ? error.message : String(error) };
  }
}
