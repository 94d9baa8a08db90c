import type { RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { urlSource } from "./url-source";

const BYTES = Buffer.from("0123456789");
let server: TestServer | null = null;
afterEach(() => server?.close());

async function serve(listener: RequestListener): Promise<string> {
  server = await serveForTest(listener);
  return server.url.href;
}

test("a range is asked for and no more than the object has", async () => {
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    asked.push(request.headers.range);
    const [, first = "", last = ""] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    response.writeHead(206).end(BYTES.subarray(Number(first), Number(last) + 1));
  });
  const source = urlSource(url, BYTES.length);
  expect(Buffer.from(await source.read(2, 3)).toString()).toBe("234");
  expect(Buffer.from(await source.read(8, 100)).toString()).toBe("89");
  expect(await source.read(10, 4)).toHaveLength(0);
  expect(asked).toEqual(["bytes=2-4", "bytes=8-9"]);
});

test.each([
  { what: "the whole object", status: 200, body: BYTES },
  { what: "an error", status: 403, body: Buffer.from("no") },
  { what: "more than was asked for", status: 206, body: BYTES },
  { what: "less than was asked for", status: 206, body: BYTES.subarray(0, 2) },
])("an answer with $what is refused", async ({ status, body }) => {
  const url = await serve((_, response) => response.writeHead(status).end(body));
  await expect(urlSource(url, BYTES.length).read(0, 4)).rejects.toThrow(/The server/);
});

test("a read can be given up", async () => {
  const stopping = new AbortController();
  const url = await serve(() => stopping.abort());
  await expect(urlSource(url, BYTES.length).read(0, 4, stopping.signal)).rejects.toThrow(/abort/i);
});
