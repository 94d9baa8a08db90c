import "server-only";
import { createHash } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import type { Vault } from "@/lib/server/providers/types";
import { passwords, type Secrets } from "./seal";

/** As long as an upload may take to arrive, in seconds. */
const LIFETIME_SECONDS = 7 * 24 * 60 * 60;

const contentSchema = z.object({ owner: z.string(), secret: z.string() });

/**
 * Seals with the session's secrets, for one owner: another account's request cannot open it. Nothing is kept on the server.
 * @param owner names the provider and whose account it is, so that a new token of the same account opens what an old one sealed
 */
export function createVault(owner: string, secrets: Secrets): Vault {
  const mark = createHash("sha256").update(`vault:${owner}`).digest("base64url");
  return {
    seal: (secret) => sealData({ owner: mark, secret }, { password: passwords([secrets[0]]), ttl: LIFETIME_SECONDS }),
    async open(sealed) {
      const content = contentSchema.safeParse(await unseal(sealed, secrets));
      if (content.success && content.data.owner === mark) return content.data.secret;
      throw new ApiError("invalid_request", "This upload was begun with another account, or too long ago.");
    },
  };
}

async function unseal(sealed: string, secrets: Secrets): Promise<unknown> {
  try {
    return await unsealData(sealed, { password: passwords(secrets), ttl: LIFETIME_SECONDS });
  } catch {
    // Damaged, expired, or sealed with a secret that is no longer known.
    return null;
  }
}
