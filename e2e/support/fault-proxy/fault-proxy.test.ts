import { once } from "node:events";
import { request as ask } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "@/lib/utils/eventually.fixture";
import { FaultProxy } from "./fault-proxy";
import { EVERY_PART } from "./request-match";
import { send, serveTarget, type Target } from "./target.fixture";

const KIB = 1024;
const PART = "/objects/image_1/parts/3";

let target: Target;
let proxy: FaultProxy;

beforeEach(async () => {
  target = await serveTarget();
  proxy = await FaultProxy.start({ target: target.url.origin, keepAlive: true });
});

afterEach(async () => {
  await proxy.close();
  await target.close();
});

function bytes(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => index % 251));
}

describe("without a fault", () => {
  test("requests and answers pass as they are", async () => {
    const body = bytes(300 * KIB);
    const answer = await send(`${proxy.origin}${PART}?signature=x`, "PUT", body);
    expect(answer).toMatchObject({
      status: 200,
      body: "stored",
      headers: { "set-cookie": ["a=1", "b=2"], etag: '"tag"' },
    });
    expect(target.seen).toMatchObject([{ method: "PUT", url: `${PART}?signature=x` }]);
    expect(target.seen[0]?.headers.host).toBe(new URL(proxy.origin).host);
    expect(target.seen[0]?.body.equals(body)).toBe(true);
  });

  test("bytes pass before the last one was sent", async () => {
    const outgoing = ask(proxy.origin, { method: "PUT", headers: { "content-length": 2 } });
    outgoing.write("a");
    await eventually(() => expect(target.seen[0]?.body.toString()).toBe("a"));
    outgoing.end("b");
    await once(outgoing, "response");
    expect(target.seen[0]?.body.toString()).toBe("ab");
  });

  test("the books tell what passed", async () => {
    await send(proxy.origin + PART, "PUT", bytes(10));
    await send(`${proxy.origin}/objects/image_1/content/name`);
    expect(proxy.books.exchanges(EVERY_PART)).toMatchObject([
      { path: PART, partNumber: 3, bodyBytes: 10, targetStatus: 200, status: 200, end: "answered" },
    ]);
    expect(proxy.books.exchanges()).toHaveLength(2);
    expect([proxy.books.receivedBytes(), proxy.books.resentBytes()]).toEqual([10, 0]);
  });

  test("a target that is away is a connection that breaks", async () => {
    await target.close();
    await expect(send(proxy.origin)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(proxy.books.exchanges()).toMatchObject([{ end: "cut", status: null }]);
  });
});

describe("faults", () => {
  test("a connection is cut after so many bytes", async () => {
    proxy.inject(EVERY_PART, { kind: "cut", afterBytes: 100 * KIB }, { timesPerPath: 1 });
    const body = bytes(500 * KIB);
    await expect(send(proxy.origin + PART, "PUT", body)).rejects.toMatchObject({ code: /ECONNRESET|EPIPE/ });
    await eventually(() => expect(proxy.books.exchanges()).toMatchObject([{ end: "cut", status: null }]));
    expect(target.seen[0]?.body.length ?? 0).toBeLessThanOrEqual(100 * KIB);
    expect((await send(proxy.origin + PART, "PUT", body)).status).toBe(200);
    expect(target.seen.at(-1)?.body.equals(body)).toBe(true);
    const [cut] = proxy.books.exchanges();
    expect(cut?.bodyBytes).toBeGreaterThanOrEqual(100 * KIB);
    expect(proxy.books.resentBytes()).toBe(cut?.bodyBytes);
  });

  test("an answer of the proxy's own keeps a request from the target", async () => {
    const answer = { status: 429, headers: { "Retry-After": "7" }, body: "slow down" };
    const storm = proxy.inject({ method: "PUT" }, { kind: "answer", answer }, { times: 1 });
    const answered = await send(proxy.origin + PART, "PUT", bytes(200 * KIB));
    expect(answered).toMatchObject({ status: 429, body: "slow down" });
    expect(answered.headers).toMatchObject({ "retry-after": "7", "access-control-allow-origin": "*" });
    expect(target.seen).toEqual([]);
    expect(storm.hits).toMatchObject([{ status: 429, targetStatus: null, bodyBytes: 200 * KIB }]);
    expect((await send(proxy.origin + PART, "PUT", bytes(1))).status).toBe(200);
  });

  test("an answer can be lost after the request took effect", async () => {
    proxy.inject({ path: /\/complete$/ }, { kind: "lose_answer", answer: { status: 500 } }, { times: 1 });
    proxy.inject({ path: /\/again$/ }, { kind: "lose_answer", answer: "cut" });
    expect((await send(`${proxy.origin}/complete`, "POST", bytes(5))).status).toBe(500);
    await expect(send(`${proxy.origin}/again`, "POST", bytes(6))).rejects.toThrow();
    expect(target.seen.map(({ body }) => body.length)).toEqual([5, 6]);
    expect(proxy.books.exchanges()).toMatchObject([
      { targetStatus: 200, status: 500, end: "answered" },
      { targetStatus: 200, status: null, end: "cut" },
    ]);
  });

  test("a held request goes on where it was when it is let go", async () => {
    const hold = proxy.inject(EVERY_PART, { kind: "hold", afterBytes: 64 * KIB });
    const body = bytes(100 * KIB);
    const answer = send(proxy.origin + PART, "PUT", body);
    await eventually(() => expect(target.seen[0]?.body.length).toBe(64 * KIB));
    await proxy.books.still(50);
    expect(target.seen[0]?.body.length).toBe(64 * KIB);
    hold.end();
    expect((await answer).status).toBe(200);
    expect(target.seen[0]?.body.equals(body)).toBe(true);
  });

  test("a held request whose client gives up is abandoned", async () => {
    proxy.inject(EVERY_PART, { kind: "hold", afterBytes: 0 });
    const outgoing = ask(proxy.origin + PART, { method: "PUT", agent: false, headers: { "content-length": 5 } });
    outgoing.on("error", () => undefined).end("bytes");
    await eventually(() => expect(proxy.books.underWay()).toHaveLength(1));
    outgoing.destroy();
    await eventually(() => expect(proxy.books.exchanges()).toMatchObject([{ end: "abandoned" }]));
    expect(target.seen).toEqual([]);
  });

  test("one bit of one byte is flipped, wherever the chunks end", async () => {
    const offset = 150 * KIB + 7;
    proxy.inject(EVERY_PART, { kind: "flip", offset });
    const body = bytes(300 * KIB);
    await send(proxy.origin + PART, "PUT", body);
    const arrived = target.seen[0]?.body ?? Buffer.alloc(0);
    const different = [...body].flatMap((byte, index) => (byte === arrived[index] ? [] : [index]));
    expect(arrived.length).toBe(body.length);
    expect(different).toEqual([offset]);
  });

  test("every fault that matches strikes, a preflight only when it is named", async () => {
    proxy.inject({}, { kind: "delay", milliseconds: 40 });
    proxy.inject({ part: 3 }, { kind: "answer", answer: { status: 403 } });
    const began = performance.now();
    expect((await send(proxy.origin + PART, "PUT")).status).toBe(403);
    expect(performance.now() - began).toBeGreaterThanOrEqual(39);
    expect((await send(proxy.origin + PART, "OPTIONS")).status).toBe(200);
    expect((await send(`${proxy.origin}/objects/image_1/parts/4`, "PUT")).status).toBe(200);
    proxy.calm();
    expect((await send(proxy.origin + PART, "PUT")).status).toBe(200);
  });
});

describe("the line", () => {
  test("a dead line breaks what is open and refuses what is new", async () => {
    proxy.inject(EVERY_PART, { kind: "hold", afterBytes: 0 });
    const open = send(proxy.origin + PART, "PUT", bytes(5));
    const broken = expect(open).rejects.toMatchObject({ code: "ECONNRESET" });
    await eventually(() => expect(proxy.books.underWay()).toHaveLength(1));
    proxy.refuse();
    await broken;
    await expect(send(proxy.origin)).rejects.toThrow();
    expect(proxy.books.exchanges()).toMatchObject([{ end: "cut" }]);
    proxy.calm();
    expect((await send(proxy.origin)).status).toBe(200);
  });

  test("a rate in all is shared", async () => {
    proxy.setLine({ bytesPerSecond: 2_000_000 });
    const began = performance.now();
    await Promise.all([1, 2].map((part) => send(`${proxy.origin}/parts/${part}`, "PUT", bytes(200_000))));
    expect(performance.now() - began).toBeGreaterThan(120);
  });

  test("a rate of each connection is its own", async () => {
    proxy.setLine({ bytesPerSecondPerConnection: 2_000_000 });
    const slowest = async (parts: readonly number[]): Promise<number> => {
      const began = performance.now();
      await Promise.all(parts.map((part) => send(`${proxy.origin}/parts/${part}`, "PUT", bytes(500_000))));
      return performance.now() - began;
    };
    const alone = await slowest([1]);
    expect(alone).toBeGreaterThan(180);
    expect(await slowest([1, 2, 3])).toBeLessThan(2 * alone);
  });

  test("latency is a round trip, and another one for a new connection", async () => {
    proxy.setLine({ latencyMilliseconds: 60 });
    const began = performance.now();
    await send(proxy.origin);
    expect(performance.now() - began).toBeGreaterThanOrEqual(118);
  });
});
