import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import pino from "pino";
import { s3Client, type S3Settings } from "@/e2e/support/engines/buckets";
import { createBucket } from "@/e2e/support/engines/run-engines";
import { createSchema } from "@/e2e/support/engines/schemas";
import { type BucketProxy, startProxy } from "@/lib/images-api/objects/s3/bucket-proxy.fixture";
import { openStores, type Stores } from "@/lib/images-api/stores/open-stores";
import type { Lease } from "./lease";

/** Looked after so often that a test need not wait for what a server notices by that; outlasts a busy machine's pauses. */
export const WATCHED_LEASE: Lease = { forMs: 30_000, keepEveryMs: 200 };

/** What one of several servers on the same rows and bytes has. */
export interface TestServer extends Stores {
  log: pino.Logger;
  /** Parsed lines. */
  logged: ({ level: number; msg: string } & Record<string, unknown>)[];
  /** Between this server alone and the bucket. */
  proxy: BucketProxy;
}

/** Servers on one new database and one new bucket. */
export class TestServers {
  readonly #servers: TestServer[] = [];

  private constructor(
    private readonly dataDirectory: string,
    private readonly url: string,
    private readonly settings: S3Settings & { bucket: string },
  ) {}

  static async create(): Promise<TestServers> {
    const folder = await mkdtemp(join(tmpdir(), "images-servers-"));
    return new TestServers(folder, await createSchema(), await createBucket());
  }

  async open(): Promise<TestServer> {
    const { bucket: name, endpoint, region, accessKeyId, secretAccessKey } = this.settings;
    const proxy = await startProxy(new URL(endpoint));
    const logged: TestServer["logged"] = [];
    const log = pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
    const stores = await openStores({
      dataDirectory: this.dataDirectory,
      publicUrl: new URL("http://127.0.0.1"),
      database: { url: this.url, poolSize: 4, statementTimeoutMs: 10_000 },
      bucket: {
        name,
        region,
        endpoint: proxy.endpoint,
        publicEndpoint: new URL(endpoint),
        forcePathStyle: true,
        credentials: { accessKeyId, secretAccessKey },
      },
      log,
    });
    const server = { ...stores, log, logged, proxy };
    this.#servers.push(server);
    return server;
  }

  /** As somebody does who brings an image's bytes back from elsewhere. */
  async putObject(imageId: string, bytes: Buffer): Promise<void> {
    const client = s3Client(this.settings);
    await client.send(
      new PutObjectCommand({ Bucket: this.settings.bucket, Key: `images/${imageId}`, Body: new Uint8Array(bytes) }),
    );
    client.destroy();
  }

  async dispose(): Promise<void> {
    for (const server of this.#servers) {
      await server.close();
      await server.proxy.close();
    }
    await rm(this.dataDirectory, { recursive: true });
  }
}

/** What requests wait for until they are let go. */
export function holdBack(): { passed: Promise<"pass">; letGo(): void } {
  const gate = new AbortController();
  return { passed: once(gate.signal, "abort").then(() => "pass"), letGo: () => gate.abort() };
}

/** Creates an image and sends its parts. @returns their SHA-256 */
export async function upload({ metadata, objects }: Stores, imageId: string, ...parts: Buffer[]): Promise<string> {
  await metadata.createImage({ id: imageId, owner: "ops", name: imageId, createdAt: Date.now() });
  for (const [index, part] of parts.entries()) {
    const { url } = await objects.presignPart(imageId, index + 1);
    const response = await fetch(url, { method: "PUT", body: new Uint8Array(part) });
    if (!response.ok) throw new Error(`Part ${index + 1} was answered with ${response.status}.`);
  }
  return createHash("sha256").update(Buffer.concat(parts)).digest("hex");
}

/** The same, and declares them complete. */
export async function freeze(stores: Stores, imageId: string, ...parts: Buffer[]): Promise<string> {
  const { metadata } = stores;
  const sha256 = await upload(stores, imageId, ...parts);
  if (!(await metadata.beginVerification(imageId, sha256, Date.now()))) throw new Error(`${imageId} takes no parts.`);
  return sha256;
}
