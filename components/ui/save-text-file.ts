/** Longer than a browser takes to read a few MB, in ms. */
const READ_MS = 60_000;

/** Saves a text as a file of the person's own, in the browser's way. */
export function saveTextFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download reads the blob after this task.
  setTimeout(() => URL.revokeObjectURL(url), READ_MS);
}
