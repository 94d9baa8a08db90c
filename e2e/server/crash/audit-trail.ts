import type { RecordedChange } from "./crash-site";
import type { KeptImage } from "./kept-images";

/** What an image that came to this end was acknowledged at least. */
const ACTIONS: Record<KeptImage["fate"], readonly string[]> = {
  open: ["image.create"],
  completed: ["image.create", "image.complete"],
  failed: ["image.create", "image.complete"],
  deleted: ["image.create", "image.complete", "image.delete"],
};

/** Acknowledged changes that the audit trail does not know, a sentence each. */
export function unrecorded(changes: readonly RecordedChange[], kept: readonly KeptImage[]): string[] {
  const recorded = new Set(changes.map(({ image_id, action }) => `${image_id} ${action}`));
  const owed = kept.flatMap(({ id, fate }) => ACTIONS[fate].map((action) => `${id} ${action}`));
  return owed.filter((change) => !recorded.has(change)).map((change) => `${change} is not in the audit trail.`);
}
