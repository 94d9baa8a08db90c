import { once } from "node:events";
import { createServer, request as ask, type Server } from "node:http";
import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { createFrontDoor } from "./front-door";
import { stop, type StopOptions } from "./stop";
import { watchTraffic } from "./traffic";

const LONG_MS = 60_000;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server whose requests are never answered, so that they stay under way. */
async function serve(): Promise<Omit<StopOptions, "close"> & { lines: string[]; send: () => Promise<unknown> }> {
  const lines: string[] = [];
  const arrived: (() => void)[] = [];
  const opened = createServer((request, response) => frontDoor.handle(request, response));
  server = opened;
  const traffic = watchTraffic(opened);
  const frontDoor = createFrontDoor({ traffic, answerHealth: () => false, observe: () => undefined });
  frontDoor.open(() => arrived.shift()?.());
  await once(opened.listen(0, "127.0.0.1"), "listening");
  const address = opened.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return {
    server: opened,
    frontDoor,
    traffic,
    drainMs: 0,
    graceMs: LONG_MS,
    lastWordsMs: LONG_MS,
    closeLimitMs: LONG_MS,
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    lines,
    send: () =>
      new Promise<void>((resolve) => {
        arrived.push(resolve);
        ask({ port: address.port, host: "127.0.0.1" })
          .on("error", () => undefined)
          .end();
      }),
  };
}

test("with nothing under way the stores are closed at once", async () => {
  const options = await serve();
  let closed = false;
  expect(await stop({ ...options, close: async () => void (closed = true) })).toBe("stopped");
  expect(closed).toBe(true);
  expect(options.server.listening).toBe(false);
});

test("what does not end is cut before the stores are closed", async () => {
  const options = await serve();
  await options.send();
  expect(options.traffic.underWay()).toBe(1);
  let underWay: number | undefined;
  const close = async (): Promise<void> => void (underWay = options.traffic.underWay());
  expect(await stop({ ...options, graceMs: 1, close })).toBe("stopped");
  expect(underWay).toBe(0);
  expect(options.lines.join("")).toContain("requests under way are cut");
});

test("new requests are let in until whoever shares them out could hear of it", async () => {
  const options = await serve();
  const stopping = stop({ ...options, drainMs: 200, graceMs: 1, close: async () => undefined });
  expect(options.frontDoor.phase()).toBe("leaving");
  await options.send();
  expect(options.traffic.underWay()).toBe(1);
  expect(await stopping).toBe("stopped");
});

test("stores that cannot be closed, or never are, do not hold it up, and it says so", async () => {
  const stuck = await serve();
  const never = new Promise<void>(() => undefined);
  expect(await stop({ ...stuck, closeLimitMs: 1, close: () => never })).toBe("stuck");
  expect(stuck.lines.at(-1)).toContain("could not be closed in time");
  const broken = await serve();
  expect(await stop({ ...broken, close: () => Promise.reject(new Error("EIO")) })).toBe("failed");
  expect(broken.lines.at(-1)).toMatch(/"level":60.*EIO/);
});
