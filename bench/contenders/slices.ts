import { MIB } from "@/bench/settings";
import type { Arena } from "./contender";

// What ours does with the sizes that are measured here; `ours` checks both in every run.

/** The part size that the dashboard plans for files up to 31 GiB. */
export const PART_BYTES = 16 * MIB;

/** Parts that ours has in flight at most. */
export const PARTS_IN_FLIGHT = 4;

/** A part URL for every slice of the file. */
export async function slices({
  service,
  file,
  name,
}: Arena): Promise<{ urls: string[]; partBytes: number; inFlight: number }> {
  const imageId = await service.createImage(name);
  const count = Math.ceil(file.sizeBytes / PART_BYTES);
  const urls: string[] = [];
  for (let partNumber = 1; partNumber <= count; partNumber++) urls.push(await service.partUrl(imageId, partNumber));
  return { urls, partBytes: PART_BYTES, inFlight: PARTS_IN_FLIGHT };
}
