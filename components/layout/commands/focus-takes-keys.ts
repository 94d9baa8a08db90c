const TYPING =
  "textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox'], [role='combobox']";
const OVER_THE_PAGE = "[role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox'], dialog, [popover]";

/** Inputs that no character can be typed into. */
const BUTTON_LIKE = new Set(["button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"]);

/** Whether plain keys belong to what has the focus: a field that is typed into, or a menu or dialog that lies over the page. */
export function focusTakesKeys(focused: EventTarget | null): boolean {
  if (!(focused instanceof Element)) return false;
  if (focused instanceof HTMLInputElement && !BUTTON_LIKE.has(focused.type)) return true;
  return focused.closest(`${TYPING}, ${OVER_THE_PAGE}`) !== null;
}
