import { randomBytes } from "node:crypto";
import { NextResponse, type NextRequest } from "next/server";
import { BUILD_ID } from "@/lib/config/build-id";
import { getConfig } from "@/lib/config/config";
import { connectSources } from "@/lib/config/connect-sources";
import { contentSecurityPolicy, PAGE_HEADERS } from "@/lib/server/http/page-headers";

/**
 * Gives every page its security headers and a nonce of its own. Next reads the nonce from the request's policy and puts it on its own
 * scripts; `x-nonce` is for inline scripts of ours, `x-connect-sources` for scripts that are told of other addresses, `x-build`
 * for those that look for what is gone.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isFollowedFromElsewhere(request)) return refreshed(request);
  const nonce = randomBytes(16).toString("base64");
  const settings = getConfig();
  const sources = connectSources(settings);
  const policy = contentSecurityPolicy(nonce, { connectSources: sources, development: settings.development });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-connect-sources", sources.join(" "));
  if (BUILD_ID !== null) headers.set("x-build", BUILD_ID);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(PAGE_HEADERS)) response.headers.set(name, value);
  return response;
}

/**
 * A link on another site, as in a chat or a ticket: browsers withhold strict cookies from it, so that whoever is signed in would seem
 * not to be. Refreshed, the page comes from this site and has them. The sign-in page needs none, and a refresh would lose the token in
 * its link's fragment.
 */
function isFollowedFromElsewhere({ headers, nextUrl }: NextRequest): boolean {
  if (nextUrl.pathname === "/sign-in") return false;
  return headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-site") === "cross-site";
}

function refreshed({ nextUrl }: NextRequest): NextResponse {
  const headers = { ...PAGE_HEADERS, "content-security-policy": "default-src 'none'; frame-ancestors 'none'" };
  // Path and query only, which a URL holds percent-encoded: nothing in them can end the header. One slash, for two would name a host.
  const path = nextUrl.pathname.replace(/^\/+/, "/");
  return new NextResponse(null, { headers: { ...headers, refresh: `0; url=${path}${nextUrl.search}` } });
}

// Pages, also those that say that a file is not there. What is below /api and /_next has the headers of all answers: a body that passes
// here would be buffered and cut. Next reads this while building, so it must be a literal.
export const config = { matcher: ["/((?!api/|_next/).*)"] };
