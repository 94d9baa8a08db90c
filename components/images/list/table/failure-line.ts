const CHECKSUM = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g;

/** A reason with its checksums shortened, as the list shows them, so that a line holds more than the first of them. */
export function shortenReason(reason: string): string {
  return reason.replaceAll(CHECKSUM, "$1…");
}
