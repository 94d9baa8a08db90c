/** What is typed for a field that is on its way. */
export interface Typing {
  /** Ends the collecting. @returns what was typed since it began */
  take: () => string;
}

/**
 * Keeps what is typed from now on from the page, whose keys it would press, until the field that it is meant for takes it.
 * @param onEscape somebody does not want the field any more; the collecting has ended
 */
export function collectTyping(onEscape: () => void): Typing {
  let typed = "";
  const handleKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") {
      take();
      onEscape();
    } else if (event.key === "Backspace") typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
  };
  const take = () => {
    window.removeEventListener("keydown", handleKey, { capture: true });
    return typed;
  };
  window.addEventListener("keydown", handleKey, { capture: true });
  return { take };
}
