import { digest } from "./digest.mjs";

/** Everything that `next build` reads. */
const SOURCES = [
  "app",
  "components",
  "lib/client",
  "lib/config",
  "lib/contract",
  "lib/download",
  "lib/postgres",
  "lib/server",
  "lib/telemetry",
  "lib/text",
  "lib/upload",
  "lib/utils",
  "public",
  "instrumentation-client.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package-lock.json",
];

/** SHA-256 over all of it: another one is another build. */
export function sourcesDigest() {
  return digest(SOURCES);
}
