import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Against a server that runs: `BASE_URL=http://127.0.0.1:3000 IMAGES_TOKEN=images_… npx vitest run --config e2e/contract/vitest.config.ts` */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    include: ["e2e/contract/**/*.test.ts"],
    globalSetup: "e2e/contract/support/check-environment.ts",
    environment: "node",
    // The files share one account, and some look at its whole list.
    fileParallelism: false,
    // Uploads of some ten megabytes, on a machine that does other things as well.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
