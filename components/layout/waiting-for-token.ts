import { signInText } from "@/lib/text/sign-in-text";
import type { UploadView } from "@/lib/upload/upload-view";

/** What an upload is asked here. */
type Waiting = Pick<UploadView, "connection" | "account" | "status" | "elsewhere">;

/** Connections that wait for a new token, with uploads of this tab or with what it shows, each once. */
export interface TokenWaits {
  any: readonly string[];
  /** Of the account that is signed in, as far as the page knows: its token is refused. */
  own: readonly string[];
}

/**
 * @param signedInAs account names by connection; those that are not signed in are absent
 * @param refused connections whose sign-in is over by itself: what the page shows of them waits as well
 */
export function tokenWaits(
  uploads: readonly Waiting[],
  signedInAs: ReadonlyMap<string, string | null>,
  refused: ReadonlySet<string>,
): TokenWaits {
  const waiting = uploads.filter(({ status, elsewhere }) => status === "unauthorized" && !elsewhere);
  const own = waiting.filter(
    ({ connection, account }) => signedInAs.has(connection) && signedInAs.get(connection) === account,
  );
  const over = [...refused].filter((connection) => signedInAs.has(connection));
  return { any: eachOnce(waiting, over), own: eachOnce(own, over) };
}

function eachOnce(uploads: readonly Waiting[], others: readonly string[]): string[] {
  return [...new Set([...uploads.map(({ connection }) => connection), ...others])];
}

/** Whose token is asked for. A dialog that opened by itself closes by itself when nothing waits any more. */
export interface TokenAsking {
  /** Somebody pressed a button for it. */
  asked: string | null;
  /** Uploads began to wait, or the sign-in is over. */
  automatic: string | null;
  /** Waved away: not opened again by itself while the same wait lasts. */
  declined: readonly string[];
}

export const NOBODY_ASKED: TokenAsking = { asked: null, automatic: null, declined: [] };

/**
 * What follows from who waits now. The same object where nothing changed. Whoever signed out, or in with another account,
 * knows that uploads wait: only a token that is refused asks by itself.
 */
export function settleAsking(asking: TokenAsking, { any, own }: TokenWaits): TokenAsking {
  const declined = asking.declined.filter((connection) => own.includes(connection));
  const isStillNeeded = asking.automatic !== null && any.includes(asking.automatic);
  const automatic = isStillNeeded
    ? asking.automatic
    : (own.find((connection) => !declined.includes(connection)) ?? null);
  const isSame = automatic === asking.automatic && declined.length === asking.declined.length;
  return isSame ? asking : { ...asking, automatic, declined };
}

/** The dialog of a connection was closed, with a token or without. */
export function closeAsking({ declined }: TokenAsking, connection: string): TokenAsking {
  const others = declined.filter((other) => other !== connection);
  return { asked: null, automatic: null, declined: [...others, connection] };
}

/** The accounts whose uploads of a connection wait for a token, in this tab; each once, null where the name is not known. */
export function waitingAccounts(uploads: readonly Waiting[], connectionId: string): (string | null)[] {
  const waiting = uploads.filter(
    ({ connection, status, elsewhere }) => connection === connectionId && status === "unauthorized" && !elsewhere,
  );
  return [...new Set(waiting.map(({ account }) => account))];
}

/**
 * What is to be said after a sign-in as `signedInAs` when uploads of other accounts still wait; null when none do.
 * @param waiting the accounts that uploads waited for
 */
export function otherAccountsSentence(waiting: readonly (string | null)[], signedInAs: string | null): string | null {
  const others = waiting.filter((account) => account !== signedInAs);
  if (others.length === 0) return null;
  const text = signInText.again;
  const names = text.and(others.map((account) => account ?? text.anotherAccount));
  return signedInAs === null ? text.othersWaitUnnamed(names) : text.othersWait(names, signedInAs);
}
