/** Characters that a terminal acts on or does not show: controls, marks of direction, separators of lines, half pairs, what is not assigned. */
const UNSHOWN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Text of others, made harmless for a terminal and unmistakable for a reader: ESC becomes `\u{1b}`. */
export function printable(text: string): string {
  return text.replaceAll(UNSHOWN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON on one line that holds nothing a terminal acts on; it parses to the same. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNSHOWN, (character) =>
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/** Columns of text, as wide as their widest cell; the first row is the heading. An absent cell is a dash. */
export function table(rows: readonly (readonly (string | null)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => printable(cell ?? "-")));
  const widths = cells[0]?.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** To the second, in UTC. */
export function time(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString().replace(/\.\d+/, "");
}
