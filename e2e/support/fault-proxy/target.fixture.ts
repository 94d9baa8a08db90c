import { once } from "node:events";
import { request as ask, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";

/** A request as a real server behind the proxy saw it. `body` is what arrived, also of one that broke off. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Target extends TestServer {
  /** In the order in which they began. */
  seen: Seen[];
}

/** A server that answers 200 and `stored` when it has the whole body, with two cookies. */
export async function serveTarget(): Promise<Target> {
  const seen: Seen[] = [];
  const server = await serveForTest((request, response) => {
    const one: Seen = {
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.alloc(0),
    };
    seen.push(one);
    request.on("data", (chunk: Buffer) => (one.body = Buffer.concat([one.body, chunk])));
    request.on("error", () => undefined);
    request.once("end", () => {
      response.writeHead(
        200,
        [
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
          ["ETag", '"tag"'],
        ].flat(),
      );
      response.end("stored");
    });
  });
  return { ...server, seen };
}

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One request on a connection of its own. Rejects when the connection breaks. */
export async function send(url: string, method = "GET", body: Buffer = Buffer.alloc(0)): Promise<Answered> {
  const outgoing = ask(url, { method, agent: false, headers: { "content-length": body.length } });
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  const bytes = await buffer(incoming);
  return { status: incoming.statusCode, headers: incoming.headers, body: bytes.toString() };
}
