import type { ImageRow } from "./types";

/** Work of which a round is done every now and then, by one server for all. */
export type RoundName = "upkeep" | "damage";

/**
 * Shares work among the servers on one database. A claim lasts until its lease ends, by the database's clock: a server that is alive
 * keeps it, and a dead one's is another's then. Claims save work and decide nothing: two servers that do the same, because one slept
 * through its lease, end with the same rows. All are made in the name of the server that opened the store.
 */
export interface WorkClaims {
  /** @returns whether this server has it now: false when no verification of this image is due, or another server has it */
  claimVerification(imageId: string, leaseMs: number): Promise<boolean>;
  /**
   * Verifications that are due and nobody's, longest due first, which are this server's from now on.
   * @param except images that are left to other servers
   */
  claimVerifications(limit: number, leaseMs: number, except?: readonly string[]): Promise<ImageRow[]>;
  /** @returns false when it is due no more, for the image was deleted, say, or when another server has taken it over: then stop */
  keepVerification(imageId: string, leaseMs: number): Promise<boolean>;
  /** Others may have it at once. Nothing happens when it is not this server's. */
  releaseVerification(imageId: string): Promise<void>;
  /** @returns whether this server does the round: false when another one does it, or it ended less than `everyMs` ago */
  beginRound(name: RoundName, everyMs: number, leaseMs: number): Promise<boolean>;
  /** @returns false when another server has taken it over */
  keepRound(name: RoundName, leaseMs: number): Promise<boolean>;
  endRound(name: RoundName): Promise<void>;
}
