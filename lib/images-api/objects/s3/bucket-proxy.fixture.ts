import { once } from "node:events";
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from "node:http";

/** What becomes of a request: passed on, answered in the store's place, or cut after so many bytes of its answer. */
export type Fate = "pass" | { answer: number; body?: string } | { cutAfterBytes: number };

/** Stands between a server and its object store. */
export interface BucketProxy {
  endpoint: URL;
  /** Bytes of objects that were fetched. */
  fetchedBytes: number;
  /** Asked of each request before it goes on. */
  decide: (request: IncomingMessage) => Fate | Promise<Fate>;
  close(): Promise<void>;
}

/** The `Host` header goes on as it came, for it is signed. */
export async function startProxy(store: URL): Promise<BucketProxy> {
  const server = createServer((request, response) => void forward(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const proxy: BucketProxy = {
    endpoint: new URL(`http://127.0.0.1:${address.port}`),
    fetchedBytes: 0,
    decide: () => "pass",
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fate = await proxy.decide(request);
    if (fate !== "pass" && "answer" in fate) {
      request.resume();
      response.writeHead(fate.answer).end(fate.body);
      return;
    }
    const { method, headers, url: path } = request;
    const onward = ask({ host: store.hostname, port: store.port, method, headers, path });
    // Swift follows the answer to a HEAD with a body that nobody expects: once an answer is there, it decides.
    onward.on("error", () => {
      if (!response.headersSent) response.destroy();
    });
    onward.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      let left = fate === "pass" ? Infinity : fate.cutAfterBytes;
      answer.on("data", (chunk: Buffer) => {
        const taken = chunk.subarray(0, left);
        left -= taken.length;
        if (isObject(request)) proxy.fetchedBytes += taken.length;
        if (!response.write(taken)) {
          answer.pause();
          response.once("drain", () => answer.resume());
        }
        if (left === 0) {
          answer.destroy();
          // What was written goes out first.
          response.socket?.end();
        }
      });
      answer.once("end", () => response.end());
      answer.once("error", () => response.destroy());
      response.once("close", () => answer.destroy());
    });
    request.pipe(onward);
  }
  return proxy;
}

/** Whether it asks for bytes of an image. */
export function isObject({ method, url }: IncomingMessage): boolean {
  return method === "GET" && url?.includes("/images/image_") === true && !url.includes("uploadId=");
}
