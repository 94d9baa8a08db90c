import type { RequestListener } from "node:http";
import { createServer, type Socket } from "node:net";
import { once } from "node:events";
import { createBrotliCompress, createGzip, gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import { serveForTest } from "@/lib/utils/serve-for-test";
import { requestUpstream, type UpstreamOptions, type UpstreamRequest } from "./upstream";

// What an API that was taken over, or somebody in its place, may answer.

const READ: UpstreamRequest = { method: "GET", path: ["thing"] };
const TOO_LONG = { code: "upstream_failed", message: "Vendor gave an answer that is too long." };

const closings: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closings.splice(0).map((close) => close())));

function options(baseUrl: URL, deadline = 10_000): UpstreamOptions {
  return {
    provider: "sfcompute",
    label: "Vendor",
    requestId: "0c5ad1a5-7b3e-4a4e-9a55-0d1d6fb1f6a1",
    baseUrl,
    headers: {},
    signal: new AbortController().signal,
    readError: () => null,
    deadlines: { read: deadline, write: deadline },
  };
}

async function failureOf(asked: Promise<unknown>): Promise<ApiError> {
  const outcome: unknown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ApiError)) throw new Error(`Expected an ApiError, not ${String(outcome)}.`);
  return outcome;
}

async function answered(listener: RequestListener, request = READ): Promise<ApiError> {
  const server = await serveForTest(listener);
  closings.push(() => server.close());
  return failureOf(requestUpstream(options(server.url), request, z.object({})));
}

/** Whoever connects is told by `speak`, which says anything that HTTP does not allow. */
async function told(speak: (socket: Socket) => void, deadline: number): Promise<ApiError> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("data", () => speak(socket));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  closings.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  const url = new URL(`http://127.0.0.1:${address.port}`);
  return failureOf(requestUpstream(options(url, deadline), READ, z.object({})));
}

/** Writes for as long as anybody reads. */
function pour(socket: Socket, text: string): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on("drain", write);
  write();
}

test.each([
  { encoding: "gzip", compress: createGzip },
  { encoding: "br", compress: createBrotliCompress },
])("what $encoding makes of little is measured when it is unpacked, and cut", async ({ encoding, compress }) => {
  const error = await answered((_request, response) => {
    response.writeHead(200, { "content-encoding": encoding });
    const zeros = compress();
    response.on("close", () => zeros.destroy());
    zeros.pipe(response);
    const block = Buffer.alloc(1024 * 1024);
    const write = (): void => {
      while (!zeros.destroyed && zeros.write(block));
    };
    zeros.on("drain", write);
    write();
  });
  expect(error).toMatchObject(TOO_LONG);
});

test("packed twice, and small as it announces, it is cut as well", async () => {
  const bomb = gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
  expect(bomb.length).toBeLessThan(1_000);
  const error = await answered((_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip, gzip", "content-length": bomb.length }).end(bomb);
  });
  expect(error).toMatchObject(TOO_LONG);
});

test("a packing without an end is a failure, not a wait", async () => {
  const error = await answered((_request, response) => {
    response.writeHead(200, { "content-encoding": Array.from({ length: 200 }, () => "gzip").join(", ") }).end("x");
  });
  expect(error.code).toMatch(/^upstream_(failed|unreachable)$/);
});

test("millions of brackets are no answer, and break nothing", async () => {
  const error = await answered((_request, response) => response.end("[".repeat(4 * 1024 * 1024)));
  expect(error.message).toBe("Vendor gave an answer that cannot be understood.");
  const whole = await answered((_request, response) => response.end(`${"[".repeat(1e6)}${"]".repeat(1e6)}`));
  expect(whole.message).toBe("Vendor gave an answer that cannot be understood.");
});

test("an answer that comes byte by byte is out of time, however lively it is", async () => {
  const error = await told((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 10);
    socket.once("close", () => clearInterval(drip));
  }, 300);
  expect(error.code).toBe("upstream_timeout");
});

test("answers that only announce one are out of time", async () => {
  const error = await told((socket) => pour(socket, "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"), 300);
  expect(error.code).toBe("upstream_timeout");
});

test.each([
  { what: "headers without an end", text: `HTTP/1.1 200 OK\r\nx: ${"x".repeat(100_000)}` },
  { what: "another protocol", text: "SSH-2.0-OpenSSH_9.6\r\n" },
  {
    what: "a switch of protocols",
    text: "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
  },
  { what: "a length that is none", text: "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}" },
  { what: "two lengths", text: "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}" },
])("$what is no answer", async ({ text }) => {
  const error = await told((socket) => socket.end(text), 2_000);
  expect(error.code).toMatch(/^upstream_(unreachable|failed)$/);
});

test.each([301, 302, 303, 307, 308])("a token, and a body, follow no redirect of status %d", async (status) => {
  const asked: (string | undefined)[] = [];
  const stolen = await serveForTest((request, response) => {
    asked.push(request.headers.authorization);
    response.end("{}");
  });
  closings.push(() => stolen.close());
  const location = new URL("/stolen", stolen.url).href;
  const listener: RequestListener = (_request, response) => response.writeHead(status, { location }).end();
  for (const request of [READ, { method: "POST", path: ["thing"], body: { secret: true } } as const]) {
    expect((await answered(listener, request)).code).toBe("upstream_failed");
  }
  expect(asked).toEqual([]);
});

test.each([".", "..", "", "\uD800", "a\uDFFFb"])(
  "what no address can hold (%j) is nobody's id, and not asked for",
  async (segment) => {
    const asked = requestUpstream(
      options(new URL("http://127.0.0.1:9")),
      { method: "GET", path: ["images", segment] },
      z.object({}),
    );
    expect(await failureOf(asked)).toMatchObject({ code: "not_found" });
  },
);

test.each([
  "http://169.254.169.254/latest",
  "//169.254.169.254/",
  "@169.254.169.254/",
  "..%2f..%2fadmin",
  "a\r\nhost: evil.example",
  "?x=1#y",
  "\\\\evil.example\\",
])("an id %j stays an id of the host that the operator named", async (id) => {
  const seen: (string | undefined)[] = [];
  const server = await serveForTest((request, response) => {
    seen.push(request.headers.host, request.url);
    response.end("{}");
  });
  closings.push(() => server.close());
  await requestUpstream(options(new URL("/base", server.url)), { method: "GET", path: ["images", id] }, z.object({}));
  expect(seen).toEqual([server.url.host, `/base/images/${encodeURIComponent(id)}`]);
});
