import "server-only";
import { SESSION_LIFETIME_SECONDS } from "./seal";

const PREFIX = "images-connection-";

/** Browsers drop a cookie whose name and value are longer, in bytes, and say nothing (RFC 6265bis section 5.6). */
const MAX_COOKIE_BYTES = 4096;

/**
 * The cookie of one connection. Over https its name has the `__Host-` prefix: browsers then take it only from this very host,
 * over https, for the path `/`.
 */
export function cookieName(connectionId: string, secure: boolean): string {
  return `${secure ? "__Host-" : ""}${PREFIX}${connectionId}`;
}

/** A Set-Cookie header that keeps `seal`; null when it is too long for a cookie. */
export function keepingCookie(connectionId: string, seal: string, secure: boolean): string | null {
  const pair = `${cookieName(connectionId, secure)}=${seal}`;
  if (pair.length > MAX_COOKIE_BYTES) return null;
  return `${pair}; Max-Age=${SESSION_LIFETIME_SECONDS}${attributes(secure)}`;
}

/** A Set-Cookie header that removes the connection's cookie. */
export function forgettingCookie(connectionId: string, secure: boolean): string {
  return `${cookieName(connectionId, secure)}=; Max-Age=0${attributes(secure)}`;
}

/** The value of a cookie in a Cookie header. Seals need no decoding. Undefined when there is none. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const pair of header?.split(";") ?? []) {
    const separator = pair.indexOf("=");
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return undefined;
}

function attributes(secure: boolean): string {
  return `; Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}
