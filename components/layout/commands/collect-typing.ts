/** Enter that came after what was typed, before anything could be chosen; `full` with Ctrl or ⌘. */
export type EarlyEnter = "none" | "plain" | "full";

/** What was typed for a field that was on its way. */
export interface Typed {
  text: string;
  enter: EarlyEnter;
}

export const NOTHING_TYPED: Typed = { text: "", enter: "none" };

/** What is typed for a field that is on its way. */
export interface Typing {
  /** Ends the collecting. @returns what was typed since it began */
  take: () => Typed;
}

/**
 * Keeps what is typed from now on from the page, whose keys it would press, until the field that it is meant for takes it.
 * @param onEscape somebody does not want the field any more; the collecting has ended
 */
export function collectTyping(onEscape: () => void): Typing {
  const typed = { ...NOTHING_TYPED };
  const handleKey = (event: KeyboardEvent) => {
    const isWithControl = event.ctrlKey || event.metaKey;
    if (event.altKey || (isWithControl && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      take();
      onEscape();
    } else if (event.key === "Enter") {
      // With nothing typed it would choose what nobody has seen, and a key that is held is not pressed again.
      if (typed.text !== "" && !event.repeat) typed.enter = isWithControl ? "full" : "plain";
    } else if (event.key === "Backspace") {
      typed.enter = "none";
      typed.text = typed.text.slice(0, -1);
    } else if (event.key.length === 1) {
      typed.enter = "none";
      typed.text += event.key;
    }
  };
  const take = () => {
    window.removeEventListener("keydown", handleKey, { capture: true });
    return typed;
  };
  window.addEventListener("keydown", handleKey, { capture: true });
  return { take };
}
