import { randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { keptFile } from "@/lib/utils/kept-file";

/** What is wrong with the environment: one sentence each, for the person who starts the server. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** Everything that can be configured, parsed. Documented in docs/configuration.md. */
export interface Config {
  /** `npm run dev`: tools for development may do what is not allowed in production. */
  development: boolean;
  host: string;
  port: number;
  /** Where browsers reach the dashboard; its path is `/`. */
  publicUrl: URL;
  /** Where browsers reach `/objects`. */
  objectsPublicUrl: URL;
  /** Absolute path. */
  dataDirectory: string;
  /** Seals session cookies: the first one writes, all of them read. Each has at least 32 characters. */
  sessionSecrets: readonly [string, ...string[]];
  logLevel: (typeof LOG_LEVELS)[number];
  /**
   * The images API that the `sfcompute` provider speaks to; null when it is not offered. `embedded`: it is served by this very process.
   * `publicUrl`: where scripts reach it, without the prefix.
   */
  sfcompute: { apiUrl: URL; prefix: string; embedded: boolean; publicUrl: URL } | null;
  /** The other providers, each null when it is not offered. */
  linode: { apiUrl: URL } | null;
  oxide: { apiUrl: URL } | null;
  cycle: { apiUrl: URL } | null;
  /** Origins that browsers may send images to; null where the providers' answers alone tell. */
  uploadOrigins: readonly string[] | null;
  /** Days without activity after which an unfinished upload is given up. */
  staleUploadDays: number;
  /** Days for which a deleted image's bytes are kept. */
  deletedRetentionDays: number;
  /** An admin token to accept instead of making one at the first start. */
  embeddedAdminToken: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** iron-session refuses shorter passwords. */
const MIN_SECRET_LENGTH = 32;

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "::1", "localhost"]);

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be a URL that begins with http:// or https://", abort: true })
  .refine(
    (url) => new URL(url).username === "" && new URL(url).password === "",
    "must not contain a user name or password: they would end up in links",
  );

const days = z.coerce.number("must be a number of days").positive("must be more than 0 days").max(36_500);

const environmentSchema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be 1 to 65535")
    .max(65_535, "must be 1 to 65535")
    .default(3000),
  PUBLIC_URL: httpUrl
    .refine(
      (url) => new URL(url).pathname === "/",
      "must have no path: the dashboard is served at the root of its host",
    )
    .optional(),
  OBJECTS_PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().default("./data"),
  SESSION_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  SFCOMPUTE_API_URL: httpUrl.optional(),
  SFCOMPUTE_API_PREFIX: z
    .string()
    .regex(/^(\/[A-Za-z0-9._-]+)+$/, "must be a path such as /v2")
    .default("/v2"),
  LINODE_API_URL: httpUrl.optional(),
  OXIDE_API_URL: httpUrl.optional(),
  CYCLE_API_URL: httpUrl.optional(),
  EMBEDDED_API: z.enum(["on", "off"], "must be on or off").optional(),
  UPLOAD_ORIGINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== ""))
    .refine(
      (origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
      "must be origins such as https://storage.example.com, separated by commas",
    )
    .optional(),
  STALE_UPLOAD_DAYS: days.default(7),
  DELETED_RETENTION_DAYS: days.default(30),
  EMBEDDED_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,4096}$/, "must be at least 32 printable ASCII characters without spaces")
    .optional(),
});

/**
 * Reads the environment. An empty variable counts as absent. Makes `DATA_DIR`, and in it a session secret when none is given.
 * @throws ConfigError naming every variable that is wrong
 */
export function loadConfig(environment: Environment): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`));
  }
  const values = parsed.data;
  if (values.PUBLIC_URL === undefined && !LOOPBACK_HOSTS.has(values.HOST)) {
    throw new ConfigError([
      `PUBLIC_URL must be set when HOST is ${values.HOST}: upload and download links are made from it, as in PUBLIC_URL=https://images.example.com.`,
    ]);
  }
  const localUrl = `http://${urlHost(values.HOST)}:${values.PORT}`;
  const publicUrl = new URL(values.PUBLIC_URL ?? localUrl);
  const embedded = isEmbedded(values);
  const dataDirectory = openDataDirectory(values.DATA_DIR);
  return {
    development: environment["NODE_ENV"] === "development",
    host: values.HOST,
    port: values.PORT,
    publicUrl,
    objectsPublicUrl: new URL(values.OBJECTS_PUBLIC_URL ?? publicUrl),
    dataDirectory,
    sessionSecrets: sessionSecrets(values.SESSION_SECRET, dataDirectory),
    logLevel: values.LOG_LEVEL,
    sfcompute: embedded
      ? { apiUrl: new URL(loopbackUrl(values.HOST, values.PORT)), prefix: "/v2", embedded, publicUrl }
      : foreignImagesApi(values),
    linode: apiAt(values.LINODE_API_URL),
    oxide: apiAt(values.OXIDE_API_URL),
    cycle: apiAt(values.CYCLE_API_URL),
    uploadOrigins: values.UPLOAD_ORIGINS ?? null,
    staleUploadDays: values.STALE_UPLOAD_DAYS,
    deletedRetentionDays: values.DELETED_RETENTION_DAYS,
    embeddedAdminToken: values.EMBEDDED_ADMIN_TOKEN,
  };
}

type Values = z.infer<typeof environmentSchema>;

/** The embedded API serves where nothing else is configured, or where it is asked for beside other providers. */
function isEmbedded(values: Values): boolean {
  const { EMBEDDED_API, SFCOMPUTE_API_URL, LINODE_API_URL, OXIDE_API_URL, CYCLE_API_URL } = values;
  if (EMBEDDED_API === "on" && SFCOMPUTE_API_URL !== undefined) {
    throw new ConfigError([
      "EMBEDDED_API=on and SFCOMPUTE_API_URL exclude each other: both are the same provider. Leave one of them out.",
    ]);
  }
  const urls = [SFCOMPUTE_API_URL, LINODE_API_URL, OXIDE_API_URL, CYCLE_API_URL];
  const isAnySet = urls.some((url) => url !== undefined);
  if (EMBEDDED_API === "off" && !isAnySet) {
    throw new ConfigError([
      "EMBEDDED_API=off leaves no images API. Set SFCOMPUTE_API_URL, LINODE_API_URL, OXIDE_API_URL or CYCLE_API_URL.",
    ]);
  }
  return EMBEDDED_API === "on" || !isAnySet;
}

function foreignImagesApi({ SFCOMPUTE_API_URL, SFCOMPUTE_API_PREFIX }: Values): Config["sfcompute"] {
  const apiUrl = apiAt(SFCOMPUTE_API_URL)?.apiUrl;
  return apiUrl === undefined ? null : { apiUrl, prefix: SFCOMPUTE_API_PREFIX, embedded: false, publicUrl: apiUrl };
}

function apiAt(url: string | undefined): { apiUrl: URL } | null {
  return url === undefined ? null : { apiUrl: new URL(url) };
}

let loaded: Config | undefined;

/** The process's configuration, read at the first call. @throws ConfigError */
export function getConfig(): Config {
  loaded ??= loadConfig(process.env);
  return loaded;
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** A server that listens on every address is reached on loopback. */
function loopbackUrl(host: string, port: number): string {
  if (host === "0.0.0.0") return `http://127.0.0.1:${port}`;
  if (host === "::") return `http://[::1]:${port}`;
  return `http://${urlHost(host)}:${port}`;
}

function openDataDirectory(path: string): string {
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
function sessionSecrets(variable: string | undefined, dataDirectory: string): readonly [string, ...string[]] {
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

/** The system's name for what went wrong, as in EACCES. */
function causeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
