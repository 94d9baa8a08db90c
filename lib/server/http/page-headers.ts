import "server-only";

/** What every page is sent with beside its policy. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  // Other hosts, the object store among them, need not know which page a request comes from.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), clipboard-write=(self), screen-wake-lock=(self)",
};

interface PolicyOptions {
  /** CSP sources beside the dashboard's own origin that scripts may send to: where parts of images go. */
  connectSources: readonly string[];
  development: boolean;
}

/** A page's Content-Security-Policy. `nonce` is fresh for every page. */
export function contentSecurityPolicy(nonce: string, { connectSources, development }: PolicyOptions): string {
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      // The checksum is computed by WebAssembly.
      "'wasm-unsafe-eval'",
      // React rebuilds the server's stack traces with eval, in development only.
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    // Style attributes and the style elements that libraries insert carry no nonce.
    "style-src": ["'self'", "'unsafe-inline'"],
    "connect-src": ["'self'", ...connectSources],
    "worker-src": ["'self'", "blob:"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
