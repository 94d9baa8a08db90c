import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Servers } from "@/lib/images-api/migrate/moved-store.fixture";

/** `npm run admin -- …` on servers' engines, as a process of its own, which can be killed. */
export class AdminCommand {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  #output = "";

  constructor({ dataDirectory, database, bucket }: Servers, ...words: string[]) {
    this.#child = spawn(process.execPath, ["--import", "tsx", "scripts/admin.ts", ...words], {
      env: {
        ...process.env,
        DATA_DIR: dataDirectory,
        DATABASE_URL: database.url,
        SESSION_SECRET: "a secret of thirty-two characters",
        S3_BUCKET: bucket.name,
        S3_ENDPOINT: bucket.endpoint.href,
        S3_REGION: bucket.region,
        S3_ACCESS_KEY_ID: bucket.credentials?.accessKeyId,
        S3_SECRET_ACCESS_KEY: bucket.credentials?.secretAccessKey,
        S3_FORCE_PATH_STYLE: "on",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => void (this.#output += text));
    }
    this.#ended = once(this.#child, "close");
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** @returns its exit code and all that it printed */
  async end(): Promise<{ code: number | null; output: string }> {
    await this.#ended;
    return { code: this.#child.exitCode, output: this.#output };
  }
}
