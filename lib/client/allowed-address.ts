/** Where this page may send and fetch bytes beside its own origin, as its Content-Security-Policy says it (`lib/config/connect-sources`). */
export function connectSources(): string[] {
  return (document.documentElement.dataset["connectSources"] ?? "").split(" ").filter((source) => source !== "");
}

/**
 * What is wrong with an address that bytes are to be sent to or fetched from: the browser would refuse it as well, but as if the line were
 * broken. Works in pages and in workers, which are told the sources.
 * @param page the page's own origin
 * @returns what of the address is not allowed: its origin, or its scheme where it has none; null for an address that may be used
 */
export function refusedPart(address: string, sources: readonly string[], page: string): string | null {
  if (!URL.canParse(address)) return "an address that is none";
  const url = new URL(address);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb) return url.protocol;
  // Bytes would go past whoever reads the address, to the host after the "@".
  if (url.username !== "" || url.password !== "") return url.origin;
  if (url.origin === page) return null;
  // Mixed content: a page that came by https hands nothing on in clear.
  if (url.protocol === "http:" && page.startsWith("https:")) return url.origin;
  return sources.some((source) => covers(source, url)) ? null : url.origin;
}

/** As the browser matches a source: https://www.w3.org/TR/CSP3/#match-url-to-source-expression */
function covers(source: string, { protocol, hostname, origin }: URL): boolean {
  if (source === "https:") return protocol === source;
  if (source.endsWith(":*")) return source === `${protocol}//${hostname}:*`;
  const [before, after] = source.split("//*.");
  if (after !== undefined) return origin.startsWith(`${before}//`) && origin.endsWith(`.${after}`);
  return source === origin;
}
