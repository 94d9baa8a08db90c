import { newRequestId, requestIdOf, REQUEST_ID_HEADER } from "@/lib/utils/request-id";
import { pathOf, type Handler } from "./handler";
import { refuseForNow, STARTING, STOPPING } from "./refuse-for-now";
import type { Traffic } from "./traffic";

/** `leaving`: it answers as before, and says that it is not ready, so that whoever shares out requests sends it no more. */
export type Phase = "starting" | "running" | "leaving" | "stopping";

/** Where every request comes in: the first thing that listens and the last thing that stops. */
export interface FrontDoor {
  handle: Handler;
  phase(): Phase;
  /** From now on requests go to `routes`. */
  open(routes: Handler): void;
  /** From now on it is not ready, and each answer closes its connection. */
  leave(): void;
  /** From now on only what belongs to a request under way gets in. */
  shut(): void;
}

interface FrontDoorOptions {
  traffic: Traffic;
  /** Answers requests about health, in every phase. @returns whether it was one */
  answerHealth: (...request: Parameters<Handler>) => boolean;
  /** Sees every other request. */
  observe: Handler;
}

export function createFrontDoor({ traffic, answerHealth, observe }: FrontDoorOptions): FrontDoor {
  let phase: Phase = "starting";
  let routes: Handler | null = null;
  return {
    phase: () => phase,
    open(opened) {
      routes = opened;
      if (phase === "starting") phase = "running";
    },
    leave() {
      phase = "leaving";
      traffic.closeConnectionsAfterAnswers();
    },
    shut() {
      phase = "stopping";
      traffic.closeConnectionsAfterAnswers();
    },
    handle(request, response) {
      if (answerHealth(request, response)) return;
      observe(request, response);
      if (phase === "starting" || routes === null) return refuseForNow(request, response, STARTING);
      nameRequest(request);
      if (phase === "stopping" && !traffic.isPartOfAnother(request)) {
        return refuseForNow(request, response, STOPPING);
      }
      traffic.enter(request, response);
      routes(request, response);
    },
  };
}

/** One id from here on, in both servers' logs. The embedded API takes a script's own word for it, too, and knows which ones it can take. */
function nameRequest(request: Parameters<Handler>[0]): void {
  const given = request.headers[REQUEST_ID_HEADER];
  const isEmbedded = /^\/(v2|objects)\//.test(pathOf(request));
  if (isEmbedded) request.headers[REQUEST_ID_HEADER] = given ?? newRequestId();
  else request.headers[REQUEST_ID_HEADER] = requestIdOf(given);
}
