import { createHash, randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { MIB } from "@/lib/contract/limits";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { eventually } from "@/lib/utils/eventually.fixture";
import type { WritableFile } from "./file-sink";
import type { ReceiverReply } from "./messages";
import { createReceiver } from "./receiver";

const bytes = randomBytes(9 * MIB + 5);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const servers: TestServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A file as browsers keep it: what is written counts once it is closed. */
function memoryFile(failWith?: DOMException) {
  let content: Uint8Array | null = new Uint8Array();
  let pending: Uint8Array[] = [];
  const file: WritableFile = {
    createWritable: async () => ({
      write: async (data) => {
        if (failWith !== undefined) throw failWith;
        pending.push(data.slice());
      },
      close: async () => void (content = Buffer.concat(pending)),
      abort: async () => void (pending = []),
    }),
    getFile: async () => ({ size: content?.byteLength ?? 0 }),
    remove: async () => void (content = null),
  };
  return { file, content: () => content };
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = await serveForTest(answer);
  servers.push(server);
  return server.url.href;
}

/** Answers a range, as object stores do. */
function sendRange({ headers }: IncomingMessage, response: ServerResponse): void {
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
  response.writeHead(start === 0 ? 200 : 206, {
    "Content-Length": bytes.length - start,
    ...(start === 0 ? {} : { "Content-Range": `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.end(bytes.subarray(start));
}

function startReceiver(file: WritableFile) {
  const replies: ReceiverReply[] = [];
  const receiver = createReceiver((reply) => replies.push(reply));
  receiver.open(file, bytes.length);
  const told = (type: ReceiverReply["type"]) =>
    // A busy machine takes its time for the first answer of a server.
    eventually(() => {
      const reply = replies.findLast((one) => one.type === type);
      expect(reply).toBeDefined();
      return reply;
    });
  return { receiver, told, replies };
}

test("a file that comes whole is written, with the checksum that other programs compute", async () => {
  const { file, content } = memoryFile();
  const { receiver, told } = startReceiver(file);
  receiver.receive(await serve(sendRange));
  expect(await told("saved")).toEqual({ type: "saved", sha256 });
  expect(Buffer.compare(content() ?? Buffer.alloc(0), bytes)).toBe(0);
});

test.each([
  { what: "sends the rest", resume: sendRange },
  {
    what: "knows no ranges and sends everything again",
    resume: (_request: IncomingMessage, response: ServerResponse) => response.end(bytes),
  },
])("a download that breaks goes on from its byte where the storage $what", async ({ resume }) => {
  const cutAt = 5 * MIB + 3;
  const broken = await serve((_request, response) => {
    response.writeHead(200, { "Content-Length": bytes.length });
    response.write(bytes.subarray(0, cutAt), () => response.destroy());
  });
  const { file, content } = memoryFile();
  const { receiver, told } = startReceiver(file);
  receiver.receive(broken);
  expect(await told("broke")).toMatchObject({ fault: { kind: "line" } });
  expect(content()).toHaveLength(0);
  receiver.receive(await serve(resume));
  expect(await told("saved")).toEqual({ type: "saved", sha256 });
  expect(Buffer.compare(content() ?? Buffer.alloc(0), bytes)).toBe(0);
});

test("a storage that closes early in good order has not sent the file", async () => {
  const { file, content } = memoryFile();
  const { receiver, told, replies } = startReceiver(file);
  receiver.receive(await serve((_request, response) => response.end(bytes.subarray(0, 100))));
  expect(await told("broke")).toMatchObject({ fault: { kind: "line", status: null } });
  expect(replies.some(({ type }) => type === "saved")).toBe(false);
  expect(content()).toHaveLength(0);
});

test.each([
  [403, { kind: "refused", status: 403 }],
  [503, { kind: "line", status: 503, retryAfterMilliseconds: 7000 }],
])("an answer of %i is told for what it means", async (status, fault) => {
  const { receiver, told } = startReceiver(memoryFile().file);
  receiver.receive(await serve((_request, response) => response.writeHead(status, { "Retry-After": "7" }).end()));
  expect(await told("broke")).toEqual({ type: "broke", fault });
});

test("an object that is longer than the image is not written", async () => {
  const { file, content } = memoryFile();
  const { receiver, told } = startReceiver(file);
  receiver.receive(await serve((_request, response) => response.end(Buffer.concat([bytes, Buffer.alloc(1)]))));
  expect(await told("failed")).toEqual({ type: "failed", problem: { kind: "too_long" } });
  // Also the empty file that choosing a name made is gone.
  expect(content()).toBeNull();
});

test.each([
  ["QuotaExceededError", "disk_full"],
  ["NotAllowedError", "not_allowed"],
  ["NotFoundError", "file_gone"],
])("a %s of the disk is told as %s", async (name, kind) => {
  const { receiver, told } = startReceiver(memoryFile(new DOMException("x", name)).file);
  receiver.receive(await serve(sendRange));
  expect(await told("failed")).toEqual({ type: "failed", problem: { kind } });
});

test("what is discarded leaves nothing behind", async () => {
  const held = await serve((_request, response) => {
    response.writeHead(200, { "Content-Length": bytes.length });
    response.write(bytes.subarray(0, MIB));
  });
  const { file, content } = memoryFile();
  const { receiver, told, replies } = startReceiver(file);
  receiver.receive(held);
  await told("progressed");
  receiver.discard();
  await told("discarded");
  expect(content()).toBeNull();
  expect(replies.map(({ type }) => type)).not.toContain("broke");
});
