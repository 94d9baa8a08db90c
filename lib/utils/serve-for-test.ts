import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** A real HTTP server for a unit test, on a free loopback port. `close` cuts what is still open. */
export interface TestServer {
  url: URL;
  close: () => Promise<void>;
}

export async function serveForTest(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server listens on no port.");
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    async close() {
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, "close");
    },
  };
}
