import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { serveStore, type ServedStore, type ServeStoreOptions, targetOf } from "./served-store.fixture";

const ID = "image_get";
const SHA256 = "0123456789abcdef".repeat(4);
const ETAG = `"${SHA256}"`;

let served: ServedStore;
let url: string;
afterEach(() => served.dispose());

async function serveImage(parts: Buffer[], options: ServeStoreOptions = {}): Promise<Buffer> {
  served = await serveStore(options);
  for (const [index, part] of parts.entries()) {
    const target = await served.store.presignPart(ID, index + 1);
    await fetch(target.url, { method: "PUT", body: new Uint8Array(part) });
  }
  await served.store.seal(ID);
  ({ url } = await served.store.presignDownload({ id: ID, name: "debian-13.img", sha256: SHA256 }));
  return Buffer.concat(parts);
}

/** Files of the store that this process has open. */
function openFiles(): string[] {
  return openPaths().filter((path) => path.includes(served.directory));
}

function openPaths(): string[] {
  const descriptors = "/proc/self/fd";
  // Systems without /proc, such as macOS, come with lsof.
  if (!existsSync(descriptors))
    return execFileSync("lsof", ["-p", String(process.pid), "-Fn"])
      .toString()
      .split("\n");
  return readdirSync(descriptors).map((descriptor) => {
    try {
      return readlinkSync(join(descriptors, descriptor));
    } catch {
      return "";
    }
  });
}

test("any range is that slice of the image", async () => {
  const bytes = await serveImage([randomBytes(50), randomBytes(1), randomBytes(50)]);
  const position = fc.nat(bytes.length - 1);
  await fc.assert(
    fc.asyncProperty(position, position, async (one, other) => {
      const [first, last] = [Math.min(one, other), Math.max(one, other)];
      const response = await fetch(url, { headers: { Range: `bytes=${first}-${last}` } });
      expect(response.status).toBe(206);
      expect(response.headers.get("content-range")).toBe(`bytes ${first}-${last}/${bytes.length}`);
      expect(response.headers.get("content-length")).toBe(String(last - first + 1));
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(first, last + 1));
    }),
    { numRuns: 40 },
  );
});

test.each([
  [{ "If-None-Match": ETAG }, 304],
  [{ "If-None-Match": '"other"' }, 200],
  [{ Range: "bytes=0-1", "If-Range": ETAG }, 206],
  [{ Range: "bytes=0-1", "If-Range": '"other"' }, 200],
  [{ Range: "bytes=0-1,5-6" }, 200],
  [{ Range: "bytes=-3" }, 206],
  [{ Range: "bytes=10-" }, 416],
])("%j is answered with %d", async (headers, status) => {
  await serveImage([randomBytes(10)]);
  const response = await fetch(url, { headers });
  expect(response.status).toBe(status);
  expect(response.headers.get("etag")).toBe(ETAG);
  await response.arrayBuffer();
});

test("HEAD tells what GET would send, and sends nothing", async () => {
  await serveImage([randomBytes(10), randomBytes(5)]);
  const response = await fetch(url, { method: "HEAD", headers: { Range: "bytes=0-1" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("15");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="debian-13.img"');
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await response.text()).toBe("");
});

test("pages of any origin may read it, with a preflight or without", async () => {
  await serveImage([randomBytes(10)]);
  const preflight = await fetch(url, { method: "OPTIONS", headers: { Origin: "https://example.com" } });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-methods")).toBe("PUT, GET, HEAD");
  expect(preflight.headers.get("access-control-allow-headers")).toBe("Content-Type, Content-MD5, Range, If-Range");
  for (const response of [preflight, await fetch(url), await fetch(`${url}x`)]) {
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  }
});

test("a changed link is refused", async () => {
  await serveImage([randomBytes(10)]);
  for (const changed of [
    url.replace("debian-13.img", "debian-12.img"),
    url.replace("sha256=0", "sha256=1"),
    url.replace(/expires=(\d+)/, (_, seconds: string) => `expires=${Number(seconds) + 1}`),
    url.replace(/signature=(.)/, (_, first: string) => `signature=${first === "_" ? "-" : "_"}`),
  ]) {
    expect(changed).not.toBe(url);
    expect((await fetch(changed)).status).toBe(403);
  }
  expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(405);
});

test("a reader that halts now and then gets every byte of what is sent from the same few buffers", async () => {
  const bytes = await serveImage([randomBytes(7_000_001), randomBytes(12_000_000)]);
  const response = await fetch(url);
  const received: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    received.push(chunk);
    // Long enough for the system to refuse more, and for whatever is not waited for to be written over.
    if (received.length % 50 === 1) await meanwhile();
  }
  expect(Buffer.concat(received).equals(bytes)).toBe(true);
});

/** Takes a moment in which everything else goes on. */
async function meanwhile(): Promise<void> {
  for (let look = 0; look < 20; look++) await readdir(served.directory);
}

test("a reader that goes away leaves no file open", async () => {
  await serveImage([randomBytes(30_000_000)]);
  const socket = served.rawRequest(`GET ${targetOf(url)} HTTP/1.1`);
  await once(socket, "data");
  socket.pause();
  expect(openFiles()).toHaveLength(1);
  socket.destroy();
  await expect.poll(openFiles).toEqual([]);
});

test("a reader that stops reading is cut, and leaves no file open", async () => {
  await serveImage([randomBytes(30_000_000)], { readStallTimeoutMs: 200 });
  const socket = served.rawRequest(`GET ${targetOf(url)} HTTP/1.1`);
  await once(socket, "data");
  socket.pause();
  await expect.poll(openFiles).toEqual([]);
  socket.on("error", () => undefined);
  socket.resume();
  await once(socket, "close");
  expect(socket.bytesRead).toBeLessThan(30_000_000);
});

test("a part that is lost in the middle cuts the download instead of shortening it", async () => {
  // More than the sockets between hold: the last part is not open yet while nobody reads.
  await serveImage([randomBytes(1000), randomBytes(30_000_000), randomBytes(1000)]);
  const socket = served.rawRequest(`GET ${targetOf(url)} HTTP/1.1`);
  const [head] = await once(socket, "data");
  socket.pause();
  await rm(join(served.directory, "sealed", ID, "3"));
  socket.on("error", () => undefined).resume();
  await once(socket, "close");
  expect(String(head)).toContain("Content-Length: 30002000");
  expect(socket.bytesRead).toBeLessThan(30_002_000);
});
