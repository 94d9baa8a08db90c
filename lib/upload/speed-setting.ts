import * as z from "zod/mini";

const KEY = "images-dashboard speed limit";

const limitSchema = z.pipe(z.transform(Number), z.number().check(z.positive()));

/** The speed limit that was set last in this browser, in bytes per second; null for none. */
export function readSpeedSetting(): number | null {
  try {
    return limitSchema.safeParse(localStorage.getItem(KEY)).data ?? null;
  } catch {
    // Storage may be forbidden: the limit then lasts as long as the page.
    return null;
  }
}

export function keepSpeedSetting(bytesPerSecond: number | null): void {
  try {
    if (bytesPerSecond === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(bytesPerSecond));
  } catch {
    // As above.
  }
}
