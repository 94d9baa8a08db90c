import { setTimeout as delay } from "node:timers/promises";
import type { Engine } from "./engine";

/** Each attempt lets at least one of those in each other's way finish, so that a few are plenty for as many servers as there may be. */
const ATTEMPTS = 6;

/** At most before the second attempt, in milliseconds; then twice that, and so on. By chance, so that two do not meet again. */
const FIRST_PAUSE_MS = 10;

/** @throws the last attempt's error */
export async function againOnConflict<Result>(
  { isConflict }: Pick<Engine, "isConflict">,
  attempt: () => Promise<Result>,
): Promise<Result> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (made === ATTEMPTS || !isConflict(error)) throw error;
    }
    await delay(Math.random() * FIRST_PAUSE_MS * 2 ** (made - 1));
  }
}
