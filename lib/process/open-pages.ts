import type { Server } from "node:http";
import next from "next";
import type { Logger } from "pino";
import type { Config } from "@/lib/config/config";
import { clientAddress, trustedProxies } from "@/lib/utils/client-address";
import type { Handler } from "./handler";

/** Opens Next: pages and the dashboard's own API. @param directory where `app` and the build are */
export async function openPages(server: Server, directory: string, config: Config, log: Logger): Promise<Handler> {
  const { development, host, port } = config;
  const app = next({ dev: development, dir: directory, hostname: host, port, httpServer: server });
  await app.prepare();
  const pages = app.getRequestHandler();
  const isTrustedProxy = trustedProxies(config.trustedProxies);
  return (request, response) => {
    // One trustworthy address for everything behind this line, whatever the client wrote there.
    request.headers["x-forwarded-for"] = clientAddress(request, isTrustedProxy);
    // Whoever waits to be invited to send a body may send it: Next would never say so.
    if (request.headers.expect?.toLowerCase() === "100-continue") response.writeContinue();
    pages(request, response).catch((error: unknown) => {
      log.error({ err: error, requestId: request.headers["x-request-id"] }, "a page could not be answered");
      response.destroy();
    });
  };
}
