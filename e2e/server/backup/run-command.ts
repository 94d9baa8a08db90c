import { execFile } from "node:child_process";
import { z } from "zod";

export interface CommandResult {
  code: number;
  output: string;
  errors: string;
}

/** Runs `npm run admin -- …` on a data folder, whether a server runs on it or not, and whether it succeeds or not. */
export function runCommand(dataDirectory: string, ...words: string[]): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "scripts/admin.ts", ...words],
      { env: { ...process.env, DATA_DIR: dataDirectory } },
      (error, output, errors) => resolve({ code: typeof error?.code === "number" ? error.code : 0, output, errors }),
    );
  });
}

const reportSchema = z.object({
  ok: z.boolean(),
  images: z.number(),
  findings: z.array(
    z.object({
      kind: z.string(),
      severity: z.enum(["problem", "note"]),
      imageId: z.string().nullable(),
      repaired: z.string().nullable(),
    }),
  ),
});

/** What `check --json` says, with its exit code. */
export async function check(dataDirectory: string, ...options: string[]) {
  const { code, output } = await runCommand(dataDirectory, "check", "--json", ...options);
  return { code, ...reportSchema.parse(JSON.parse(output)) };
}
