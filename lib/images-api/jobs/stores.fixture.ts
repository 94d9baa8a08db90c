import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { imageRows } from "@/lib/images-api/image-rows";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { type DiskObjectStore, openDiskObjectStore } from "@/lib/images-api/objects/disk/disk-object-store";

/** Both stores for real: SQLite, a disk store in a folder, and an HTTP server that takes its parts. */
export interface OpenedStores {
  directory: string;
  metadata: MetadataStore;
  objects: DiskObjectStore;
  log: pino.Logger;
  /** What was logged, one parsed line each. */
  logged: ({ level: number; msg: string } & Record<string, unknown>)[];
  /** Creates a row and sends its parts. @returns the whole file's SHA-256 */
  upload(imageId: string, ...parts: Buffer[]): Promise<string>;
  /** Puts everything away, the folder too unless it is kept. */
  dispose(options?: { keep: boolean }): Promise<void>;
}

export async function openStores(kept?: string): Promise<OpenedStores> {
  const directory = kept ?? (await mkdtemp(join(tmpdir(), "images-jobs-")));
  const logged: OpenedStores["logged"] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const metadata = await openSqliteMetadataStore(join(directory, "images.db"), undefined, { asServer: true });
  const objects = await openDiskObjectStore({
    directory: join(directory, "objects"),
    publicUrl: new URL(`http://127.0.0.1:${address.port}`),
    signingKey: randomBytes(32),
    rows: imageRows(metadata),
    log,
  });
  server.on("request", (request, response) => void objects.handle(request, response));
  return {
    directory,
    metadata,
    objects,
    log,
    logged,
    async upload(imageId, ...parts) {
      await metadata.createImage({ id: imageId, owner: "ops", name: imageId, createdAt: Date.now() });
      for (const [index, part] of parts.entries()) {
        const { url } = await objects.presignPart(imageId, index + 1);
        const response = await fetch(url, { method: "PUT", body: new Uint8Array(part) });
        if (!response.ok) throw new Error(`Part ${index + 1} was answered with ${response.status}.`);
      }
      return createHash("sha256").update(Buffer.concat(parts)).digest("hex");
    },
    async dispose({ keep } = { keep: false }) {
      await objects.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      await metadata.close();
      if (!keep) await rm(directory, { recursive: true, force: true });
    },
  };
}
