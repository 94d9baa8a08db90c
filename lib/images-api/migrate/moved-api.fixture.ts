import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import pino from "pino";
import { z } from "zod";
import { openImagesApi } from "@/lib/images-api/images-api";
import type { BucketOptions } from "@/lib/images-api/objects/s3/client";
import type { DatabaseOptions } from "@/lib/images-api/stores/store-options";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where an images API keeps what it has. */
export interface Place {
  dataDirectory: string;
  database: DatabaseOptions | null;
  bucket: BucketOptions | null;
}

const replySchema = z.looseObject({ id: z.string().default(""), url: z.string().default("") });

/** The images API on some stores, as clients see it, for as long as a test needs it. */
export class MovedApi {
  private constructor(
    readonly url: string,
    readonly token: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(place: Place, adminToken: string): Promise<MovedApi> {
    const server = createServer((request, response) => api.handle(request, response));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    const publicUrl = new URL(`http://127.0.0.1:${address.port}`);
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
    };
    const api = await openImagesApi({
      ...place,
      publicUrl,
      verifyUploads: true,
      staleUploadMs: 7 * DAY_MS,
      retainDeletedMs: 30 * DAY_MS,
      retainAuditMs: 365 * DAY_MS,
      requestsPerMinute: null,
      trustedProxies: [],
      adminToken,
      log: pino({ level: "silent" }),
    }).catch(async (error: unknown) => {
      await close();
      throw error;
    });
    return new MovedApi(publicUrl.origin, adminToken, async () => {
      await close();
      await api.close();
    });
  }

  async request(method: string, path: string, json?: unknown): Promise<z.output<typeof replySchema>> {
    const response = await fetch(this.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${text}`);
    return replySchema.parse(JSON.parse(text));
  }

  async create(name: string): Promise<string> {
    return (await this.request("POST", "/v2/images", { name })).id;
  }

  async sendPart(id: string, partNumber: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { url } = await this.request("POST", `/v2/images/${id}/parts`, { part_id: partNumber });
    const response = await fetch(url, { method: "PUT", body: bytes });
    if (!response.ok) throw new Error(`The part was refused: ${await response.text()}`);
  }

  /** An image of these parts. @returns its id */
  async upload(name: string, ...parts: Uint8Array<ArrayBuffer>[]): Promise<string> {
    const id = await this.create(name);
    for (const [index, bytes] of parts.entries()) await this.sendPart(id, index + 1, bytes);
    return id;
  }

  /** @param sha256 of the parts put one after the other, unless another one is declared */
  async complete(id: string, sha256: string): Promise<z.output<typeof replySchema>> {
    return this.request("POST", `/v2/images/${id}/complete`, { sha256 });
  }

  async download(id: string): Promise<Buffer> {
    const { url } = await this.request("GET", `/v2/images/${id}/download`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The download was answered with ${response.status}.`);
    return Buffer.from(await response.arrayBuffer());
  }
}

export function sha256Of(...parts: Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
