/** Whether the text reached the clipboard; if the browser refused, the text, to be shown for copying by hand. */
export type CopyResult = { copied: true } | { copied: false; text: string };

/**
 * Puts a text on the clipboard that may still be on its way. Must be called in the handler of a click or key press: Safari
 * takes a promise at that moment, and refuses a write that comes after an answer was awaited.
 * @throws whatever `text` rejects with
 */
export async function copyText(text: string | Promise<string>): Promise<CopyResult> {
  const written = write(text).then(
    () => true,
    () => false,
  );
  const value = await text;
  return (await written) ? { copied: true } : { copied: false, text: value };
}

async function write(text: string | Promise<string>): Promise<void> {
  // Absent outside secure contexts, whatever the type says.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard === undefined) throw new Error("The clipboard needs HTTPS.");
  if (typeof text === "string") return clipboard.writeText(text);
  if (typeof ClipboardItem === "undefined") return clipboard.writeText(await text);
  const blob = text.then((value) => new Blob([value], { type: "text/plain" }));
  return clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}
