/** Stands in for our own origin, which the function need not know. */
const OWN_ORIGIN = "http://own.invalid";

/**
 * A path of this site to go to after signing in, or `fallback` for anything that could lead elsewhere: another origin,
 * `//host`, `/\host`, a scheme. Keeps query and fragment.
 */
export function safeReturnPath(candidate: string | null | undefined, fallback: string): string {
  if (candidate === null || candidate === undefined || !candidate.startsWith("/")) return fallback;
  if (!URL.canParse(candidate, OWN_ORIGIN)) return fallback;
  const url = new URL(candidate, OWN_ORIGIN);
  // A path such as `/.//host` keeps our origin here and names another one when it is resolved again.
  if (url.origin !== OWN_ORIGIN || url.pathname.startsWith("//")) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
