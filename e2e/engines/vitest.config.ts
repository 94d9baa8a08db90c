import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Those with whole servers take longest. Begun last, one of them would be all that is left to wait for. */
class WholeServersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  return moduleId.includes("/e2e/engines/") ? 0 : 1;
}

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
    maxWorkers: 4,
    sequence: { sequencer: WholeServersFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
