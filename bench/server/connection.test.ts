import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { Connection, requestBytes, wholeAnswer } from "./connection";

test("asks again and again over one connection, whatever the answers are framed by", async () => {
  const server = createServer((request, response) => void answer(request, response));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const connection = await Connection.open(typeof address === "object" ? (address?.port ?? 0) : 0);
  const made = await connection.ask(requestBytes("POST", "/a", { Authorization: "x" }, { name: "é" }));
  expect([made.status, made.body.toString()]).toEqual([201, 'POST /a x {"name":"é"}']);
  const read = await connection.ask(requestBytes("GET", "/b", { Authorization: "y" }));
  expect(read.status).toBe(200);
  expect(read.body.toString()).toMatch(/-{300000}[^-]+GET \/b y/);
  connection.close();
  server.close();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const said = `${request.method} ${request.url} ${request.headers.authorization} ${await text(request)}`;
  if (request.method === "POST") response.writeHead(201, { "Content-Length": Buffer.byteLength(said) });
  else response.write("-".repeat(300_000));
  response.end(said);
}

test.each([
  ["a head without an end", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"],
  ["too few bytes", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"],
  ["chunks without a last one", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"],
])("%s is not a whole answer", (_what, received) => {
  expect(wholeAnswer(Buffer.from(received))).toBeNull();
});
