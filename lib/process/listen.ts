import { once } from "node:events";
import type { Server } from "node:http";
import { ConfigError } from "@/lib/config/config-error";

interface Place {
  host: string;
  port: number;
  /** The variables that name the two, for what is said when it cannot be had. */
  variables: { host: string; port: string };
}

/** @throws ConfigError with a sentence that says what to do */
export async function listen(server: Server, place: Place): Promise<void> {
  server.listen(place.port, place.host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ConfigError([problem(error, place)]);
  }
}

function problem(error: unknown, { host, port, variables }: Place): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use on ${host}. Stop what uses it, or choose another one with ${variables.port}.`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Choose one above 1023 with ${variables.port}.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${variables.host} ${host} is not an address of this machine. Leave ${variables.host} out to listen on 127.0.0.1.`;
    default:
      return `The server cannot listen on ${host}, port ${port}: ${String(error)}.`;
  }
}
