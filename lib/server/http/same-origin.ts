import "server-only";
import { ApiError } from "@/lib/contract/errors";

const SAFE_METHODS = new Set(["GET", "HEAD"]);

const LOOPBACK_HOSTNAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Lets a request that may change something pass only from our own pages.
 *
 * `Sec-Fetch-Site` decides where there is one: no script can set it. Browsers leave it out over plain http, except on loopback; then
 * `Origin` decides, and must be the public one. The Host header is no measure: a reverse proxy may rewrite it, and a page of a host whose
 * name was rebound to our address would match it. On loopback its names count as one, when Origin and Host agree.
 * @throws ApiError `cross_site`
 */
export function requireSameOrigin(request: Pick<Request, "method" | "headers">, publicUrl: URL): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  if (site === null && origin === null) {
    throw new ApiError(
      "cross_site",
      "This request says not where it comes from. Scripts use the images API itself, with an API token.",
    );
  }
  const same =
    site === null ? isOurOrigin(origin ?? "", request.headers.get("host"), publicUrl) : site === "same-origin";
  if (!same) {
    throw new ApiError(
      "cross_site",
      `This request comes from another site. Open the dashboard at ${publicUrl.origin} and try again.`,
    );
  }
}

function isOurOrigin(origin: string, host: string | null, publicUrl: URL): boolean {
  if (origin === publicUrl.origin) return true;
  if (!LOOPBACK_HOSTNAMES.has(publicUrl.hostname) || host === null || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return (
    LOOPBACK_HOSTNAMES.has(url.hostname) && url.port === publicUrl.port && origin === `${publicUrl.protocol}//${host}`
  );
}
