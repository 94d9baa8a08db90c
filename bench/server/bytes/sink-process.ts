// The least that a server written for Node does to take a part: write it, bring it to the disk, say so. Below /hashed it is hashed as
// well. Argument: the folder that takes the files. Tells its port.
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";

/** As our server has it: with less there are more and smaller writes, and the sink is slower. */
const WRITE_BUFFER_BYTES = 4 * 1024 * 1024;

const [folder = ""] = process.argv.slice(2);
let files = 0;

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = join(folder, String(files++));
  const handle = await open(path, "wx");
  const hash = request.url?.startsWith("/hashed") === true ? createHash("sha256") : null;
  if (hash !== null) request.on("data", (chunk: Buffer) => hash.update(chunk));
  await pipeline(request, createWriteStream(path, { flags: "r+", highWaterMark: WRITE_BUFFER_BYTES }));
  await handle.datasync();
  await handle.close();
  response.writeHead(200, { "Content-Length": 0, ETag: `"${hash?.digest("hex") ?? "none"}"` }).end();
}

const server = createServer({ requestTimeout: 0 }, (request, response) => void take(request, response));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : null);
});
process.once("disconnect", () => process.exit(0));
