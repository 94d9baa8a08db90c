import type { Logger } from "pino";
import type { AuditAction } from "@/lib/contract/audit";
import { type AuditOrigin, doneBy } from "@/lib/images-api/metadata/audit";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { addressBlock } from "@/lib/images-api/tokens/address-block";
import { MinuteBudget } from "./minute-budget";

/**
 * Refusals that become entries in a minute: of everybody whose token is wrong together, and of each right token. A flood of them is
 * 5 MB a day at most; the log has a line for each request.
 */
const MAX_REFUSALS = 10;

/** Places that a token may sign in from in a minute with an entry for each: more than people have. */
const MAX_PLACES = 100;

/** What was tried in vain. */
export interface Attempt {
  action: AuditAction;
  /** `refused`: the caller was in the wrong, or without the right. `failed`: the server was. */
  outcome: "refused" | "failed";
  /** The error's type. */
  reason: string;
  imageId: string | null;
}

/** Keeps entries of what changes no row. What does is recorded by the store, in the change's own transaction. */
export interface Auditor {
  /** Once a minute for a token at an address: a page that asks often is one use. @throws when it cannot be kept */
  used(by: AuditOrigin, action: "sign_in" | "audit.read"): Promise<void>;
  /** Never rejects: an answer that is an error already does not become another one. */
  attempted(by: AuditOrigin, attempt: Attempt): Promise<void>;
}

export function createAuditor(metadata: MetadataStore, log: Logger): Auditor {
  const uses = new MinuteBudget(MAX_PLACES);
  const refusals = new MinuteBudget(MAX_REFUSALS);

  return {
    async used(by, action) {
      const now = Date.now();
      const use = [`${action} ${by.tokenId}`, addressBlock(by.address ?? "")] as const;
      if (!uses.take(...use, now)) return;
      try {
        await metadata.recordAudit(doneBy(by, now, action));
      } catch (error) {
        // The next attempt needs the entry as well.
        uses.giveBack(...use);
        throw error;
      }
    },

    async attempted(by, { action, outcome, reason, imageId }) {
      const now = Date.now();
      const key = by.tokenId === null ? addressBlock(by.address ?? "") : `${action} ${imageId}`;
      if (!refusals.take(by.tokenId ?? "", `${key} ${reason}`, now)) return;
      try {
        const image = imageId === null ? null : await metadata.findImage(imageId);
        const imageName = image?.name ?? null;
        await metadata.recordAudit({ ...doneBy(by, now, action), outcome, reason, imageId, imageName });
      } catch (error) {
        log.error({ err: error, action, reason, requestId: by.requestId }, "an attempt could not be recorded");
      }
    },
  };
}
