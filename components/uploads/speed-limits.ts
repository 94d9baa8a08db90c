import { trayText } from "@/lib/text/tray-text";

/** Network lines are sold in decimal units, unlike files: bytes in one MB. */
const MB = 1_000_000;

/** The limits that are offered, in bytes per second. */
export const SPEED_LIMITS: readonly number[] = [50 * MB, 20 * MB, 10 * MB, 5 * MB, 2 * MB, 1 * MB];

/** A limit as people read it, as in `5 MB/s`. */
export function speedLimitText(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? trayText.noLimit : trayText.megabytes(bytesPerSecond / MB);
}
