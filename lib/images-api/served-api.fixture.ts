import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { sql } from "kysely";
import pino from "pino";
import { z } from "zod";
import { dataFiles } from "./data-files";
import { type ImagesApi, type ImagesApiOptions, openImagesApi } from "./images-api";
import { openDatabase, openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore, TokenRole } from "@/lib/images-api/metadata/types";
import { hashToken, mintToken, newTokenId } from "@/lib/images-api/tokens/token";

const DAY_MS = 24 * 60 * 60 * 1000;

const replySchema = z.looseObject({
  id: z.string().default(""),
  url: z.string().default(""),
  data: z.array(z.looseObject({ id: z.string() })).default([]),
  error: z.looseObject({ type: z.string(), message: z.string() }).optional(),
});

export interface Reply {
  status: number;
  headers: Headers;
  body: z.output<typeof replySchema>;
}

export type ServedStores = Partial<Pick<ImagesApiOptions, "database" | "bucket" | "verifyUploads" | "patienceMs">>;

/** The images API behind a real HTTP server, in a folder of its own; for tests. */
export class ServedApi {
  readonly dataDirectory: string;
  readonly logLines: string[] = [];
  api: ImagesApi | null = null;
  #server: Server | null = null;
  #port = 0;
  #requestsPerMinute: number | null = null;
  #bodyTimeoutMs = 30_000;
  #stores: ServedStores = {};

  private constructor(dataDirectory: string) {
    this.dataDirectory = dataDirectory;
  }

  static async start(
    options: {
      adminToken?: string;
      requestsPerMinute?: number;
      bodyTimeoutMs?: number;
      /** SQLite and disk without it. */
      stores?: ServedStores;
    } = {},
  ): Promise<ServedApi> {
    const served = new ServedApi(await mkdtemp(join(tmpdir(), "images-api-")));
    served.#stores = options.stores ?? {};
    served.#bodyTimeoutMs = options.bodyTimeoutMs ?? 30_000;
    served.#requestsPerMinute = options.requestsPerMinute ?? null;
    try {
      await served.open(options.adminToken);
    } catch (error) {
      await served.remove();
      throw error;
    }
    return served;
  }

  /** Starts on a free port; a second time on the same one, so that links stay good. */
  async open(adminToken?: string): Promise<void> {
    const server = createServer((request, response) => this.api?.handle(request, response));
    await once(server.listen(this.#port, "127.0.0.1"), "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server has no port.");
    this.#port = address.port;
    this.#server = server;
    const lines = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.logLines.push(chunk.toString());
        done();
      },
    });
    this.api = await openImagesApi({
      dataDirectory: this.dataDirectory,
      publicUrl: new URL(`http://127.0.0.1:${this.#port}`),
      database: null,
      bucket: null,
      verifyUploads: true,
      ...this.#stores,
      staleUploadMs: 7 * DAY_MS,
      retainDeletedMs: 30 * DAY_MS,
      retainAuditMs: 365 * DAY_MS,
      bodyTimeoutMs: this.#bodyTimeoutMs,
      requestsPerMinute: this.#requestsPerMinute,
      trustedProxies: [],
      adminToken,
      log: pino({ level: "debug" }, lines),
    });
  }

  get port(): number {
    return this.#port;
  }

  /** Ends the program and leaves its data. */
  async stop(): Promise<void> {
    this.#server?.close();
    this.#server?.closeAllConnections();
    await this.api?.close();
    this.#server = null;
    this.api = null;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataDirectory, { recursive: true });
  }

  /** Works on the rows from outside, as the admin command does. */
  async withRows<Result>(work: (store: MetadataStore) => Promise<Result>): Promise<Result> {
    const store = await openSqliteMetadataStore(dataFiles.metadata(this.dataDirectory));
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  /** From outside: nothing can be written into a table any more. */
  async breakTable(table: string): Promise<void> {
    const database = await openDatabase(dataFiles.metadata(this.dataDirectory));
    await sql`create trigger ${sql.ref(`broken_${table}`)} before insert on ${sql.table(table)}
      begin select raise(abort, 'broken'); end`.execute(database);
    await database.destroy();
  }

  async makeToken(owner: string, role: TokenRole, expiresAt: number | null = null): Promise<string> {
    const token = mintToken();
    const row = { id: newTokenId(), hash: hashToken(token), owner, role, createdAt: Date.now(), expiresAt };
    await this.withRows((store) => store.createToken(row));
    return token;
  }

  async request(
    token: string,
    method: string,
    path: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const response = await fetch(`http://127.0.0.1:${this.#port}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...headers },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: response.status, headers: response.headers, body: replySchema.parse(await response.json()) };
  }

  /** Makes an image and sends its only part. @returns its id */
  async upload(token: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const { id } = (await this.request(token, "POST", "/v2/images", { name })).body;
    const { url } = (await this.request(token, "POST", `/v2/images/${id}/parts`, { part_id: 1 })).body;
    const put = await fetch(url, { method: "PUT", body: bytes });
    if (put.status !== 200) throw new Error(`The part was refused: ${await put.text()}`);
    return id;
  }
}
