import type { Answer } from "@/e2e/server/support/answer";
import type { Tally } from "./tally";

/** Resolves when the server is there: at once, or after it was started again. */
export type WhenUp = () => Promise<void>;

/** Does what has to be done until its answer arrives whole. */
export class Persistence {
  constructor(
    private readonly whenUp: WhenUp,
    private readonly tally: Tally,
  ) {}

  /**
   * @param attempt is told whether an earlier attempt's answer was cut, so that the server may have done it
   * @param name under which it is counted
   */
  async until(name: string, attempt: (isUnknown: boolean) => Promise<Answer>): Promise<Answer> {
    for (let isUnknown = false; ; isUnknown = true) {
      await this.whenUp();
      const answer = await attempt(isUnknown).catch((error: unknown) => {
        if (isCut(error)) return null;
        throw error;
      });
      if (answer !== null && !isStarting(answer)) {
        this.tally.acknowledge(name);
        return answer;
      }
      this.tally.note(`${name}, cut`);
    }
  }
}

/** `fetch` says nothing else when a connection was refused, or broke before the answer's end. */
function isCut(error: unknown): boolean {
  return error instanceof TypeError;
}

/** A server that has its port and not yet its data says so, and a proxy that finds no server: neither did anything. */
function isStarting({ status, text }: Answer): boolean {
  return (
    (status === 503 && text.includes("The server is starting.")) ||
    (status === 502 && text.includes("No server takes connections."))
  );
}
