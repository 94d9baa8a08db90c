import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { keptFile } from "@/lib/utils/kept-file";
import { causeOf, ConfigError } from "./config-error";

/** iron-session refuses shorter passwords. */
const MIN_SECRET_LENGTH = 32;

/** Makes the folder where it is missing. @returns its absolute path @throws ConfigError when it cannot be used */
export function openDataDirectory(path: string): string {
  const directory = resolve(path);
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError([
      `The data folder ${directory} cannot be used (${causeOf(error)}). Make it writable, or name another one with DATA_DIR.`,
    ]);
  }
  return directory;
}

/** SESSION_SECRET may hold several, separated by commas: the newest first. */
export function sessionSecrets(variable: string | undefined, dataDirectory: string): readonly [string, ...string[]] {
  if (variable === undefined) return [keptSecret(join(dataDirectory, "session-secret"))];
  const [newest, ...older] = variable.split(",").map((secret) => secret.trim());
  if (newest === undefined || [newest, ...older].some((secret) => secret.length < MIN_SECRET_LENGTH)) {
    throw new ConfigError([
      `SESSION_SECRET must have at least ${MIN_SECRET_LENGTH} characters (several are separated by commas). \`openssl rand -hex 32\` makes one.`,
    ]);
  }
  return [newest, ...older];
}

/** Reads the secret in `file`, or makes one. */
function keptSecret(file: string): string {
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
