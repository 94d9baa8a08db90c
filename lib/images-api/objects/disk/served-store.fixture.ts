import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import pino from "pino";
import type { ImageRows } from "@/lib/images-api/objects/types";
import { type DiskObjectStore, type DiskObjectStoreOptions, openDiskObjectStore } from "./disk-object-store";

/** A disk store in a temporary folder behind a real HTTP server. */
export interface ServedStore {
  store: DiskObjectStore;
  directory: string;
  port: number;
  signingKey: Buffer;
  /** Opens a connection and writes `head`, lines without their ends, as the beginning of a request. */
  rawRequest(...head: string[]): Socket;
  dispose(): Promise<void>;
}

/** Rows that allow whatever the bytes allow. */
const WILLING_ROWS: ImageRows = {
  isKnown: () => Promise.resolve(true),
  takesParts: () => Promise.resolve(true),
  recordPart: () => Promise.resolve(true),
  mayBeDownloaded: (_imageId, sizeBytes) => Promise.resolve(sizeBytes > 0 ? "yes" : "damaged"),
};

export type ServeStoreOptions = Partial<Omit<DiskObjectStoreOptions, "rows"> & { rows: Partial<ImageRows> }>;

export async function serveStore(options: ServeStoreOptions = {}): Promise<ServedStore> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "disk-objects-")));
  const signingKey = randomBytes(32);
  const server = createServer({ requestTimeout: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const { port } = address;
  const store = await openDiskObjectStore({
    directory,
    publicUrl: new URL(`http://127.0.0.1:${port}`),
    signingKey,
    log: pino({ level: "silent" }),
    ...options,
    rows: { ...WILLING_ROWS, ...options.rows },
  });
  server.on("request", (request, response) => void store.handle(request, response));
  server.on("checkContinue", (request, response) => void store.handle(request, response));
  return {
    store,
    directory,
    port,
    signingKey,
    rawRequest(...head) {
      const socket = connect(port, "127.0.0.1");
      socket.write(`${[...head, "Host: localhost"].join("\r\n")}\r\n\r\n`);
      return socket;
    },
    async dispose() {
      await store.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The path and query of a URL, as a request line needs it. */
export function targetOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Everything that a server says until it ends the connection. */
export async function untilClosed(socket: Socket): Promise<string> {
  return text(socket);
}
