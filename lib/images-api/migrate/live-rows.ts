import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { howToStart, whereTo } from "./destination";
import { MigrationError } from "./migration-error";
import { parsePlace, type Place } from "./place";

/** Why a program does not work with rows that note this; null when it may. */
export function whyNotLive(place: Place): string | null {
  switch (place.kind) {
    case "disk":
    case "s3":
      return null;
    case "moving":
      return "The rows of this database are a copy that is not complete. Finish `npm run admin -- migrate-store`, which began it, or empty the database.";
    case "moved":
      return whyMoved(place);
    default:
      return place satisfies never;
  }
}

function whyMoved({ to }: Extract<Place, { kind: "moved" }>): string {
  const moved = "The rows of this database were moved by `npm run admin -- migrate-store`";
  if (to === null) {
    return `${moved}. Use the configuration that they were moved to, or move them back; its --reopen says that these are the right ones after all.`;
  }
  const side = "folder" in to ? "servers" : "folder";
  return `${moved} ${whereTo(to)}. ${howToStart(to)} Or move them back; --reopen ${side} says that these are the right ones after all.`;
}

/** @param place where bytes are by the configuration, noted when nothing is yet. @throws MigrationError unless these rows are in use */
export async function requireLiveRows(store: MetadataStore, place: string): Promise<void> {
  const reason = whyNotLive(parsePlace(await store.placeOfBytes(place)));
  if (reason !== null) throw new MigrationError(reason);
}
