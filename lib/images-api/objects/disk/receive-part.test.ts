import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { watch } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { serveStore, type ServedStore, type ServeStoreOptions, targetOf, untilClosed } from "./served-store.fixture";

const ID = "image_put";
const GIB = 1024 ** 3;

let served: ServedStore;
afterEach(() => served.dispose());

async function serve(options: ServeStoreOptions = {}) {
  served = await serveStore(options);
  return served.store;
}

async function startPut(length: number, ...headers: string[]): Promise<Socket> {
  const { url } = await served.store.presignPart(ID, 1);
  return served.rawRequest(`PUT ${targetOf(url)} HTTP/1.1`, `Content-Length: ${length}`, ...headers);
}

/** Resolves when a file in the folder of arriving parts came or went, and the folder then holds `count` files. */
async function incomingHolds(count: number): Promise<void> {
  const folder = join(served.directory, "incoming");
  const changes = watch(folder);
  try {
    for (;;) {
      // Listened for before the look: what changes while the answer is on its way would be heard by nobody, and nothing else comes.
      const change = once(changes, "change");
      if ((await readdir(folder)).length === count) return;
      await change;
    }
  } finally {
    changes.close();
  }
}

describe("a part that does not arrive whole", () => {
  test("leaves nothing when its connection breaks", async () => {
    const store = await serve();
    const socket = await startPut(1000);
    socket.write(randomBytes(500));
    await incomingHolds(1);
    socket.destroy();
    await incomingHolds(0);
    expect(await store.listParts(ID)).toEqual([]);
  });

  test("leaves the one that was there", async () => {
    const store = await serve();
    const { url } = await store.presignPart(ID, 1);
    await fetch(url, { method: "PUT", body: "whole" });
    const socket = await startPut(1000);
    socket.write(randomBytes(999));
    await incomingHolds(1);
    socket.end();
    await incomingHolds(0);
    expect(await readFile(join(served.directory, "open", ID, "1"), "utf8")).toBe("whole");
  });

  test("is cut with a 408 when it stalls", async () => {
    const store = await serve({ stallTimeoutMs: 100 });
    const socket = await startPut(1000);
    socket.write(randomBytes(10));
    const answer = await untilClosed(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain("Connection: close");
    expect(answer).toContain('"type":"request_timeout"');
    expect(await readdir(join(served.directory, "incoming"))).toEqual([]);
    expect(await store.listParts(ID)).toEqual([]);
  });

  test("may be slow while bytes come", async () => {
    const stallTimeoutMs = 1_000;
    const store = await serve({ stallTimeoutMs });
    // Often, for this machine may be slow as well, and for longer than a stall in all.
    const everyMs = 50;
    const bytes = randomBytes((1.4 * stallTimeoutMs) / everyMs);
    const socket = await startPut(bytes.length, "Connection: close");
    const answer = untilClosed(socket);
    let sent = 0;
    const drip = setInterval(() => socket.write(bytes.subarray(sent, ++sent)), everyMs);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
    clearInterval(drip);
    expect(await store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: bytes.length }]);
  });
});

describe("a part whose image is closed meanwhile", () => {
  test("is refused when the image was sealed, and the sealed bytes stay", async () => {
    const store = await serve();
    const { url } = await store.presignPart(ID, 1);
    await fetch(url, { method: "PUT", body: "first" });
    const socket = await startPut(6, "Connection: close");
    socket.write("sec");
    await incomingHolds(1);
    await store.seal(ID);
    socket.write("ond");
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 409 /);
    expect(await readFile(join(served.directory, "sealed", ID, "1"), "utf8")).toBe("first");
    expect(await readdir(join(served.directory, "incoming"))).toEqual([]);
  });

  test("is refused when the image was removed, and brings nothing back", async () => {
    const store = await serve();
    const socket = await startPut(6, "Connection: close");
    socket.write("sec");
    await incomingHolds(1);
    await store.remove(ID);
    socket.write("ond");
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 409 /);
    expect(await readdir(join(served.directory, "open"))).toEqual([]);
  });

  test("is refused when its row takes no parts any more", async () => {
    const store = await serve({ rows: { recordPart: () => Promise.resolve(false) } });
    const { url } = await store.presignPart(ID, 1);
    const response = await fetch(url, { method: "PUT", body: "x" });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ error: { type: "conflict" } });
  });

  test("is not acknowledged when the row cannot be told", async () => {
    const store = await serve({ rows: { recordPart: () => Promise.reject(new Error("secret detail")) } });
    const { url } = await store.presignPart(ID, 1);
    const response = await fetch(url, { method: "PUT", body: "x" });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
  });
});

test("the row is told after the part is in its place", async () => {
  const seen: string[][] = [];
  const store = await serve({
    rows: {
      async recordPart(imageId) {
        seen.push(await readdir(join(served.directory, "open", imageId)));
        return true;
      },
    },
  });
  const { url } = await store.presignPart(ID, 3);
  const response = await fetch(url, { method: "PUT", body: "x" });
  expect(response.status).toBe(200);
  expect(response.headers.get("etag")).toMatch(/^"[0-9a-f]+"$/);
  expect(seen).toEqual([["3"]]);
});

test("two PUTs of one part at the same time leave one of them whole", async () => {
  const store = await serve();
  const { url } = await store.presignPart(ID, 1);
  const bodies = ["a", "b", "c", "d"].map((letter) => letter.repeat(300_000));
  const answers = await Promise.all(bodies.map((body) => fetch(url, { method: "PUT", body })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(bodies).toContain(await readFile(join(served.directory, "open", ID, "1"), "utf8"));
});

describe("before the first byte", () => {
  test.each([
    [[`Content-Length: ${5 * GIB + 1}`], 413],
    [["Content-Length: 0"], 400],
    [["Transfer-Encoding: chunked"], 411],
    [[], 411],
  ])("a part with %j is refused with %d", async (headers, status) => {
    const store = await serve();
    const { url } = await store.presignPart(ID, 1);
    const socket = served.rawRequest(`PUT ${targetOf(url)} HTTP/1.1`, ...headers);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test("a part is refused with 409 when its row takes none", async () => {
    await serve({ rows: { takesParts: () => Promise.resolve(false) } });
    const socket = await startPut(1000);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 409 /);
    expect(String(answer)).toContain('"type":"conflict"');
  });

  test("a part is refused with 507 when the disk is too full for it", async () => {
    await serve({ freeSpaceReserveBytes: Number.MAX_SAFE_INTEGER });
    const socket = await startPut(1000);
    const [answer] = await once(socket, "data");
    socket.destroy();
    expect(String(answer)).toMatch(/^HTTP\/1\.1 507 /);
    expect(String(answer)).toContain('"type":"insufficient_storage"');
    expect(await readdir(join(served.directory, "incoming"))).toEqual([]);
  });

  test("who waits to be invited is invited only when the part will be taken", async () => {
    const store = await serve();
    const good = await startPut(4, "Expect: 100-continue", "Connection: close");
    const [invitation] = await once(good, "data");
    expect(String(invitation)).toMatch(/^HTTP\/1\.1 100 Continue/);
    good.write("body");
    expect(await untilClosed(good)).toMatch(/^HTTP\/1\.1 200 /);
    await store.seal(ID);
    const { url } = await store.presignPart(ID, 1);
    const late = served.rawRequest(`PUT ${targetOf(url)} HTTP/1.1`, "Content-Length: 4", "Expect: 100-continue");
    const [refusal] = await once(late, "data");
    late.destroy();
    expect(String(refusal)).toMatch(/^HTTP\/1\.1 409 /);
  });

  test("a refusal reaches a client that sends its body without looking", async () => {
    await serve({ freeSpaceReserveBytes: Number.MAX_SAFE_INTEGER });
    const body = randomBytes(20_000_000);
    const socket = await startPut(body.length);
    socket.write(body);
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 507 /);
  });

  test("an image that nobody signed a part for takes none", async () => {
    const store = await serve();
    const { url } = await store.presignPart(ID, 1);
    await rm(join(served.directory, "open", ID), { recursive: true });
    expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(409);
  });
});
