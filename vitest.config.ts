import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** These give Node a `window` and the like, which what goes on after a test would miss. */
const LIKE_A_BROWSER = ["lib/upload/**/*.test.ts", "lib/download/**/*.test.ts", "lib/client/keep-alive/**/*.test.ts"];

// Those need Postgres and an object store: e2e/engines/vitest.config.ts runs them.
const exclude = [...configDefaults.exclude, "**/*.engines.test.ts"];

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // The package throws outside a React Server Components bundle; unit tests run in plain Node.
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    environment: "node",
    // By itself it leaves one processor to whoever watches: of two that is half.
    maxWorkers: "100%",
    // What hangs fails all the same; what a busy machine delays does not.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["{lib,scripts,components,bench}/**/*.test.ts", "e2e/support/**/*.test.ts"],
          exclude: [...exclude, ...LIKE_A_BROWSER],
          // Files share their processes: to load zod, kysely or an SDK anew for each took longer than most of the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: "like a browser", include: LIKE_A_BROWSER, exclude } },
    ],
  },
});
