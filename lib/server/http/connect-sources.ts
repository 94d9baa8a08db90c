import "server-only";
import type { Config } from "@/lib/config/config";

/**
 * CSP sources that images are sent to. The embedded API signs URLs of one origin. Foreign APIs, SF Compute's and Linode's, name an
 * object store whose host only their answers tell, so any https host is allowed, and plain http only where that API itself is reached
 * over it; unless the operator names the origins. Oxide and Cycle are sent nothing by browsers.
 */
export function connectSources({
  sfcompute,
  linode,
  objectsPublicUrl,
  uploadOrigins,
}: Pick<Config, "sfcompute" | "linode" | "objectsPublicUrl" | "uploadOrigins">): string[] {
  const own = sfcompute?.embedded ? [objectsPublicUrl.origin] : [];
  const foreign = [sfcompute?.embedded ? null : sfcompute, linode].filter((api) => api !== null);
  if (uploadOrigins !== null) return [...own, ...uploadOrigins];
  if (foreign.length === 0) return own;
  return foreign.some(({ apiUrl }) => apiUrl.protocol === "http:") ? [...own, "https:", "http:"] : [...own, "https:"];
}
