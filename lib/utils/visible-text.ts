/** Characters that nobody sees (Unicode's Default_Ignorable_Code_Point), separators of lines and what is no character at all. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Surrogate}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/gu;

/** Printable ASCII that does not begin with a blank stays as it is, and almost all texts are of it: four looks for what is rare take longer. */
const PLAIN = /^[!-~][ -~]*$/;

const C0_PICTURES = 0x2400;
const DELETE_PICTURE = "\u2421";
const NEWLINE_PICTURE = "\u2424";
const BLANK_PICTURE = "\u2423";
const REPLACEMENT = "\ufffd";

/**
 * `text` as it may be put between others: what it was told by another program, with everything visible that would otherwise hide in it,
 * reorder its neighbours, end its line or speak to a terminal. Control characters become their pictures (U+2400 and further); marks of
 * direction, which could reorder a whole line (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing), and other invisible
 * ones U+FFFD; blanks alone become open boxes; and a combining mark at the start gets a circle to stand on. Text without any of them,
 * of whatever script, stays as it is.
 * @param lines `keep` leaves line ends and tabs
 */
export function visibleText(text: string, lines: "keep" | "show" = "show"): string {
  if (PLAIN.test(text)) return text;
  const shown = text
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, (character) =>
      lines === "keep" && (character === "\n" || character === "\t") ? character : picture(character),
    )
    .replaceAll(UNSEEN, (character, at: number, whole: string) =>
      isJoined(character, at, whole) ? character : REPLACEMENT,
    )
    .replace(/^(?=\p{Mark})/u, "\u25cc");
  return shown !== "" && shown.trim() === "" ? shown.replaceAll(/\s/g, BLANK_PICTURE) : shown;
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(C0_PICTURES + code);
  if (code === 0x7f) return DELETE_PICTURE;
  return code < 0xa0 ? REPLACEMENT : NEWLINE_PICTURE;
}

/** Joiners and variation selectors belong to what stands before them: letters of some scripts, and emoji. Beside ASCII they only hide. */
function isJoined(character: string, at: number, whole: string): boolean {
  const code = character.charCodeAt(0);
  const joins = code === 0x200c || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f);
  return joins && at > 0 && whole.charCodeAt(at - 1) > 0x7f;
}
