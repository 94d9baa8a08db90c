/** Whose token it is, and what it may do. */
export interface TokenHolder {
  account: string;
  mayWrite: boolean;
}

/**
 * The account that a token of a fake belongs to: `<user>` or `<user>.<anything>` is that user's, `readonly-<user>` may look and not
 * change, `invalid…` and none at all are refused.
 * @returns null for a token that is to be refused
 */
export function holderOf(token: string | null): TokenHolder | null {
  if (token === null || token === "" || token.startsWith("invalid")) return null;
  const [name = ""] = token.split(".");
  const readOnly = /^readonly-(.+)$/.exec(name)?.[1];
  return { account: readOnly ?? name, mayWrite: readOnly === undefined };
}

/** Only the account's name; null for a token that is to be refused. */
export function accountOf(token: string | null): string | null {
  return holderOf(token)?.account ?? null;
}

/** The token of an `Authorization: Bearer …` header; null without one. */
export function bearerToken(authorization: string | null | undefined): string | null {
  return /^Bearer (\S+)$/.exec(authorization ?? "")?.[1] ?? null;
}
