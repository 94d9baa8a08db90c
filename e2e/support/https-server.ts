import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request, type IncomingHttpHeaders, type RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** What was asked, and how it was answered. */
export interface Exchange {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  status: number;
}

/** A server of https on a port of its own, with a certificate that it made itself. */
export class HttpsServer {
  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** @param directory keeps the certificate */
  static async start(directory: string, listener: RequestListener): Promise<HttpsServer> {
    const server = createServer(await selfSigned(directory), listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
    return new HttpsServer(server, address.port);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

/** As a reverse proxy does that ends TLS: passes requests on to a server of plain http, and keeps books. */
export function passOn(target: () => string, books: Exchange[]): RequestListener {
  return (asked, answer) => {
    const { method = "GET", url: path = "/", headers } = asked;
    const forwarded = request(new URL(path, target()), { method, headers }, (response) => {
      const status = response.statusCode ?? 502;
      books.push({ method, path, headers, status });
      answer.writeHead(status, response.rawHeaders);
      response.pipe(answer);
    });
    forwarded.on("error", () => answer.destroy());
    asked.pipe(forwarded);
  };
}

/** For `localhost` and 127.0.0.1, which browsers take for two sites. */
async function selfSigned(directory: string): Promise<{ key: Buffer; cert: Buffer }> {
  const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
  const ecdsa = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const files = ["-keyout", key, "-out", certificate];
  await execute("openssl", [
    "req",
    "-x509",
    ...ecdsa,
    ...files,
    "-days",
    "2",
    "-subj",
    "/CN=localhost",
    "-addext",
    names,
  ]);
  return { key: await readFile(key), cert: await readFile(certificate) };
}
