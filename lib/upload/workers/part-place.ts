import * as z from "zod/mini";
import { addressRefusal } from "@/lib/client/allowed-address";
import { ApiError, errorBodySchema } from "@/lib/contract/errors";
import { ACCOUNT_HEADER } from "@/lib/contract/account-header";
import { jsonTextSchema } from "@/lib/contract/json-text";
import { FaultError, faultOf, partAnswerFault, type Fault } from "@/lib/upload/machine/fault";
import { storageMessage } from "./storage-message";

/** An answer to a PUT, as far as it was read. */
export interface PutAnswer {
  status: number;
  statusText: string;
  /** Where the answer came from, after redirects. */
  url: string;
  /** From Retry-After; null without one. */
  retryAfterMilliseconds: number | null;
  body: string;
}

/** Where a part goes, and how its answer is to be understood. */
export interface PartPlace {
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Null for success. */
  faultOf(answer: PutAnswer): Fault | null;
}

/**
 * The place that a part URL names. One that begins with `/api/` is the dashboard's own: there the session's cookie goes along, as
 * with every request to where the page came from, and the account that the part is meant for. A storage gets nothing but bytes.
 * @param account the upload's
 * @param sources where parts may go beside the dashboard
 * @throws FaultError for any other address
 */
export function placeOf(url: string, account: string | null, sources: readonly string[]): PartPlace {
  if (url.startsWith("/api/")) return ownPlace(url, account);
  const message = addressRefusal("an upload", url, { sources, page: globalThis.location.origin });
  if (message !== null) {
    throw new FaultError({ kind: "stopped", failure: { code: "address_refused", message, requestId: null } });
  }
  return { url, headers: {}, faultOf: storageFault };
}

function storageFault({ status, statusText, retryAfterMilliseconds, body }: PutAnswer): Fault | null {
  return partAnswerFault(status, statusText, retryAfterMilliseconds, storageMessage(body));
}

function ownPlace(path: string, account: string | null): PartPlace {
  const { href } = new URL(path, globalThis.location.origin);
  return {
    url: href,
    headers: { [ACCOUNT_HEADER]: encodeURIComponent(account ?? "") },
    faultOf(answer) {
      // Our API redirects nobody; a sign-in wall in front of it does, and its page has taken no part.
      const isOurs = answer.url === href;
      return isOurs && answer.status >= 200 && answer.status < 300 ? null : faultOf(errorOf(answer));
    },
  };
}

const errorTextSchema = z.pipe(jsonTextSchema, errorBodySchema);

/** An answer that is not of our API is some gateway's in front of it: worth another try. */
function errorOf({ status, retryAfterMilliseconds, body }: PutAnswer): ApiError {
  const retryAfterSeconds = retryAfterMilliseconds === null ? undefined : retryAfterMilliseconds / 1_000;
  const parsed = errorTextSchema.safeParse(body);
  if (!parsed.success) {
    const message = `The server gave an answer that cannot be understood (status ${status}).`;
    return new ApiError("upstream_failed", message, { retryAfterSeconds });
  }
  const { code, message, requestId } = parsed.data.error;
  return new ApiError(code, message, { requestId, retryAfterSeconds });
}
