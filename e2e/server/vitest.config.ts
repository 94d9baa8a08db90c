import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Begun last, one of these would be all that is left to wait for. vitest remembers durations, but not from one clone to another. */
const LONGEST = [
  "crash.test.ts",
  "fuzz/fuzz.test.ts",
  "backup.test.ts",
  "operations/stop.test.ts",
  "session.test.ts",
  "load/load.test.ts",
];

/** The order in which files are begun. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return rank === -1 ? LONGEST.length : rank;
}

/** Against servers of its own, each a process with a folder of its own: `npx vitest run --config e2e/server/vitest.config.ts` after `npm run build`. */
export default defineConfig({
  root,
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    include: ["e2e/server/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "**/*.engines.test.ts"],
    globalSetup: "e2e/server/support/check-build.ts",
    environment: "node",
    // A small machine has two processors, and about one of three tests waits: for a grace, an idle time or a busy database.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
