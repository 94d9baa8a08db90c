/** What of a representation is asked for. `end` is exclusive. */
export type RequestedRange =
  | { kind: "whole" }
  | { kind: "part"; start: number; end: number }
  | { kind: "unsatisfiable" };

const WHOLE: RequestedRange = { kind: "whole" };
const UNSATISFIABLE: RequestedRange = { kind: "unsatisfiable" };

/** One range of bytes. Several, other units and bad syntax do not match: RFC 9110 section 14.2 lets a server ignore those. */
const SINGLE_RANGE_PATTERN = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/** Reads a Range header (RFC 9110 section 14) against `sizeBytes`. */
export function parseRange(header: string | undefined, sizeBytes: number): RequestedRange {
  const match = SINGLE_RANGE_PATTERN.exec(header ?? "");
  if (match === null) return WHOLE;
  const [, first = "", last = ""] = match;
  if (first === "") return last === "" ? WHOLE : suffixRange(Number(last), sizeBytes);
  const start = Number(first);
  if (last !== "" && Number(last) < start) return WHOLE;
  if (start >= sizeBytes) return UNSATISFIABLE;
  const end = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return { kind: "part", start, end };
}

function suffixRange(length: number, sizeBytes: number): RequestedRange {
  if (length === 0 || sizeBytes === 0) return UNSATISFIABLE;
  return { kind: "part", start: Math.max(sizeBytes - length, 0), end: sizeBytes };
}

/** Whether an If-None-Match header names `etag` (weak comparison, RFC 9110 section 13.1.2). */
export function matchesAnyEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === etag);
}

/**
 * Whether the Range header counts (RFC 9110 section 13.1.5): If-Range is absent or names `etag`, compared strongly.
 * We send no Last-Modified, so a date never matches.
 */
export function rangeApplies(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}
