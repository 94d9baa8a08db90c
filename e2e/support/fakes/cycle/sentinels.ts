import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import { Once, sentinelOf } from "@/e2e/support/fakes/harness/sentinels";
import { refuse } from "./errors";

/** What `fail-slow…` takes longer, in ms. */
const SLOW_MS = 1000;

/** What goes wrong because of an image's name. @returns null where nothing does */
export class Sentinels {
  readonly #limits = new Once();

  async refusal(c: Context, user: string, name: string): Promise<Response | null> {
    switch (sentinelOf(name)) {
      case "500":
        return refuse(c, 500, "unknown", { title: "Something went wrong." });
      case "quota":
        return refuse(c, 403, "tier-restricted", {
          title: "Your tier does not allow that.",
          detail: "The hub has as many images as its tier allows.",
        });
      case "429":
        if (!this.#limits.first(`${user} ${name}`)) return null;
        c.header("retry-after", "2");
        return refuse(c, 429, "rate-limiting", { title: "Too many requests." });
      case "slow":
        await sleep(SLOW_MS);
        return null;
      default:
        return null;
    }
  }
}
