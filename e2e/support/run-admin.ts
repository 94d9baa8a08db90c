import { execFile } from "node:child_process";
import { promisify } from "node:util";
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

/** A new token of an owner. The admin command prints it alone on a line. */
export async function createToken(owner: string, role: "viewer" | "operator" | "admin"): Promise<string> {
  const printed = await runAdmin("token", "create", "--owner", owner, "--role", role);
  const token = /images_[A-Za-z0-9_-]{43}/.exec(printed)?.[0];
  if (token === undefined) throw new Error(`No token in what the admin command printed:\n${printed}`);
  return token;
}

/** Makes every token of an owner worthless, whichever session uses it. */
export async function revokeTokens(owner: string): Promise<void> {
  const rows = (await runAdmin("token", "list")).split("\n").filter((row) => row.split(/\s+/).includes(owner));
  const ids = rows.flatMap((row) => /token_[A-Za-z0-9_-]+/.exec(row)?.[0] ?? []);
  if (ids.length === 0) throw new Error(`There is no token of ${owner}.`);
  for (const id of ids) await runAdmin("token", "revoke", id);
}
