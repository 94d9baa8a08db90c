import { once } from "node:events";
import { createServer, type Server } from "node:net";

/** @returns the first of `count` ports in a row that nobody listens on at this moment */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = await listen(0);
    const port = portOf(first);
    const others = await Promise.allSettled(Array.from({ length: count - 1 }, (_, index) => listen(port + 1 + index)));
    const opened = others.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    for (const server of [first, ...opened]) server.close();
    if (opened.length === count - 1) return port;
  }
  throw new Error(`There are no ${count} free ports in a row.`);
}

async function listen(port: number): Promise<Server> {
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}
