import type { MiddlewareHandler } from "hono";
import { ServiceError } from "@/lib/images-api/errors";
import type { AppEnvironment } from "@/lib/images-api/http/environment";
import { addressBlock } from "@/lib/images-api/tokens/address-block";
import { RequestBuckets } from "./request-buckets";

/** An address may ask this many times as often as a token: a whole office may sit behind it. */
const TOKENS_PER_ADDRESS = 10;

/** Too many requests with one token, or from one address. */
export class TooManyRequests extends ServiceError {
  constructor(
    readonly retryAfterSeconds: number,
    whose: string,
  ) {
    super("rate_limit_error", `Too many requests came ${whose}. Wait ${retryAfterSeconds} s, then go on more slowly.`);
  }
}

type Middleware = MiddlewareHandler<AppEnvironment>;

/** Two limits: one before anybody looks at the token, one after. */
export interface RequestLimits {
  byAddress: Middleware;
  byToken: Middleware;
}

/**
 * Only for `/v2`: who has a presigned URL may use it as often as the line takes, because what reads an image bit by bit asks
 * hundreds of times a second, and a wrong signature costs next to nothing.
 * @param perMinute requests with one token; null for any number
 */
export function limitRequests(perMinute: number | null): RequestLimits {
  if (perMinute === null) return { byAddress: letPass, byToken: letPass };
  const addresses = new RequestBuckets(perMinute * TOKENS_PER_ADDRESS);
  const tokens = new RequestBuckets(perMinute);
  return {
    byAddress: async (context, next) => {
      take(addresses, addressBlock(context.get("address")), "from your address");
      await next();
    },
    byToken: async (context, next) => {
      take(tokens, context.get("identity").tokenId, "with this API token");
      await next();
    },
  };
}

const letPass: Middleware = (_context, next) => next();

function take(buckets: RequestBuckets, caller: string, whose: string): void {
  const waitMs = buckets.take(caller, performance.now());
  if (waitMs > 0) throw new TooManyRequests(Math.ceil(waitMs / 1_000), whose);
}
