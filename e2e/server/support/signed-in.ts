import { z } from "zod";
import { parsed, send } from "./answer";
import type { RunningServer } from "./running-server";

const connectionSchema = z.object({ id: z.string() });

/** Signs in to the dashboard as a page does. @param origin where its pages are, as PUBLIC_URL says it @returns a Cookie header */
export async function signInByCookie(server: RunningServer, token: string, origin = server.url): Promise<string> {
  const answer = await send("POST", `${server.url}/api/session`, { provider: "sfcompute", token }, { origin });
  parsed(connectionSchema, answer);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}
