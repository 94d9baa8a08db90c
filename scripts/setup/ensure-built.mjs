import { onceFor } from "./digest.mjs";
import { fail, run } from "./say.mjs";
import { sourcesDigest } from "./sources.mjs";

/** Builds the pages when a source changed since the last build. */
export function ensureBuilt() {
  onceFor(".next/built-from", sourcesDigest(), () => {
    console.log("Building (once, under a minute)…");
    const built = run(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    });
    if (!built) fail("The build failed: `next build` says why above.");
  });
}
