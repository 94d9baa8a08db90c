/**
 * `unavailable`: this browser, or its private window, keeps nothing. `outdated`: another tab is of a newer version of this page.
 * `full`: no space is left. `failed`: anything else.
 */
export type LedgerErrorCode = "unavailable" | "outdated" | "full" | "failed";

const MESSAGES: Record<LedgerErrorCode, string> = {
  unavailable: "This browser does not remember uploads: after a reload they have to be started again.",
  outdated: "Another tab has a newer version of this page. Reload this one, so that its uploads are remembered.",
  full: "There is no space left to remember uploads: after a reload they may have to be started again.",
  failed: "This browser cannot remember uploads at the moment: after a reload they may have to be started again.",
};

/** What this browser's memory of uploads failed with. `message` is a sentence for people. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";

  constructor(
    readonly code: LedgerErrorCode,
    cause?: unknown,
  ) {
    super(MESSAGES[code], { cause });
  }
}

/** Any error of IndexedDB as a `LedgerError`. Names: https://w3c.github.io/IndexedDB/#exceptions */
export function ledgerErrorOf(error: unknown, otherwise: "unavailable" | "failed"): LedgerError {
  if (error instanceof LedgerError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "VersionError") return new LedgerError("outdated", error);
  if (name === "QuotaExceededError") return new LedgerError("full", error);
  return new LedgerError(otherwise, error);
}
