import { once } from "node:events";
import { connect } from "node:net";
import { z } from "zod";
import { parsed } from "@/e2e/server/support/answer";
import type { RunningServer } from "@/e2e/server/support/running-server";

const idSchema = z.object({ id: z.string() });
const urlSchema = z.object({ url: z.url() });

/**
 * Sends parts at the same time, each but for its last byte, does `meanwhile`, and sends the rest.
 * @returns the answers' statuses
 */
export async function holdParts(
  server: RunningServer,
  token: string,
  { count, bytes }: { count: number; bytes: Buffer },
  meanwhile: () => Promise<void>,
): Promise<number[]> {
  const held = await Promise.all(
    Array.from({ length: count }, (_, number) => beginPart(server, token, `held-${number}`, bytes)),
  );
  await meanwhile();
  return Promise.all(held.map((finish) => finish()));
}

async function beginPart(
  server: RunningServer,
  token: string,
  name: string,
  bytes: Buffer,
): Promise<() => Promise<number>> {
  const { id } = parsed(idSchema, await server.request(token, "POST", "/v2/images", { name }));
  const link = await server.request(token, "POST", `/v2/images/${id}/parts`, { part_id: 1 });
  const url = new URL(parsed(urlSchema, link).url);
  const socket = connect(Number(url.port), url.hostname);
  await once(socket, "connect");
  const head = `PUT ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
  socket.write(head);
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    // Called when the system has taken all of it, which it does no faster than the server reads.
    socket.write(bytes.subarray(0, -1), () => resolve());
  });
  return async () => {
    socket.write(bytes.subarray(-1));
    const [answer] = await once(socket.setEncoding("latin1"), "data");
    socket.destroy();
    return Number(/^HTTP\/1\.1 (?<status>\d+)/.exec(String(answer))?.groups?.["status"]);
  };
}
