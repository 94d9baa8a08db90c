import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { keptFile } from "@/lib/utils/kept-file";
import { causeOf, ConfigError } from "./config-error";

/** iron-session refuses shorter passwords. */
const MIN_SECRET_LENGTH = 32;

const SESSION_SECRET_FILE = "session-secret";

/** What is in a folder that nobody has used yet: what a start that failed has left, and what a new file system has. */
const IN_UNUSED = new Set([SESSION_SECRET_FILE, "lost+found"]);

/** What the folder was when the server was started: `made` just now, `empty` but there, or `used`. */
export type DataDirectoryState = "made" | "empty" | "used";

/** Makes the folder where it is missing. @param directory its absolute path @throws ConfigError when it cannot be used */
export function openDataDirectory(directory: string): DataDirectoryState {
  try {
    const made = mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, USABLE);
    if (made !== undefined) return "made";
    return readdirSync(directory).every((name) => IN_UNUSED.has(name)) ? "empty" : "used";
  } catch (error) {
    throw unusable(directory, error);
  }
}

/** For whoever makes no folder. @throws ConfigError when it is not there, or cannot be used */
export function requireDataDirectory(directory: string): void {
  try {
    accessSync(directory, USABLE);
  } catch (error) {
    if (causeOf(error) !== "ENOENT") throw unusable(directory, error);
    throw new ConfigError([
      `There is no data folder ${directory}, and this command makes none. Start the server once, or set DATA_DIR to the folder that it uses.`,
    ]);
  }
}

const USABLE = constants.R_OK | constants.W_OK | constants.X_OK;

function unusable(directory: string, error: unknown): ConfigError {
  return new ConfigError([
    `The data folder ${directory} cannot be used (${causeOf(error)}). Make it writable, or name another one with DATA_DIR.`,
  ]);
}

/** SESSION_SECRET may hold several, separated by commas: the newest first. @returns null where it is not set */
export function givenSecrets(variable: string | undefined): readonly [string, ...string[]] | null {
  if (variable === undefined) return null;
  const [newest, ...older] = variable.split(",").map((secret) => secret.trim());
  if (newest === undefined || [newest, ...older].some((secret) => secret.length < MIN_SECRET_LENGTH)) {
    throw new ConfigError([
      `SESSION_SECRET must have at least ${MIN_SECRET_LENGTH} characters (several are separated by commas). \`openssl rand -hex 32\` makes one.`,
    ]);
  }
  return [newest, ...older];
}

/** Reads the secret that is kept in the folder, or makes one. */
export function keptSecret(directory: string): string {
  const file = join(directory, SESSION_SECRET_FILE);
  const secret = readSecret(file).trim();
  if (secret.length < MIN_SECRET_LENGTH) {
    throw new ConfigError([`The session secret in ${file} is damaged. Delete the file: everyone signs in again.`]);
  }
  return secret;
}

function readSecret(file: string): string {
  try {
    return keptFile(file, () => Buffer.from(randomBytes(32).toString("hex"))).toString("utf8");
  } catch (error) {
    throw new ConfigError([
      `The session secret in ${file} cannot be used (${causeOf(error)}). Make the file readable, or set SESSION_SECRET.`,
    ]);
  }
}
