import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { stream } from "hono/streaming";
import { Once } from "@/e2e/support/fakes/harness/sentinels";

/** As S3 has it: a part but the last has at least so many bytes. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

/** For how long a URL works, in seconds. */
const URL_SECONDS = 900;

/** Object storage on an origin of its own. It takes presigned URLs, and no token. */
export class FakeStorage {
  readonly #secret = randomBytes(16).toString("hex");
  readonly #once = new Once();
  /** Set when it is served. */
  origin = "";

  private constructor(private readonly directory: string) {}

  static async open(): Promise<FakeStorage> {
    return new FakeStorage(await mkdtemp(join(tmpdir(), "images-dashboard-storage-")));
  }

  /** @param showsEtag whether scripts of other origins may read the ETag: many buckets are not set up for it */
  app({ showsEtag }: { showsEtag: boolean }): Hono {
    const app = new Hono();
    app.use(cors({ origin: "*", allowMethods: ["GET", "PUT"], exposeHeaders: showsEtag ? ["ETag"] : [] }));
    app.use(async (c, next) => {
      // S3 takes one way of proving who one is, and a presigned URL is one already.
      if (c.req.header("authorization") !== undefined) return c.text("Only one auth mechanism allowed", 400);
      if (!this.#isSigned(c.req.method, c.req.path, c.req.query())) return c.text("SignatureDoesNotMatch", 403);
      if (Number(c.req.query("expires")) < Date.now() / 1000) return c.text("Request has expired", 403);
      return next();
    });
    app.put("/:image/:part{[0-9]+}", async (c) => {
      const { image, part } = c.req.param();
      if (c.req.query("refused") === "once" && this.#once.first(`${image}/${part}`)) {
        return c.text("Request has expired", 403);
      }
      await mkdir(join(this.directory, image), { recursive: true });
      const md5 = createHash("md5");
      await pipeline(
        Readable.from(c.req.raw.body ?? []),
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            md5.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(join(this.directory, image, part)),
      );
      return c.body(null, 200, { etag: `"${md5.digest("hex")}"` });
    });
    app.get("/:image", async (c) => {
      const image = c.req.param("image");
      const size = await this.sizeOf(image);
      const start = Number(/^bytes=(\d+)-$/.exec(c.req.header("range") ?? "")?.[1] ?? 0);
      c.header("content-length", String(size - start));
      c.header("accept-ranges", "bytes");
      if (start > 0) {
        c.status(206);
        c.header("content-range", `bytes ${start}-${size - 1}/${size}`);
      }
      return stream(c, async (output) => {
        for await (const chunk of this.#read(image, start)) await output.write(chunk);
      });
    });
    return app;
  }

  /** A URL for one request without a token. @param query beside the signature */
  presign(
    method: "GET" | "PUT",
    path: string,
    query: Record<string, string> = {},
  ): { url: string; expires_at: number } {
    const expires_at = Math.floor(Date.now() / 1000) + URL_SECONDS;
    const url = new URL(path, this.origin);
    const signed = { ...query, expires: String(expires_at) };
    url.search = new URLSearchParams({ ...signed, signature: this.#sign(method, path, signed) }).toString();
    return { url: url.href, expires_at };
  }

  /** In bytes, of all parts together. */
  async sizeOf(image: string): Promise<number> {
    const sizes = await Promise.all((await this.#parts(image)).map(async (path) => (await stat(path)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** What is wrong with the parts as one object; null when nothing is. */
  async problemWith(image: string): Promise<string | null> {
    const paths = await this.#parts(image);
    const sizes = await Promise.all(paths.slice(0, -1).map(async (path) => (await stat(path)).size));
    if (paths.length === 0) return "No part was uploaded.";
    return sizes.some((size) => size < MIN_PART_BYTES) ? "A part is too small." : null;
  }

  /** Lower-case hex, of the bytes that arrived. */
  async sha256Of(image: string): Promise<string> {
    const hash = createHash("sha256");
    for await (const chunk of this.#read(image, 0)) hash.update(chunk);
    return hash.digest("hex");
  }

  /** Writes an object as if it had been uploaded. */
  async put(image: string, bytes: Uint8Array): Promise<void> {
    await mkdir(join(this.directory, image), { recursive: true });
    await pipeline(Readable.from([bytes]), createWriteStream(join(this.directory, image, "1")));
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  async #parts(image: string): Promise<string[]> {
    const folder = join(this.directory, image);
    const names = await readdir(folder).catch((): string[] => []);
    return names.toSorted((one, other) => Number(one) - Number(other)).map((name) => join(folder, name));
  }

  async *#read(image: string, start: number): AsyncGenerator<Buffer> {
    let skip = start;
    for (const path of await this.#parts(image)) {
      const { size } = await stat(path);
      if (skip < size) yield* createReadStream(path, { start: skip });
      skip = Math.max(0, skip - size);
    }
  }

  #sign(method: string, path: string, query: Record<string, string>): string {
    const { signature: _signature, ...signed } = query;
    const text = `${this.#secret} ${method} ${path} ${new URLSearchParams(signed).toString()}`;
    return createHash("sha256").update(text).digest("hex");
  }

  #isSigned(method: string, path: string, query: Record<string, string>): boolean {
    const given = Buffer.from(query["signature"] ?? "");
    const wanted = Buffer.from(this.#sign(method, path, query));
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
