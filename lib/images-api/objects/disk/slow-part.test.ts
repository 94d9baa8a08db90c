import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import type { Socket } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { serveStore, type ServedStore, targetOf, untilClosed } from "./served-store.fixture";

const ID = "image_slow";

let served: ServedStore;
afterEach(() => served.dispose());

async function startPut(on: ServedStore, length: number): Promise<Socket> {
  const { url } = await on.store.presignPart(ID, 1);
  return on.rawRequest(`PUT ${targetOf(url)} HTTP/1.1`, `Content-Length: ${length}`, "Connection: close");
}

describe("a part that comes a byte at a time", () => {
  const everyMs = 30;

  /** Sends some bytes now and then, so that it never stalls, and no more than the part has: those would be the next request's. */
  function drip(socket: Socket, bytes: number, length: number): Promise<string> {
    const body = randomBytes(length);
    let sent = 0;
    const timer = setInterval(() => socket.write(body.subarray(sent, (sent += bytes))), everyMs);
    socket.on("error", () => undefined);
    return untilClosed(socket).finally(() => clearInterval(timer));
  }

  test("is cut with a 408, and leaves nothing", async () => {
    served = await serveStore({ leastPace: { bytes: 100, windowMs: 10 * everyMs } });
    const answer = await drip(await startPut(served, 1_000_000), 1, 1_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain("Fewer than 100 bytes arrived");
    expect(await readdir(join(served.directory, "incoming"))).toEqual([]);
    expect(await served.store.listParts(ID)).toEqual([]);
  });

  test("is taken when it is fast enough, however long it takes", async () => {
    // 50 times 30 ms are one window and a half; one of them is long enough for a machine that is busy.
    served = await serveStore({ leastPace: { bytes: 100, windowMs: 1_000 } });
    const socket = await startPut(served, 10_000);
    expect(await drip(socket, 200, 10_000)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await served.store.listParts(ID)).toEqual([{ partNumber: 1, sizeBytes: 10_000 }]);
  });
});
