import "server-only";
import { createHash } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { connectionIdSchema, providerIdSchema } from "@/lib/contract/connection-id";
import { accountSchema } from "@/lib/contract/session";

/** What a session cookie holds. */
const sealedConnectionSchema = z.object({
  connection: connectionIdSchema,
  provider: providerIdSchema,
  token: z.string().min(1),
  /** What was entered beside the token. */
  settings: z.record(z.string(), z.string()),
  account: accountSchema,
});
export type SealedConnection = z.infer<typeof sealedConnectionSchema>;

/** The first one writes, all of them read. */
export type Secrets = readonly [string, ...string[]];

/**
 * How long a sign-in lasts at most, in seconds: a week, so that nobody is asked in the middle of a long upload, and a stolen
 * laptop does not open the door for ever.
 */
export const SESSION_LIFETIME_SECONDS = 7 * 24 * 60 * 60;

/** Encrypts and signs. The outcome fits a cookie's value as it is. */
export function sealConnection(connection: SealedConnection, secrets: Secrets): Promise<string> {
  // iron-session writes with the highest id, so it is given only one.
  return sealData(connection, { password: passwords([secrets[0]]), ttl: SESSION_LIFETIME_SECONDS });
}

/** Null for what is damaged, expired, sealed with a secret that is no longer known, or not of our shape. */
export async function unsealConnection(seal: string, secrets: Secrets): Promise<SealedConnection | null> {
  try {
    const content = await unsealData(seal, { password: passwords(secrets), ttl: SESSION_LIFETIME_SECONDS });
    return sealedConnectionSchema.safeParse(content).data ?? null;
  } catch {
    // iron-webcrypto throws for some kinds of damage and gives nothing for others: for us all of them are no session.
    return null;
  }
}

/**
 * A seal names its password by id. The id is made from the secret, so that it does not change when secrets are added before it or
 * taken away after it.
 */
export function passwords(secrets: readonly string[]): Record<string, string> {
  return Object.fromEntries(secrets.map((secret) => [passwordId(secret), secret]));
}

function passwordId(secret: string): string {
  return String(createHash("sha256").update(`session password id:${secret}`).digest().readUInt32BE(0));
}
