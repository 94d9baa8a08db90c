import type { DownloadLink, Image } from "@/lib/contract/image";

/** An image and a link that downloads it. */
export interface ImageLink {
  image: Image;
  link: DownloadLink;
}

/** What a spreadsheet would take for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA_START = /^[=+\-@\t\r]/;

/** One URL a line. */
export function linksAsLines(links: readonly ImageLink[]): string {
  return links.map(({ link }) => `${link.url}\n`).join("");
}

/** An array of objects. Sizes in bytes, instants in ISO 8601. */
export function linksAsJson(links: readonly ImageLink[]): string {
  const rows = links.map(({ image, link }) => ({
    name: image.name,
    id: image.id,
    sha256: link.sha256,
    sizeBytes: link.sizeBytes,
    url: link.url,
    expiresAt: link.expiresAt,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** A table with a header, as RFC 4180 has it: lines end with CR LF. No cell is read as a formula. */
export function linksAsCsv(links: readonly ImageLink[]): string {
  const rows = links.map(({ image, link }) => [
    image.name,
    image.id,
    link.sha256,
    String(link.sizeBytes),
    link.url,
    link.expiresAt,
  ]);
  const header = ["name", "id", "sha256", "size_bytes", "url", "expires_at"];
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * What `sha256sum --check` reads: a checksum line for each image, under a comment with all there is to know of it. Names are
 * escaped as sha256sum itself does, so that none of them ends its line.
 */
export function linksAsManifest(links: readonly ImageLink[]): string {
  return links
    .map(({ image: { name }, link: { sha256, sizeBytes, url } }) => {
      const escaped = escapeName(name);
      const mark = escaped === name ? "" : "\\";
      return `# ${escaped}  ${sha256}  ${sizeBytes}  ${url}\n${mark}${sha256}  ${escaped}\n`;
    })
    .join("");
}

function csvCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** GNU coreutils marks a line whose name holds these with a backslash at its start. */
function escapeName(name: string): string {
  return name.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
