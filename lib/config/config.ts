import { resolve } from "node:path";
import { ConfigError } from "./config-error";
import { type DataDirectoryState, givenSecrets, keptSecret, openDataDirectory } from "./data-directory";
import { environmentSchema, type LOG_LEVELS, type Values } from "./environment";
import { type Bucket, bucketOf, type Database, databaseOf } from "./engines";

/** What a server has from its environment, and from the folder that was made by it. */
export interface Config extends Settings {
  dataDirectoryState: DataDirectoryState;
  /** Seals session cookies: the first one writes, all of them read. Each has at least 32 characters. */
  sessionSecrets: readonly [string, ...string[]];
}

/** Everything that can be configured, parsed. Documented in docs/configuration.md. */
export interface Settings {
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
  /** The Postgres that the embedded API and sign-outs keep rows in; null for SQLite in the data folder. */
  database: Database | null;
  /** The bucket that the embedded API keeps bytes in; null for the data folder. */
  bucket: Bucket | null;
  /** Whether the embedded API compares the checksum that an uploader gave with the bytes that arrived. */
  verifyUploads: boolean;
  /** When a sign-in ends: after so long without anybody there, and at the latest. In seconds. */
  session: { idleSeconds: number; lifetimeSeconds: number };
  /** Addresses and blocks of reverse proxies whose X-Forwarded-For is believed, beside those of this machine. */
  trustedProxies: readonly string[];
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
  /** Requests a minute that the embedded API takes with one token; null for any number. */
  requestsPerMinute: number | null;
  /** Days for which the audit trail is kept. */
  auditRetentionDays: number;
  /** Where metrics are served; null when they are not. */
  metrics: { host: string; port: number } | null;
  /** With less room for bytes than this the server is not ready. */
  minFreeDiskBytes: number;
  /** Seconds for which a server that stops answers new requests, while it says that it is not ready. */
  shutdownDrainSeconds: number;
  /** Seconds that requests under way have to end when the server stops. */
  shutdownGraceSeconds: number;
  /** An admin token to accept instead of making one at the first start. */
  embeddedAdminToken: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK_HOSTS = new Set(["127.0.0.1", "::1", "localhost"]);

/**
 * Reads the environment. An empty variable counts as absent. Makes `DATA_DIR` once all else is right, and in it a session secret when none
 * is given.
 * @throws ConfigError naming every variable that is wrong
 */
export function loadConfig(environment: Environment): Config {
  const values = parseEnvironment(environment);
  const settings = settingsOf(values, environment);
  const secrets = givenSecrets(values.SESSION_SECRET);
  const dataDirectoryState = openDataDirectory(settings.dataDirectory);
  return { ...settings, dataDirectoryState, sessionSecrets: secrets ?? [keptSecret(settings.dataDirectory)] };
}

/** The same for a command beside the server, which makes nothing. @throws ConfigError */
export function readSettings(environment: Environment): Settings {
  return settingsOf(parseEnvironment(environment), environment);
}

function parseEnvironment(environment: Environment): Values {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`));
}

function settingsOf(values: Values, environment: Environment): Settings {
  if (values.PUBLIC_URL === undefined && !LOOPBACK_HOSTS.has(values.HOST)) {
    throw new ConfigError([
      `PUBLIC_URL must be set when HOST is ${values.HOST}: upload and download links are made from it, as in PUBLIC_URL=https://images.example.com.`,
    ]);
  }
  const localUrl = `http://${urlHost(values.HOST)}:${values.PORT}`;
  const publicUrl = new URL(values.PUBLIC_URL ?? localUrl);
  const embedded = isEmbedded(values);
  return {
    development: environment["NODE_ENV"] === "development",
    host: values.HOST,
    port: values.PORT,
    publicUrl,
    objectsPublicUrl: new URL(values.OBJECTS_PUBLIC_URL ?? publicUrl),
    dataDirectory: resolve(values.DATA_DIR),
    database: databaseOf(values),
    bucket: bucketOf(values),
    verifyUploads: values.VERIFY_UPLOADS === "on",
    session: {
      idleSeconds: Math.round(values.SESSION_IDLE_HOURS * 3_600),
      lifetimeSeconds: Math.round(values.SESSION_LIFETIME_DAYS * 86_400),
    },
    trustedProxies: values.TRUSTED_PROXIES,
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
    requestsPerMinute: values.REQUESTS_PER_MINUTE === 0 ? null : values.REQUESTS_PER_MINUTE,
    auditRetentionDays: values.AUDIT_RETENTION_DAYS,
    metrics: values.METRICS_PORT === undefined ? null : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    minFreeDiskBytes: values.MIN_FREE_DISK_MIB * 1024 * 1024,
    shutdownDrainSeconds: values.SHUTDOWN_DRAIN_SECONDS,
    shutdownGraceSeconds: values.SHUTDOWN_GRACE_SECONDS,
    embeddedAdminToken: values.EMBEDDED_ADMIN_TOKEN,
  };
}

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
