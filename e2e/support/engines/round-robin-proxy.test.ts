import { createServer, type RequestListener, type Server } from "node:http";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "@/e2e/support/start-command";
import { RoundRobinProxy } from "./round-robin-proxy";

let servers: Server[];
let proxies: RoundRobinProxy[];

beforeEach(() => {
  servers = [];
  proxies = [];
});
afterEach(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  for (const server of servers) server.close();
});

/** @param isReady what it says when it is asked for that @returns its origin */
async function serve(listener: RequestListener, isReady = (): boolean => true): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === "/readyz") response.writeHead(isReady() ? 200 : 503).end();
    else listener(request, response);
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

const named = (name: string): Promise<string> => serve((_, response) => void response.end(name));

async function proxyFor(...targets: string[]): Promise<string> {
  const proxy = await RoundRobinProxy.start(targets);
  proxies.push(proxy);
  return proxy.origin;
}

const nobody = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;

const ask = async (origin: string): Promise<string> => (await fetch(origin)).text();

test("servers take turns", async () => {
  const origin = await proxyFor(await named("one"), await named("two"));
  expect([await ask(origin), await ask(origin), await ask(origin)]).toEqual(["one", "two", "one"]);
});

test("what one refuses to connect to goes to the next, with its body", async () => {
  const echo = await serve((request, response) => void request.pipe(response));
  const origin = await proxyFor(await nobody(), echo);
  for (const body of ["short", "long".repeat(100_000)]) {
    expect(await (await fetch(origin, { method: "POST", body })).text()).toBe(body);
  }
});

test("when nobody listens the client is told", async () => {
  expect((await fetch(await proxyFor(await nobody(), await nobody()))).status).toBe(502);
});

test("whoever starts or stops is passed over, whoever fails is not", async () => {
  const stopping = await serve(
    (_, response) => void response.writeHead(503, { "Retry-After": "5", Connection: "close" }).end(),
  );
  expect(await ask(await proxyFor(stopping, await named("two")))).toBe("two");
  const failing = await serve((_, response) => void response.writeHead(503, { "Retry-After": "5" }).end("no database"));
  expect(await ask(await proxyFor(failing, await named("two")))).toBe("no database");
});

test("who is not ready is asked only where nobody is, and again when it is", async () => {
  let ready = ["one", "two"];
  const namedWhileReady = (name: string) =>
    serve(
      (_, response) => void response.end(name),
      () => ready.includes(name),
    );
  const origin = await proxyFor(await namedWhileReady("one"), await namedWhileReady("two"));
  const twoAnswers = async () => [await ask(origin), await ask(origin)].toSorted();
  for (const [those, answers] of [
    [["two"], ["two", "two"]],
    [["one"], ["one", "one"]],
    [[], ["one", "two"]],
    [["one"], ["one", "one"]],
    [
      ["one", "two"],
      ["one", "two"],
    ],
  ] as const) {
    ready = [...those];
    await expect.poll(twoAnswers).toEqual(answers);
  }
});

test("a request that may have arrived is not sent again", async () => {
  let received = 0;
  const dying = await serve((request) => {
    received++;
    request.socket.destroy();
  });
  const origin = await proxyFor(dying, dying);
  await expect(fetch(origin, { method: "POST", body: "{}" })).rejects.toThrow("fetch failed");
  expect(received).toBe(1);
});

test("an answer that breaks off is not made to look whole", async () => {
  const breaking = await serve((_, response) => {
    response.writeHead(200);
    response.write("half", () => response.destroy());
  });
  const answer = await fetch(await proxyFor(breaking));
  await expect(answer.text()).rejects.toThrow();
});

test("headers pass as they are, the host too, and the client's address is added", async () => {
  const headersOf = await serve((request, response) => void response.end(JSON.stringify(request.headers)));
  const origin = await proxyFor(headersOf);
  const answer = await fetch(origin, { headers: { "X-Forwarded-For": "203.0.113.7", Origin: origin } });
  expect(await answer.json()).toMatchObject({
    host: new URL(origin).host,
    origin,
    "x-forwarded-for": "203.0.113.7, 127.0.0.1",
  });
});
