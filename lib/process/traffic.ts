import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { REQUEST_ID_HEADER } from "@/lib/utils/request-id";

/** The requests that are being answered, and the connections that are open. */
export interface Traffic {
  underWay(): number;
  connections(): number;
  /** Counts a request until its answer is out or its connection broke. */
  enter(request: IncomingMessage, response: ServerResponse): void;
  /** Whether it names a request under way as its own: how the dashboard asks the embedded API, over loopback. */
  isPartOfAnother(request: IncomingMessage): boolean;
  /** From now on each answer is the last one of its connection. */
  closeConnectionsAfterAnswers(): void;
  /** Resolves when no request is under way. */
  ended(): Promise<void>;
}

export function watchTraffic(server: Server): Traffic {
  const underWay = new Map<ServerResponse, string | undefined>();
  let connections = 0;
  let isLast = false;
  let waiting: (() => void)[] = [];

  server.on("connection", (socket) => {
    connections += 1;
    socket.once("close", () => void (connections -= 1));
  });

  function leave(response: ServerResponse): void {
    underWay.delete(response);
    if (underWay.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  return {
    underWay: () => underWay.size,
    connections: () => connections,
    enter(request, response) {
      underWay.set(response, idOf(request));
      if (isLast) makeLast(response);
      response.once("close", () => leave(response));
    },
    isPartOfAnother(request) {
      const id = idOf(request);
      return id !== undefined && [...underWay.values()].includes(id);
    },
    closeConnectionsAfterAnswers() {
      isLast = true;
      for (const response of underWay.keys()) makeLast(response);
    },
    ended: () => (underWay.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}

function idOf({ headers }: IncomingMessage): string | undefined {
  const id = headers[REQUEST_ID_HEADER];
  return typeof id === "string" ? id : undefined;
}

function makeLast(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  // An answer whose headers are out already told that the connection stays.
  const { socket } = response;
  response.once("close", () => socket?.destroySoon());
}
