import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { ServiceError } from "@/lib/images-api/errors";
import type { MetadataStore, TokenRole, TokenRow } from "@/lib/images-api/metadata/types";
import type { Clock } from "@/lib/utils/steady-clock";
import { addressBlock } from "./address-block";
import { FailureThrottle } from "./throttle";
import { hashToken } from "./token";

/** Who makes a request. */
export interface Identity {
  owner: string;
  role: TokenRole;
  tokenId: string;
}

/** `authorization`: the header's value. `address`: where the request comes from. */
export interface Credentials {
  authorization: string | undefined;
  address: string;
}

export interface Authenticator {
  /** @throws ServiceError `authentication_error`, or TooManyFailures */
  authenticate(credentials: Credentials): Promise<Identity>;
}

/** Too many wrong tokens from one address. */
export class TooManyFailures extends ServiceError {
  constructor(readonly retryAfterSeconds: number) {
    super(
      "rate_limit_error",
      `Too many wrong API tokens came from your address. Wait ${retryAfterSeconds} s, then try again with a right one.`,
    );
  }
}

/** A token that was right once. */
export class WornOutToken extends ServiceError {
  constructor(readonly identity: Identity) {
    super("authentication_error", "This API token has expired. Ask your administrator for a new one.");
  }
}

/** The owner of images made with the configured token and with the one of the first start. */
export const FIRST_OWNER = "admin";

/** RFC 6750 section 2.1; the scheme's case does not matter (RFC 9110 section 11.1). */
const BEARER_PATTERN = /^bearer +(?<token>[\x21-\x7e]{1,4096})$/i;

/** A token's last use is written at most this often, in milliseconds: a write for every read would be a waste. */
const USE_PRECISION_MS = 60_000;

/**
 * Tokens remembered as right. They need not wait when others at their address guess, and are no guesses when they are revoked: a
 * page that is open goes on asking with its token, which must not lock out its neighbours. They are still looked up each time.
 */
const MAX_KNOWN = 1_000;

interface AuthenticatorOptions {
  metadata: MetadataStore;
  /** A token of the operator's own choice, an admin's. It is in no table, so it ends when the configuration drops it. */
  adminToken: string | undefined;
  /** For tokens that expire; never set back. */
  clock: Clock;
  log: Logger;
}

export function createAuthenticator({ metadata, adminToken, clock, log }: AuthenticatorOptions): Authenticator {
  const throttle = new FailureThrottle();
  const known = new Set<string>();
  const adminHash = adminToken === undefined ? null : hashToken(adminToken);

  async function identify(hash: string): Promise<Identity | null> {
    // Comparing hashes leaks nothing of use: one would have to choose a token by its SHA-256.
    if (hash === adminHash) return { owner: FIRST_OWNER, role: "admin", tokenId: "token_configured" };
    const token = await metadata.findToken(hash);
    if (token === null) return null;
    const identity: Identity = { owner: token.owner, role: token.role, tokenId: token.id };
    if (token.expiresAt !== null && token.expiresAt <= clock()) throw new WornOutToken(identity);
    await noteUse(token);
    return identity;
  }

  /** Nobody is refused for want of it: a disk that takes no more can still be read. */
  async function noteUse({ id, lastUsedAt }: TokenRow): Promise<void> {
    const now = Date.now();
    // Also when the clock was set back.
    if (lastUsedAt !== null && Math.abs(now - lastUsedAt) <= USE_PRECISION_MS) return;
    try {
      await metadata.recordTokenUse(id, now);
    } catch (error) {
      log.error({ err: error, tokenId: id }, "the use of a token could not be noted");
    }
  }

  function remember(hash: string): void {
    known.delete(hash);
    known.add(hash);
    const [oldest] = known;
    if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
  }

  return {
    async authenticate({ authorization, address }) {
      if (authorization === undefined) {
        throw new ServiceError("authentication_error", "Send an API token: `Authorization: Bearer …`.");
      }
      const token = BEARER_PATTERN.exec(authorization)?.groups?.["token"];
      const hash = token === undefined ? "" : hashToken(token);
      const block = addressBlock(address);
      const wasRight = known.has(hash);
      if (!wasRight) {
        const waitMs = throttle.waitMs(block, Date.now());
        if (waitMs > 0) throw new TooManyFailures(Math.ceil(waitMs / 1_000));
      }
      const identity = token === undefined ? null : await identify(hash);
      if (identity === null) {
        if (!wasRight) await delay(throttle.fail(block, Date.now()));
        throw new ServiceError("authentication_error", "This API token is not valid: it is mistyped or was revoked.");
      }
      remember(hash);
      return identity;
    },
  };
}
