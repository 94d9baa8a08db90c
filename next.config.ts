import type { NextConfig } from "next";

/** For answers that are no pages (pages have a policy of their own, see proxy.ts), and for what Next itself answers in their place. */
const FILE_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  // Not more: a worker's script brings the policy that the worker lives under.
  { key: "Content-Security-Policy", value: "frame-ancestors 'none'" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  headers: async () => ["/api/:path*", "/_next/:path*"].map((source) => ({ source, headers: FILE_HEADERS })),
};

export default config;
