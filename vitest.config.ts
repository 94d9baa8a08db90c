import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: root },
      // The package throws outside a React Server Components bundle; unit tests run in plain Node.
      { find: /^server-only$/, replacement: `${root}node_modules/server-only/empty.js` },
    ],
  },
  test: {
    include: [
      "lib/**/*.test.ts",
      "scripts/**/*.test.ts",
      "components/**/*.test.ts",
      "e2e/support/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    // Those need Postgres and an object store: e2e/engines/vitest.config.ts runs them.
    exclude: [...configDefaults.exclude, "**/*.engines.test.ts"],
    environment: "node",
    // By itself it leaves one processor to whoever watches: of two that is half.
    maxWorkers: "100%",
    // What hangs fails all the same; what a busy machine delays does not.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
