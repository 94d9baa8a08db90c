import type { AuditAction, AuditOutcome } from "@/lib/contract/audit";

/** Who did something, and from where. */
export interface AuditOrigin {
  /** The owner of the token; null where no token was right. */
  actor: string | null;
  /** The public id of their token; of entries about a token, the id of that one. */
  tokenId: string | null;
  /** An IP address. */
  address: string | null;
  requestId: string | null;
}

/** What is about to be kept. `at`: epoch milliseconds. */
export interface NewAuditEntry extends AuditOrigin {
  at: number;
  action: AuditAction;
  outcome: AuditOutcome;
  /** Why it was refused or failed, as a word: the error's type. */
  reason: string | null;
  imageId: string | null;
  /** As it was at that time. */
  imageName: string | null;
}

/** An entry as it is kept. It never changes. */
export interface AuditRow extends Omit<NewAuditEntry, "action"> {
  /** Grows with each entry and is never used again. */
  id: number;
  /** A later version may have written it, so it may be unknown here. */
  action: string;
}

/** A place in the trail, which is ordered by `at` then `id`, both descending. */
export type AuditPosition = Pick<AuditRow, "at" | "id">;

/** A filter that is absent lets everything through. */
export interface ListAuditOptions {
  limit: number;
  /** Only what is older than this place. */
  before?: AuditPosition | undefined;
  /** Only what is not older than this time, in epoch milliseconds. */
  since?: number | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  imageId?: string | undefined;
}

const NOBODY = { tokenId: null, address: null, requestId: null };

/** The server's own work. */
export const BY_SYSTEM: AuditOrigin = { actor: "system", ...NOBODY };

/** Whoever runs the admin command. */
export const BY_OPERATOR: AuditOrigin = { actor: "operator", ...NOBODY };

/** Not for owners of tokens: an entry would tell of somebody else. */
export const RESERVED_ACTORS: readonly (string | null)[] = [BY_SYSTEM.actor, BY_OPERATOR.actor];

/** An entry about something that was done. */
export function doneBy(by: AuditOrigin, at: number, action: AuditAction): NewAuditEntry {
  return { ...by, at, action, outcome: "done", reason: null, imageId: null, imageName: null };
}

/** The same, about an image. */
export function doneTo(
  image: { id: string; name: string },
  ...[by, at, action]: Parameters<typeof doneBy>
): NewAuditEntry {
  return { ...doneBy(by, at, action), imageId: image.id, imageName: image.name };
}
