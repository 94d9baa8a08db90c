/** Where the build's scripts and workers lie. */
const SCRIPTS_PATH = "/_next/static/";

/** What React parses to make a script element that a page brings along (https://github.com/facebook/react, `createResource`). It never runs. */
const EMPTY_SCRIPT = "<script></script>";

declare global {
  interface Window {
    /** Absent where the browser knows no Trusted Types. */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: Record<"createScriptURL" | "createHTML", (text: string) => string | null>,
      ): unknown;
    };
  }
}

/**
 * The script of next-themes, which a server puts at the head of a page. Where React makes a page anew in the browser, after an error, it
 * makes that script as well, and it never runs: it is only in the way.
 */
const THEME_SCRIPT = /^\(\(.*document\.documentElement.*\)\(/s;

/**
 * Says which strings may become code where the page's policy wants Trusted Types: addresses of the build's own scripts, and nothing else. The
 * bundler sets them as strings, so the policy is the default one, which the browser asks by itself. Null is a refusal: what set the string
 * throws (https://www.w3.org/TR/trusted-types/#default-policy-hdr).
 */
export function guardScripts(): void {
  window.trustedTypes?.createPolicy("default", { createScriptURL: ownScript, createHTML: harmlessHtml });
}

/** The address of one of the build's own scripts as it is; null for any other. */
export function ownScript(url: string): string | null {
  const { origin, pathname } = new URL(url, location.origin);
  return origin === location.origin && pathname.startsWith(SCRIPTS_PATH) ? url : null;
}

/** What may be parsed in place of `html`: the empty script, and nothing for the theme's script. Null for all else. */
export function harmlessHtml(html: string): string | null {
  if (html === EMPTY_SCRIPT) return html;
  return THEME_SCRIPT.test(html) ? "" : null;
}
