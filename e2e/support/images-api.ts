import { createHash } from "node:crypto";
import { z } from "zod";
import { serverSettings } from "./server-settings";

const createdSchema = z.object({ id: z.string() });
const statusSchema = z.object({ upload_status: z.string() });
const urlSchema = z.object({ url: z.string() });

/** The embedded images API with a token, as a script uses it: to prepare what a test looks at. */
export class ImagesApi {
  readonly #token: string;
  readonly #baseUrl: string;

  /** @param baseUrl of another server than the run's */
  constructor(token: string, baseUrl: string = serverSettings().baseUrl) {
    this.#token = token;
    this.#baseUrl = baseUrl;
  }

  /** Makes an image that waits for its upload. @returns its id */
  async createImage(name: string): Promise<string> {
    return createdSchema.parse(await this.#send("POST", "/v2/images", { name })).id;
  }

  /** Puts the only part of an image. */
  async putPart(id: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<void> {
    const { url } = urlSchema.parse(await this.#send("POST", `/v2/images/${id}/parts`, { part_id: 1 }));
    const response = await fetch(url, { method: "PUT", body: bytes });
    if (!response.ok) throw new Error(`${response.status} for a part: ${await response.text()}`);
  }

  async complete(id: string, sha256: string): Promise<void> {
    await this.#send("POST", `/v2/images/${id}/complete`, { sha256 });
  }

  /** Makes an image of these bytes and waits until it is verified. @returns its id */
  async createCompleted(name: string, bytes: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const id = await this.createImage(name);
    await this.putPart(id, bytes);
    await this.complete(id, createHash("sha256").update(bytes).digest("hex"));
    for (;;) {
      const { upload_status: status } = statusSchema.parse(await this.#send("GET", `/v2/images/${id}`));
      if (status === "completed") return id;
      if (status === "failed") throw new Error(`${name} failed.`);
    }
  }

  /** A download link's URL: another one in each second, for it says when it ends. */
  async downloadUrl(id: string): Promise<string> {
    return urlSchema.parse(await this.#send("GET", `/v2/images/${id}/download`)).url;
  }

  async deleteImage(id: string): Promise<void> {
    await this.#send("DELETE", `/v2/images/${id}`);
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.#baseUrl + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
}
