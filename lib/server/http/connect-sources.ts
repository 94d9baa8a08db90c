import "server-only";
import type { Config } from "@/lib/config/config";

/**
 * CSP sources that parts of images are sent to. The embedded API signs URLs of one origin. A foreign images API signs URLs of an object
 * store whose host only its answers tell, so any https host is allowed; and plain http only where that API itself is reached over it.
 */
export function connectSources({
  sfcompute,
  objectsPublicUrl,
}: Pick<Config, "sfcompute" | "objectsPublicUrl">): string[] {
  if (sfcompute.embedded) return [objectsPublicUrl.origin];
  return sfcompute.apiUrl.protocol === "http:" ? ["https:", "http:"] : ["https:"];
}
