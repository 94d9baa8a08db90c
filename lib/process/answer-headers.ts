import type { Config } from "@/lib/config/config";
import { connectSources } from "@/lib/config/connect-sources";

/** Two years; at least one, for subdomains as well, is asked for by ASVS 5.0, 3.4.1. */
const STRICT_TRANSPORT = "max-age=63072000; includeSubDomains";

type Settings = Pick<Config, "publicUrl" | "sfcompute" | "linode" | "bucket" | "objectsPublicUrl" | "uploadOrigins">;

/**
 * Headers that every answer of this server has, whoever gives it: pages, routes, the embedded API, files, and errors of Next itself. They are
 * set before anybody sees the request, so that none can be forgotten; who answers may set one of them anew. Pages do: their policy has a
 * nonce.
 * @returns given a request's target, its headers
 */
export function answerHeaders(settings: Settings): (target: string) => Record<string, string> {
  const common = {
    "x-content-type-options": "nosniff",
    // Other hosts, the object store among them, need not know which page a request comes from.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    // No other site gets an answer into its process. Downloads from another origin of ours ask by CORS, which this leaves alone.
    "cross-origin-resource-policy": "same-origin",
    ...(settings.publicUrl.protocol === "https:" && { "strict-transport-security": STRICT_TRANSPORT }),
  };
  const data = { ...common, "content-security-policy": "default-src 'none'; frame-ancestors 'none'" };
  const script = { ...common, "content-security-policy": workerPolicy(connectSources(settings)) };
  return (target) => (target.startsWith("/_next/") ? script : data);
}

/** A worker lives under the policy of its own script, not under its page's (https://www.w3.org/TR/CSP3/#csp-dedicated-workers). */
function workerPolicy(sources: readonly string[]): string {
  return [
    "default-src 'none'",
    // The checksum is computed by WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    ["connect-src 'self'", ...sources].join(" "),
    "frame-ancestors 'none'",
  ].join("; ");
}
