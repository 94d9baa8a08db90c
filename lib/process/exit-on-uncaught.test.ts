import { execFile } from "node:child_process";
import { expect, test } from "vitest";

/** Starting Node with a TypeScript loader takes about a second, more on a busy machine. */
const PROCESS_TIMEOUT_MS = 30_000;

/** A process that would go on for long, but for an error that nobody catches. */
function run(failure: string): Promise<{ code: unknown; output: string }> {
  const program = `
    import { createLog } from "@/lib/telemetry/create-log";
    import { exitOnUncaught } from "@/lib/process/exit-on-uncaught";
    exitOnUncaught(createLog({ level: "info", name: "server" }));
    // As Next does.
    process.on("uncaughtException", () => undefined);
    process.on("unhandledRejection", () => undefined);
    setInterval(() => undefined, 60_000);
    setImmediate(() => { ${failure} });`;
  return new Promise((resolve) => {
    execFile(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], (error, output) =>
      resolve({ code: error?.code, output }),
    );
  });
}

test.each([
  { event: "uncaughtException", failure: "throw new Error('lost');" },
  { event: "unhandledRejection", failure: "void Promise.reject(new Error('lost'));" },
])(
  "an $event is logged as fatal and ends the process",
  async ({ event, failure }) => {
    const { code, output } = await run(failure);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ level: 60, event, err: { message: "lost" } });
  },
  PROCESS_TIMEOUT_MS,
);
