import { inBenchPage } from "./bench-page";
import type { Arena, Measurement } from "./contender";
import { slices } from "./slices";

/** The floor, and then the checksum, as a vendor's command-line client does it. */
export async function hashAfter(arena: Arena): Promise<Measurement> {
  return inBenchPage(arena, {
    kind: "put-then-hash",
    ...(await slices(arena)),
    hashScript: arena.scripts.hashWorker,
  });
}
