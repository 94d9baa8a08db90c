/** A time span with its two largest units, as in `45 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. Rounds to whole seconds. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  if (total < 3600) return joinUnits(Math.floor(total / 60), "min", total % 60, "s");
  if (total < 86_400) return joinUnits(Math.floor(total / 3600), "h", Math.floor((total % 3600) / 60), "min");
  return joinUnits(Math.floor(total / 86_400), "d", Math.floor((total % 86_400) / 3600), "h");
}

function joinUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
