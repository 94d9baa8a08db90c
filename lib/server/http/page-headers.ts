import "server-only";

/** What every page is sent with beside its policy and the headers of all answers, which `lib/process` gives. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "permissions-policy":
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=(), clipboard-write=(self), screen-wake-lock=(self)",
};

interface PolicyOptions {
  /** CSP sources beside the dashboard's own origin that scripts may send to: where parts of images go. */
  connectSources: readonly string[];
  development: boolean;
}

/**
 * SHA-256 of the one style element that the toasts insert, which takes no nonce, and of the empty one that it is for a moment. An update of
 * the package brings other styles; the test beside says which digest they have.
 */
export const TOAST_STYLE_HASHES = [
  "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
  "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
] as const;

/** A page's Content-Security-Policy. `nonce` is fresh for every page. */
export function contentSecurityPolicy(nonce: string, { connectSources, development }: PolicyOptions): string {
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "script-src": [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      // The checksum is computed by WebAssembly.
      "'wasm-unsafe-eval'",
      // React rebuilds the server's stack traces with eval, in development only.
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    // React sets styles through the DOM, which is no inline style: no element in the HTML has any. Next's tools for developers do.
    ...(development
      ? { "style-src": ["'self'", "'unsafe-inline'"] }
      : {
          "style-src": ["'self'", `'nonce-${nonce}'`, ...TOAST_STYLE_HASHES.map((hash) => `'${hash}'`)],
          "style-src-attr": ["'none'"],
        }),
    "connect-src": ["'self'", ...connectSources],
    "worker-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    // Strings become code only where lib/client/trusted-types.ts lets them. The tools for developers evaluate some.
    ...(development ? {} : { "require-trusted-types-for": ["'script'"], "trusted-types": ["default"] }),
  };
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
