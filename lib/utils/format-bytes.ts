const UNITS = ["KiB", "MiB", "GiB", "TiB"] as const;

const exactFormat = new Intl.NumberFormat("en", { useGrouping: true });

/**
 * A length in binary units with three digits that count: `512 B`, `1.21 GiB`, `128 GiB`.
 * Rounds down, so that an unfinished transfer never reads as a finished one.
 */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${Math.floor(bytes)} B`;
  let value = bytes / 1024;
  let unit: (typeof UNITS)[number] = UNITS[0];
  for (const larger of UNITS.slice(1)) {
    if (value < 1024) break;
    value /= 1024;
    unit = larger;
  }
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const factor = 10 ** decimals;
  const rounded = Math.floor(value * factor) / factor;
  return `${Number.isInteger(rounded) ? rounded : rounded.toFixed(decimals)} ${unit}`;
}

/** The exact length, as in `1,300,234,240 bytes`. */
export function formatExactBytes(bytes: number): string {
  return `${exactFormat.format(bytes)} ${bytes === 1 ? "byte" : "bytes"}`;
}
