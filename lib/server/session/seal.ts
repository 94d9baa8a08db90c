import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { connectionIdSchema, providerIdSchema, type ProviderId } from "@/lib/contract/connection-id";
import { accountSchema, type Account } from "@/lib/contract/session";

/** What somebody signed in with, and to what. */
export interface SignIn {
  connection: string;
  provider: ProviderId;
  token: string;
  /** What was entered beside the token. */
  settings: Record<string, string>;
  account: Account;
}

/** What a session cookie holds. Times in epoch seconds. */
export interface SealedConnection extends SignIn {
  /** Names the sign-in, so that the server can end it whatever copies of its cookie there are. */
  sessionId: string;
  signedInAt: number;
  /** When somebody was last known to be there. */
  sealedAt: number;
}

const instantSchema = z.int().nonnegative();

/** As it is sealed: without names of fields, for all cookies together have little room (`MAX_COOKIES_BYTES`). */
const contentSchema = z.tuple([
  connectionIdSchema,
  providerIdSchema,
  z.string().min(1),
  z.record(z.string(), z.string()),
  accountSchema.shape.name,
  accountSchema.shape.role,
  z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  instantSchema,
  instantSchema,
]);

function toContent(sealed: SealedConnection): z.infer<typeof contentSchema> {
  const { connection, provider, token, settings, account, sessionId, signedInAt, sealedAt } = sealed;
  return [connection, provider, token, settings, account.name, account.role, sessionId, signedInAt, sealedAt];
}

/** Null for what is not of our shape. */
function fromContent(content: unknown): SealedConnection | null {
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) return null;
  const [connection, provider, token, settings, name, role, sessionId, signedInAt, sealedAt] = parsed.data;
  return { connection, provider, token, settings, account: { name, role }, sessionId, signedInAt, sealedAt };
}

/** The first one writes, all of them read. */
export type Secrets = readonly [string, ...string[]];

/** What seals depend on. Lifetimes in seconds, `now` in epoch ms. */
export interface Sealing {
  secrets: Secrets;
  idleSeconds: number;
  lifetimeSeconds: number;
  now: () => number;
}

/** A seal that says to be from later than this, in seconds, was made by a clock that has been set back since: it would last too long. */
const LARGEST_CLOCK_CORRECTION_SECONDS = 60;

/** A sign-in that begins now, under a new name of 128 random bits (ASVS 5.0 requirements 7.2.3 and 7.2.4). */
export function beginSession(signIn: SignIn, { now }: Pick<Sealing, "now">): SealedConnection {
  const signedInAt = seconds(now());
  return { ...signIn, sessionId: randomBytes(16).toString("base64url"), signedInAt, sealedAt: signedInAt };
}

/** Encrypts and signs; from now on the idle time counts anew. `seal` fits a cookie's value as it is, for `maxAgeSeconds`. */
export async function sealConnection(
  connection: SealedConnection,
  sealing: Sealing,
): Promise<{ seal: string; maxAgeSeconds: number }> {
  const sealedAt = seconds(sealing.now());
  const untilEnd = connection.signedInAt + sealing.lifetimeSeconds - sealedAt;
  // At least a second: to iron-session none would mean for ever.
  const maxAgeSeconds = Math.max(1, Math.min(sealing.idleSeconds, untilEnd));
  // iron-session writes with the highest id, so it is given only one.
  const password = passwords([sealing.secrets[0]]);
  return {
    seal: await sealData(toContent({ ...connection, sealedAt }), { password, ttl: maxAgeSeconds }),
    maxAgeSeconds,
  };
}

/** Null for what is damaged, expired, sealed with a secret that is no longer known, or not of our shape. */
export async function unsealConnection(seal: string, sealing: Sealing): Promise<SealedConnection | null> {
  try {
    const content = await unsealData(seal, { password: passwords(sealing.secrets), ttl: sealing.idleSeconds });
    const connection = fromContent(content);
    return connection !== null && isAlive(connection, sealing) ? connection : null;
  } catch {
    // iron-webcrypto throws for some kinds of damage and gives nothing for others: for us all of them are no session.
    return null;
  }
}

/** Whether the newest secret made the seal, which was opened before. */
export function isSealedWith(seal: string, secret: string): boolean {
  return seal.split("*")[1] === passwordId(secret);
}

/** When the sign-in ends at the latest, in epoch seconds. */
export function endOf({ signedInAt }: Pick<SealedConnection, "signedInAt">, lifetimeSeconds: number): number {
  return signedInAt + lifetimeSeconds;
}

/** Asked beside the seal's own end, which is that of the configuration, and by the clock, that it was made with. */
function isAlive({ signedInAt, sealedAt }: SealedConnection, { idleSeconds, lifetimeSeconds, now }: Sealing): boolean {
  const time = seconds(now());
  return (
    signedInAt <= sealedAt &&
    sealedAt <= time + LARGEST_CLOCK_CORRECTION_SECONDS &&
    time < sealedAt + idleSeconds &&
    time < signedInAt + lifetimeSeconds
  );
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
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
