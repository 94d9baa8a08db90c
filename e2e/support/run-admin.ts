import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { seedToken } from "./seed-token";
import { serverSettings } from "./server-settings";

const execute = promisify(execFile);

/** Runs `npm run admin -- …` against the run's server and gives what it printed. */
export async function runAdmin(...args: string[]): Promise<string> {
  const { dataDirectory } = serverSettings();
  const { stdout } = await execute(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...args], {
    env: { ...process.env, DATA_DIR: dataDirectory },
  });
  return stdout;
}

/** A new token of an owner at the run's server. */
export function createToken(owner: string, role: "viewer" | "operator" | "admin"): Promise<string> {
  return seedToken(serverSettings().dataDirectory, owner, role);
}

/** Makes every token of an owner worthless, whichever session uses it. */
export async function revokeTokens(owner: string): Promise<void> {
  const rows = (await runAdmin("token", "list")).split("\n").filter((row) => row.split(/\s+/).includes(owner));
  const ids = rows.flatMap((row) => /token_[A-Za-z0-9_-]+/.exec(row)?.[0] ?? []);
  if (ids.length === 0) throw new Error(`There is no token of ${owner}.`);
  for (const id of ids) await runAdmin("token", "revoke", id);
}
