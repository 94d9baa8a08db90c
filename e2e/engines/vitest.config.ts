import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What needs Postgres and an object store: `npx vitest run --config e2e/engines/vitest.config.ts`. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // The package throws outside a React Server Components bundle; tests run in plain Node.
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    include: ["{lib,scripts,e2e}/**/*.engines.test.ts"],
    globalSetup: "e2e/engines/start-engines.ts",
    environment: "node",
    // A small machine has two processors, and these tests wait for engines and servers half of the time.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
