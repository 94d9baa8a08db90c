/** Where this page may send and fetch bytes beside its own origin, as its Content-Security-Policy says it (`lib/config/connect-sources`). */
export function connectSources(): string[] {
  return (document.documentElement.dataset["connectSources"] ?? "").split(" ").filter((source) => source !== "");
}

/** Where the embedded images API takes and gives bytes. Whatever else is at the page's own origin takes its cookies for somebody's will. */
const OWN_PATH = "/objects/";

/** What of an address is not allowed: its origin, or its scheme where it has none. */
interface RefusedAddress {
  part: string;
  /** Whether naming the origin in the configuration would help. */
  canBeAllowed: boolean;
}

/**
 * Why no bytes are sent to or fetched from an address that an API named, in a sentence for people: the browser would refuse most of them as
 * well, but as if the line were broken. Works in pages and in workers, which are told the sources.
 * @param sources as `connectSources` gives them @param page the page's own origin
 * @returns null for an address that may be used
 */
export function addressRefusal(
  use: "an upload" | "a download",
  address: string,
  { sources, page }: { sources: readonly string[]; page: string },
): string | null {
  const refused = refusedAddress(address, sources, page);
  if (refused === null) return null;
  const help = refused.canBeAllowed
    ? "Your administrator can allow it with UPLOAD_ORIGINS."
    : "Tell whoever runs the images API: no setting allows it.";
  return `The API named ${use} address that is not allowed: ${refused.part}. ${help}`;
}

/** Null for an address that may be used. @param page the page's own origin */
export function refusedAddress(address: string, sources: readonly string[], page: string): RefusedAddress | null {
  if (!URL.canParse(address)) return { part: "an address that is none", canBeAllowed: false };
  const url = new URL(address);
  const { protocol, origin, pathname } = url;
  if (protocol !== "https:" && protocol !== "http:") return { part: protocol, canBeAllowed: false };
  // Bytes would go past whoever reads the address, to the host after the "@".
  if (url.username !== "" || url.password !== "") return { part: origin, canBeAllowed: false };
  if (origin === page) {
    return pathname.startsWith(OWN_PATH)
      ? null
      : { part: `${origin}${pathname.split("/", 2).join("/")}`, canBeAllowed: false };
  }
  // Mixed content: a page that came by https hands nothing on in clear.
  if (protocol === "http:" && page.startsWith("https:")) return { part: origin, canBeAllowed: false };
  return sources.some((source) => covers(source, url)) ? null : { part: origin, canBeAllowed: true };
}

/** As the browser matches a source: https://www.w3.org/TR/CSP3/#match-url-to-source-expression */
function covers(source: string, { protocol, hostname, origin }: URL): boolean {
  if (source === "https:") return protocol === source;
  if (source.endsWith(":*")) return source === `${protocol}//${hostname}:*`;
  const [before, after] = source.split("//*.");
  if (after !== undefined) return origin.startsWith(`${before}//`) && origin.endsWith(`.${after}`);
  return source === origin;
}
