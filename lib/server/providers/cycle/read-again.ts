import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderImage } from "@/lib/contract/image";
import type { CycleClient } from "./client";
import { toImage } from "./mapper";

/**
 * The image as it is after it was changed. Cycle's answers to changes come without the source's and the creator's names. What was changed
 * stays changed when it cannot be read: then the image as it was told.
 */
export async function readAgain(client: CycleClient, told: ProviderImage): Promise<ProviderImage> {
  try {
    const { data, includes } = await client.image(told.id);
    return toImage(data, includes);
  } catch (error) {
    if (error instanceof ApiError) return told;
    throw error;
  }
}
