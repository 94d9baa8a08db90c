import { inBenchPage } from "./bench-page";
import type { Arena, Measurement } from "./contender";
import { slices } from "./slices";

/** The least that a browser needs: the slices that ours sends, as many at once, and nothing else. The URLs are signed before. */
export async function floor(arena: Arena): Promise<Measurement> {
  return inBenchPage(arena, { kind: "put", ...(await slices(arena)) });
}
