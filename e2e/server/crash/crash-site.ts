import type { SeededRandom } from "@/e2e/server/support/seeded-random";
import type { Gate } from "./gate";
import type { StoredState } from "./stored-state";
import type { Tally } from "./tally";

/** How a kill is done. */
export interface Strike {
  random: SeededRandom;
  /** To be closed while nobody answers. */
  gate: Gate;
  tally: Tally;
  /** So many kills are still to be done: one while something starts is another one. */
  left: number;
}

/** What is killed, and what it leaves. */
export interface CrashSite {
  /** Where clients reach it. */
  readonly url: string;
  makeToken(owner: string): Promise<string>;
  /** Kills now, and starts again. @returns how many kills it were */
  strike(strike: Strike): Promise<number>;
  /** In order: the upkeep of a start removes what the last deletions left. */
  restart(): Promise<void>;
  /** Rows and bytes as they lie there. The servers may run. */
  readStored(): Promise<StoredState>;
  /** Changes of images that the audit trail knows. */
  readChanges(): Promise<RecordedChange[]>;
  dispose(): Promise<void>;
}

/** An entry of the audit trail. */
export interface RecordedChange {
  image_id: string;
  action: string;
}

/** A deleted image's bytes go at the next start: less than the time that a kill takes. */
export const SITE_ENVIRONMENT = { DELETED_RETENTION_DAYS: "0.000000001" };
