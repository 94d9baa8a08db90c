import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { bucketEnvironment, type S3Settings } from "@/e2e/support/engines/buckets";

const execute = promisify(execFile);

/** Parts in flight, as the dashboard has them. */
export const PARTS_IN_FLIGHT = 4;

/** Debian's: another one on the path may want what the store lacks. */
const AWS = "/usr/bin/aws";

const CURL = ["--fail", "--silent", "--show-error"];

async function seconds(command: string, words: readonly string[], environment: Record<string, string> = {}) {
  const begin = performance.now();
  await execute(command, words, { env: { ...process.env, ...environment } });
  return (performance.now() - begin) / 1000;
}

/** The whole file in one PUT. @returns seconds, as everything here */
export function putFile(path: string, url: string): Promise<number> {
  return seconds("curl", [...CURL, "--upload-file", path, url]);
}

/** Each part in a PUT of its own, some at a time. @param parts files @param urls for each of them */
export async function putParts(folder: string, parts: readonly string[], urls: readonly string[]): Promise<number> {
  const config = join(folder, "curl.config");
  await writeFile(config, parts.map((part, index) => `upload-file = "${part}"\nurl = "${urls[index]}"\n`).join(""));
  return seconds("curl", [...CURL, "--parallel", "--parallel-max", String(PARTS_IN_FLIGHT), "--config", config]);
}

/** Several readers of the same bytes at once. */
export async function download(url: string, streams: number): Promise<number> {
  const begin = performance.now();
  await Promise.all(Array.from({ length: streams }, () => execute("curl", [...CURL, "--output", "/dev/null", url])));
  return (performance.now() - begin) / 1000;
}

export function hasAws(): boolean {
  return existsSync(AWS);
}

/** `aws s3 cp` as it is, its start included. */
export function awsCopy(path: string, s3: S3Settings, bucket: string): Promise<number> {
  const { S3_ACCESS_KEY_ID = "", S3_SECRET_ACCESS_KEY = "", S3_REGION = "" } = bucketEnvironment(s3, bucket);
  return seconds(AWS, ["s3", "cp", path, `s3://${bucket}/aws`, "--endpoint-url", s3.endpoint, "--only-show-errors"], {
    AWS_ACCESS_KEY_ID: S3_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: S3_SECRET_ACCESS_KEY,
    AWS_DEFAULT_REGION: S3_REGION,
  });
}
