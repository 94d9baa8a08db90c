/**
 * Gives the page's nonce to style elements that a library inserts: the one that locks scrolling under a modal dialog looks for it in this
 * global (https://github.com/theKashey/get-nonce).
 */
export function giveNonceToStyles(): void {
  // Scripts may read it where the attribute itself is hidden (https://html.spec.whatwg.org/#nonce-attributes).
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce !== undefined && nonce !== "") Object.assign(globalThis, { __webpack_nonce__: nonce });
}
