import { Once, sentinelOf } from "@/e2e/support/fakes/harness/sentinels";
import { Refusal } from "./answers";

/** Sentinels of uploads, beside those that every fake has. */
const OWN_SENTINEL = /^fail-(block|cleanup)(?![A-Za-z0-9])/;

/** A name that asks for trouble, also where it stands in a description. */
const ANYWHERE = /\bfail-[A-Za-z0-9-]+/;

/** Something with a name, and what people wrote of it. */
interface Named {
  name: string;
  description: string;
}

/** What a thing's name, or one in its description, asks to go wrong. */
export class Trouble {
  readonly #once = new Once();

  /** @returns what is asked for, as `quota`; null for nothing */
  of({ name, description }: Named): string | null {
    const asked = name.startsWith("fail-") ? name : (ANYWHERE.exec(description)?.[0] ?? "");
    return sentinelOf(asked) ?? OWN_SENTINEL.exec(asked)?.[1] ?? null;
  }

  /** @throws Refusal for what cannot be made */
  refuseMaking(user: string, named: Named): void {
    switch (this.of(named)) {
      case "500":
        throw internal();
      case "quota":
        throw new Refusal(
          507,
          "InsufficientCapacity",
          "Insufficient capacity: Storage Limit Exceeded: The sum of disk sizes would exceed the quota.",
        );
      case "429":
        if (this.#once.first(`${user} ${named.name}`)) {
          throw new Refusal(429, null, "too many requests", { "retry-after": "2" });
        }
        return;
      default:
    }
  }

  /** @throws Refusal the first time that this is done to this thing, if its name asks for it */
  refuseOnce(asked: "block" | "cleanup", named: Named, what: string): void {
    if (this.of(named) !== asked || !this.#once.first(`${asked} ${what}`)) return;
    throw asked === "block" ? new Refusal(503, "ServiceNotAvailable", "Service Unavailable") : internal();
  }
}

export function internal(): Refusal {
  return new Refusal(500, "Internal", "Internal Server Error");
}
