import { z } from "zod";

// What `npm run bench` measures. All can be changed by the environment, so that one question can be asked alone.

export const MIB = 1024 * 1024;

export const LINE_NAMES = ["loopback", "gigabit", "far"] as const;
export type LineName = (typeof LINE_NAMES)[number];

export const CONTENDER_NAMES = ["ours", "floor", "hash-after", "uppy", "curl"] as const;
export type ContenderName = (typeof CONTENDER_NAMES)[number];

/** What the pages part measures. */
export const PAGES_MEASURES = ["load", "keys", "scroll", "memory", "javascript", "session", "lighthouse"] as const;
export type PagesMeasure = (typeof PAGES_MEASURES)[number];

/** Sizes in MiB for each line. A slow line takes its time, and its ratios do not depend on the size. */
const SIZES_MIB: Record<LineName, readonly number[]> = { loopback: [1024, 4096], gigabit: [1024], far: [512] };

function list<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z
    .string()
    .default(names.join(","))
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(names)));
}

const environmentSchema = z.object({
  BENCH_LINES: list(LINE_NAMES),
  BENCH_CONTENDERS: list(CONTENDER_NAMES),
  BENCH_MIB: z
    .string()
    .transform((text) => text.split(",").map(Number))
    .pipe(z.array(z.int().positive()))
    .optional(),
  BENCH_ROUNDS: z.coerce.number().int().positive().default(3),
  BENCH_RESUME: z.enum(["on", "off"]).default("on"),
  BENCH_RESULTS: z.string().default("bench/results/latest.json"),
  BENCH_IMAGES: z.coerce.number().int().min(100).default(10_000),
  BENCH_FEW_IMAGES: z.coerce.number().int().min(30).default(100),
  BENCH_PAGES: list(PAGES_MEASURES),
  BENCH_PAGES_RESULTS: z.string().default("bench/results/pages.json"),
  BENCH_LOAD_CLIENTS: z.coerce.number().int().positive().default(200),
  BENCH_LOAD_SECONDS: z.coerce.number().int().positive().default(60),
  BENCH_LOAD_RESULTS: z.string().default("bench/results/server-load.json"),
  BENCH_SERVER_ROWS: z
    .string()
    .default("1000,100000,1000000")
    .transform((text) => text.split(",").map(Number))
    .pipe(z.array(z.int().min(200)).min(1)),
  BENCH_SERVER_REQUESTS: z.coerce.number().int().min(100).default(1_000),
  BENCH_SERVER_SECONDS: z.coerce.number().positive().default(1.5),
  BENCH_SERVER_ENGINES: z.enum(["on", "off"]).default("on"),
  BENCH_SERVER_MIB: z.coerce.number().int().multipleOf(16).min(64).default(1024),
  BROWSER_PATH: z.string().optional(),
  BENCH_S3_ENDPOINT: z.url().optional(),
  BENCH_S3_REGION: z.string().default("us-east-1"),
  BENCH_S3_BUCKET: z.string().default("images-dashboard-bench"),
  BENCH_S3_ACCESS_KEY_ID: z.string().default(""),
  BENCH_S3_SECRET_ACCESS_KEY: z.string().default(""),
});

/** An S3 engine to compare with. */
export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const environment = environmentSchema.parse(process.env);

export const settings = {
  lines: environment.BENCH_LINES,
  contenders: environment.BENCH_CONTENDERS,
  rounds: environment.BENCH_ROUNDS,
  withResume: environment.BENCH_RESUME === "on",
  resultsFile: environment.BENCH_RESULTS,
  pages: {
    images: environment.BENCH_IMAGES,
    fewImages: environment.BENCH_FEW_IMAGES,
    measures: environment.BENCH_PAGES,
    resultsFile: environment.BENCH_PAGES_RESULTS,
  },
  serverLoad: {
    clients: environment.BENCH_LOAD_CLIENTS,
    seconds: environment.BENCH_LOAD_SECONDS,
    resultsFile: environment.BENCH_LOAD_RESULTS,
  },
  server: {
    /** Images of one owner, ascending. */
    rows: environment.BENCH_SERVER_ROWS.toSorted((one, other) => one - other),
    /** Of each operation, one after the other. */
    requests: environment.BENCH_SERVER_REQUESTS,
    /** For which many ask at once, in each of two rounds. */
    seconds: environment.BENCH_SERVER_SECONDS,
    fileMib: environment.BENCH_SERVER_MIB,
    /** Whether Postgres and an S3 store are started for it. */
    withEngines: environment.BENCH_SERVER_ENGINES === "on",
  },
  browserPath: environment.BROWSER_PATH,
  s3: s3Settings(),
  sizesMib: (line: LineName): readonly number[] => environment.BENCH_MIB ?? SIZES_MIB[line],
};

function s3Settings(): S3Settings | null {
  if (environment.BENCH_S3_ENDPOINT === undefined) return null;
  return {
    endpoint: environment.BENCH_S3_ENDPOINT,
    region: environment.BENCH_S3_REGION,
    bucket: environment.BENCH_S3_BUCKET,
    accessKeyId: environment.BENCH_S3_ACCESS_KEY_ID,
    secretAccessKey: environment.BENCH_S3_SECRET_ACCESS_KEY,
  };
}
