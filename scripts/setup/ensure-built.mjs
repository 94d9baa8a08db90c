import { digest, onceFor } from "./digest.mjs";
import { fail, run } from "./say.mjs";

/** Everything that `next build` reads. */
const SOURCES = [
  "app",
  "components",
  "lib/client",
  "lib/config",
  "lib/contract",
  "lib/download",
  "lib/server",
  "lib/text",
  "lib/upload",
  "lib/utils",
  "public",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package-lock.json",
];

/** Builds the pages when a source changed since the last build. */
export function ensureBuilt() {
  onceFor(".next/built-from", digest(SOURCES), () => {
    console.log("Building (once, under a minute)…");
    const built = run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    });
    if (!built) fail("The build failed: `next build` says why above.");
  });
}
