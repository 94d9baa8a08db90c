import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import { StartCommand, freePort } from "@/e2e/support/start-command";

const execute = promisify(execFile);

const STATUS_INTERVAL_MS = 100;

/** The server that is measured: `npm start` with an empty folder of its own, and its images API as a script uses it. */
export class Service {
  private constructor(
    readonly port: number,
    readonly token: string,
    readonly dataDirectory: string,
    private readonly command: StartCommand,
  ) {}

  /** @param environment which stores, where not those in its folder */
  static async start(dataDirectory: string, environment: Record<string, string> = {}): Promise<Service> {
    const port = await freePort();
    const token = `images_${randomBytes(32).toString("base64url")}`;
    const command = new StartCommand({
      ...environment,
      PORT: String(port),
      DATA_DIR: dataDirectory,
      EMBEDDED_ADMIN_TOKEN: token,
    });
    await command.printed(/is ready/);
    return new Service(port, token, dataDirectory, command);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get processId(): number {
    return this.command.processId;
  }

  /** A new operator's token of an owner, by the admin command. */
  async createToken(owner: string): Promise<string> {
    const words = ["--import", "tsx", "scripts/admin.ts", "token", "create", "--owner", owner, "--role", "operator"];
    const { stdout } = await execute(process.execPath, words, {
      env: { ...process.env, DATA_DIR: this.dataDirectory },
    });
    const token = /images_[A-Za-z0-9_-]{43}/.exec(stdout)?.[0];
    if (token === undefined) throw new Error(`The admin command printed no token:\n${stdout}`);
    return token;
  }

  async stop(): Promise<void> {
    await this.command.stop("SIGTERM");
  }

  /** Makes an image that waits for its upload. @returns its id */
  async createImage(name: string): Promise<string> {
    return (await this.#ask("POST", "/v2/images", z.object({ id: z.string() }), { name })).id;
  }

  async partUrl(imageId: string, partNumber: number): Promise<string> {
    const path = `/v2/images/${imageId}/parts`;
    return (await this.#ask("POST", path, z.object({ url: z.string() }), { part_id: partNumber })).url;
  }

  /** Declares an upload complete, and waits until its bytes were verified. */
  async completeImage(imageId: string, sha256: string): Promise<void> {
    await this.#ask("POST", `/v2/images/${imageId}/complete`, z.unknown(), { sha256 });
    const image = z.object({ upload_status: z.string() });
    for (;;) {
      const { upload_status: status } = await this.#ask("GET", `/v2/images/${imageId}`, image);
      if (status === "completed") return;
      if (status === "failed") throw new Error(`The upload of ${imageId} failed.`);
      await delay(STATUS_INTERVAL_MS);
    }
  }

  async downloadUrl(imageId: string): Promise<string> {
    return (await this.#ask("GET", `/v2/images/${imageId}/download`, z.object({ url: z.string() }))).url;
  }

  /** Deletes every image, and its bytes at once: the server would keep them for a while, and a run makes a hundred GiB. */
  async deleteImages(): Promise<void> {
    const list = z.object({ data: z.array(z.object({ id: z.string() })) });
    const { data } = await this.#ask("GET", "/v2/images", list);
    const ids = new Set(data.map(({ id }) => id));
    for (const id of ids) await this.#ask("DELETE", `/v2/images/${id}`, z.unknown());
    const entries = await readdir(this.dataDirectory, { recursive: true, withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && ids.has(entry.name));
    await Promise.all(folders.map((folder) => rm(join(folder.parentPath, folder.name), { recursive: true })));
  }

  async #ask<Answer>(method: string, path: string, schema: z.ZodType<Answer>, body?: unknown): Promise<Answer> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return schema.parse(await response.json());
  }
}
