/** A UUID of any version, in its usual form (RFC 9562 section 4). */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Names a request in its answer and in every log that it passes. */
export const REQUEST_ID_HEADER = "x-request-id";

/** A random UUID. Not `crypto.randomUUID`: browsers have that over https alone. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // The version, 4, and the variant (RFC 9562 section 5.4).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The id that a request brings along, where it is one that can harm no log, or a new one. */
export function requestIdOf(given: string | string[] | null | undefined): string {
  return typeof given === "string" && UUID.test(given) ? given.toLowerCase() : newRequestId();
}
