/** How far several uploads are together, 0…1; null where there is nothing to send. Sizes in bytes. */
export function overallFraction(uploads: readonly { sentBytes: number; sizeBytes: number }[]): number | null {
  const total = uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (total === 0) return null;
  return uploads.reduce((sum, { sentBytes }) => sum + sentBytes, 0) / total;
}
