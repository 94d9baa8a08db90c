import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { cycleText } from "@/lib/text/cycle-text";
import type { CycleClient } from "./client";
import { sourceName } from "./mapper";
import { readAllPages } from "./pages";
import { objectIdSchema, type WireSource } from "./wire";

/** The hub's sources by name, without those that are gone. */
export async function readSources(client: CycleClient): Promise<WireSource[]> {
  const sources = await readAllPages((page) => client.sources(page));
  if (sources === null) throw new ApiError("upstream_failed", cycleText.tooManySources);
  return sources
    .filter(({ state }) => state.current !== "deleted")
    .toSorted((a, b) => sourceName(a).localeCompare(sourceName(b), "en", { numeric: true }));
}

/** Null for one that is not, or no longer, there. */
export async function readSource(client: CycleClient, id: string): Promise<WireSource | null> {
  if (!objectIdSchema.safeParse(id).success) return null;
  try {
    return (await client.source(id)).data;
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return null;
    throw error;
  }
}
