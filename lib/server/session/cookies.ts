import "server-only";

const PREFIX = "images-connection-";

/** Browsers drop a cookie whose name and value are longer, in bytes, and say nothing (RFC 6265bis section 5.6). */
const MAX_COOKIE_BYTES = 4096;

/**
 * All connections' cookies together, in bytes, as they stand in the one Cookie header that browsers send. A reverse proxy such as nginx
 * takes a header of 8 KiB (`large_client_header_buffers`), Node 16 KiB with the URL and all other headers: what is longer is refused
 * before it reaches anything that could tell why. Some room is left for cookies of other programs on this host.
 */
export const MAX_COOKIES_BYTES = 7_500;

/**
 * The cookie of one connection. Over https its name has the `__Host-` prefix: browsers then take it only from this very host,
 * over https, for the path `/`.
 */
export function cookieName(connectionId: string, secure: boolean): string {
  return `${secure ? "__Host-" : ""}${PREFIX}${connectionId}`;
}

/** A Set-Cookie header that keeps `seal`; null when it is too long for a cookie. */
export function keepingCookie(
  connectionId: string,
  { seal, maxAgeSeconds }: { seal: string; maxAgeSeconds: number },
  secure: boolean,
): string | null {
  const pair = `${cookieName(connectionId, secure)}=${seal}`;
  if (pair.length > MAX_COOKIE_BYTES) return null;
  return `${pair}; Max-Age=${maxAgeSeconds}${attributes(secure)}`;
}

/** A Set-Cookie header that removes the connection's cookie. */
export function forgettingCookie(connectionId: string, secure: boolean): string {
  return `${cookieName(connectionId, secure)}=; Max-Age=0${attributes(secure)}`;
}

/** How long the Cookie header's part of ours would be, in bytes, with the cookie that `setCookie` sets. */
export function cookiesLengthWith(setCookie: string, header: string | null, secure: boolean): number {
  const [added = ""] = setCookie.split(";");
  const name = added.slice(0, added.indexOf("=") + 1);
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  const kept = pairs.filter((pair) => pair.startsWith(cookieName("", secure)) && !pair.startsWith(name));
  return [...kept, added].join("; ").length;
}

/**
 * The values of the cookies of a name in a Cookie header, in its order. Seals need no decoding. There may be several: without the prefix,
 * whoever serves something else on this host can set one of the same name for a longer path, and browsers send that one first.
 */
export function readCookies(header: string | null, name: string): string[] {
  return (header?.split(";") ?? []).flatMap((pair) => {
    const separator = pair.indexOf("=");
    return separator > 0 && pair.slice(0, separator).trim() === name ? [pair.slice(separator + 1).trim()] : [];
  });
}

function attributes(secure: boolean): string {
  return `; Path=/; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}
