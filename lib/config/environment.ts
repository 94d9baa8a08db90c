import { isIP } from "node:net";
import { z } from "zod";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be a URL that begins with http:// or https://", abort: true })
  .refine(
    (url) => new URL(url).username === "" && new URL(url).password === "",
    "must not contain a user name or password: they would end up in links",
  );

const port = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(1, "must be 1 to 65535")
  .max(65_535, "must be 1 to 65535");

const hours = z.coerce.number("must be a number of hours").positive("must be more than 0 hours").max(8_760);

const days = z.coerce.number("must be a number of days").positive("must be more than 0 days").max(36_500);

/** Of the web, and nothing that means more in a Content-Security-Policy: a star stands for names below the rest. */
const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9.[\]:-]+$/;

/** Addresses and blocks of them, separated by commas. */
const addresses = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((address) => address !== ""))
  .refine((all) => all.every(isAddressBlock), "must be addresses such as 10.0.0.7 or 10.0.0.0/8, separated by commas");

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
}

function isAddressBlock(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Every variable by its name, with its default, and what is wrong with it in words that follow the name. */
export const environmentSchema = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  PUBLIC_URL: httpUrl
    .refine(
      (url) => new URL(url).pathname === "/",
      "must have no path: the dashboard is served at the root of its host",
    )
    .optional(),
  OBJECTS_PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, "must be a URL such as postgres://user:password@db.example.com/images")
    .optional(),
  DATABASE_POOL_SIZE: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(2, "must be 2 or more: one connection waits while another works")
    .max(1_000, "must be 1000 or less")
    .default(10),
  DATABASE_STATEMENT_TIMEOUT_SECONDS: z.coerce
    .number("must be a number of seconds")
    .positive("must be more than 0 seconds")
    .max(600, "must be 600 seconds or less")
    .default(10),
  S3_BUCKET: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      "must be a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens",
    )
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-authenticating-authorizing.html
    .refine(
      (name) => !name.endsWith("--x-s3"),
      "must be a general purpose bucket: what is signed for a directory bucket (S3 Express) ends after five minutes",
    )
    .optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_PUBLIC_ENDPOINT: httpUrl.optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: z.enum(["on", "off"], "must be on or off").default("off"),
  VERIFY_UPLOADS: z.enum(["on", "off"], "must be on or off").default("on"),
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
      (origins) =>
        origins.every((origin) => ORIGIN.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin),
      "must be origins such as https://storage.example.com or https://*.storage.example.com, separated by commas",
    )
    .optional(),
  STALE_UPLOAD_DAYS: days.default(7),
  DELETED_RETENTION_DAYS: days.default(30),
  SESSION_IDLE_HOURS: hours.default(12),
  SESSION_LIFETIME_DAYS: days.default(7),
  TRUSTED_PROXIES: addresses.default([]),
  REQUESTS_PER_MINUTE: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(0, "must be 0, for no limit, or more")
    .default(6_000),
  AUDIT_RETENTION_DAYS: days.default(365),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default("127.0.0.1"),
  MIN_FREE_DISK_MIB: z.coerce.number("must be a number").min(0, "must be 0 or more").default(1_024),
  SHUTDOWN_DRAIN_SECONDS: z.coerce.number("must be a number of seconds").min(0).max(300).default(0),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number("must be a number of seconds").min(0).max(3_600).default(20),
  EMBEDDED_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,4096}$/, "must be at least 32 printable ASCII characters without spaces")
    .optional(),
});

export type Values = z.infer<typeof environmentSchema>;
