/** Hands a text to the browser as a download. */
export function saveAsFile(fileName: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the bytes once it began, which it does within the click.
  URL.revokeObjectURL(url);
}
