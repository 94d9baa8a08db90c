import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Against servers of its own, each a process with a folder of its own: `npx vitest run --config e2e/server/vitest.config.ts` after `npm run build`. */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    include: ["e2e/server/**/*.test.ts"],
    globalSetup: "e2e/server/support/check-build.ts",
    environment: "node",
    // A server takes a second of a processor to start, and a small machine has two.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
