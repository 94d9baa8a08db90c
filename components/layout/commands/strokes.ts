/** What of a `KeyboardEvent` tells which key was pressed. */
export interface KeyPress {
  /** What it types, whatever the layout. */
  key: string;
  /** Where it lies. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  /** While an input method composes a character. */
  isComposing: boolean;
  /** Whether AltGr is held, which many layouts need to type "/" or "?". */
  isAltGraph: boolean;
}

const MODIFIERS = new Set(["Control", "Meta", "Alt", "AltGraph", "Shift", "CapsLock", "NumLock", "Fn", "OS"]);

/**
 * One stroke as commands name it: the key in lower case, with `mod+` for Ctrl (⌘ on a Mac) and `shift+` where Shift does not
 * belong to the character: "u", "/", "?", "mod+k", "shift+enter". Null for what is no command's: a modifier alone, Alt,
 * the other of Ctrl and ⌘, a character that is being composed.
 */
export function strokeOf(press: KeyPress, isMac: boolean): string | null {
  if (press.isComposing || MODIFIERS.has(press.key) || press.key === "Dead" || press.key === "Process") return null;
  const [mod, other] = isMac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  // Windows reports AltGr as Ctrl and Alt.
  if (!press.isAltGraph && (other || press.altKey)) return null;

  const key = latinKey(press);
  const hasCase = key.toLowerCase() !== key.toUpperCase();
  const parts = [mod && !press.isAltGraph && "mod", press.shiftKey && hasCase && "shift", key.toLowerCase()];
  return parts.filter((part) => part !== false).join("+");
}

/** Layouts of other scripts have no "u": there the letter is the one printed at the same place of a Latin keyboard. */
function latinKey({ key, code }: KeyPress): string {
  const isOtherLetter = key.length === 1 && key > "\u007F" && key.toLowerCase() !== key.toUpperCase();
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return isOtherLetter && place !== undefined ? place : key;
}

/** Whether the keys work without Ctrl or ⌘: those a slip of the hand or dictated speech can press. */
export function isSingleKeys(keys: string): boolean {
  return !keys.startsWith("mod+");
}

/** What a stroke leads to: a command's keys are complete, begun, or it is nobody's. */
export interface StrokeResult {
  matched: string | null;
  /** The strokes so far, when more may follow. */
  pending: string | null;
}

/** @param pending what came before, from the last result; @param known the keys of all commands */
export function followStroke(pending: string | null, stroke: string, known: readonly string[]): StrokeResult {
  const strokes = pending === null ? stroke : `${pending} ${stroke}`;
  if (known.includes(strokes)) return { matched: strokes, pending: null };
  if (known.some((keys) => keys.startsWith(`${strokes} `))) return { matched: null, pending: strokes };
  // A stroke that does not go on begins anew.
  return pending === null ? { matched: null, pending: null } : followStroke(null, stroke, known);
}
