import type { Config } from "./config";
import { bucketOrigin } from "./engines";

type Settings = Pick<Config, "sfcompute" | "linode" | "bucket" | "objectsPublicUrl" | "publicUrl" | "uploadOrigins">;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** A policy cannot name an IPv6 address (https://www.w3.org/TR/CSP3/#grammardef-host-part). */
const LOOPBACK_SOURCES = ["http://127.0.0.1:*", "http://localhost:*"];

/**
 * Where browsers may send images to and fetch them from, beside the dashboard itself, as sources of a Content-Security-Policy. The pages and
 * their workers live under it, and `lib/client/allowed-address` is told the same.
 *
 * The embedded API signs URLs of one origin, this server's or the bucket's. Foreign APIs, SF Compute's and Linode's, name an object store whose host only their answers
 * tell, so any https host is allowed, unless the operator names the origins. Plain http only to this very machine, for a page and an API
 * that are on it as well; any other host has to be named. Oxide and Cycle are sent nothing by browsers.
 */
export function connectSources(settings: Settings): string[] {
  const { sfcompute, linode, bucket, objectsPublicUrl, publicUrl, uploadOrigins } = settings;
  const ownOrigin = bucket === null ? objectsPublicUrl.origin : bucketOrigin(bucket);
  const own = sfcompute?.embedded ? [ownOrigin] : [];
  const foreign = [sfcompute?.embedded ? null : sfcompute, linode].filter((api) => api !== null);
  if (uploadOrigins !== null) return [...own, ...uploadOrigins];
  if (foreign.length === 0) return own;
  const isAllHere = isPlainLoopback(publicUrl) && foreign.some(({ apiUrl }) => isPlainLoopback(apiUrl));
  return [...own, "https:", ...(isAllHere ? LOOPBACK_SOURCES : [])];
}

function isPlainLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && LOOPBACK.test(hostname);
}
