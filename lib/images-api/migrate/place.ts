import { type Destination, parseDestination } from "./destination";

/**
 * What the rows note of where they and their bytes are, as text: `disk` and `s3 BUCKET` for bytes that are there, `moving ID` in rows that
 * are being copied by the move of that id, `moved ID PLACE` in rows whose copies are used now; PLACE is what was noted before.
 * After it may stand `to` and the destination as JSON, which moves of earlier versions did not note.
 * A server starts on the first two alone.
 */
export type Place =
  | BytesPlace
  | { kind: "moving"; moveId: string }
  | { kind: "moved"; moveId: string; before: BytesPlace; to: Destination | null };

/** Where bytes can be. */
export type BytesPlace = { kind: "disk" } | { kind: "s3"; bucket: string };

/** @throws Error for what a newer version wrote */
export function parsePlace(text: string): Place {
  const bytes = bytesPlace(text);
  if (bytes !== null) return bytes;
  const [, kind, moveId, rest] = /^(moving|moved) (\S+)(?: (.+))?$/s.exec(text) ?? [];
  if (kind === "moving" && moveId !== undefined && rest === undefined) return { kind, moveId };
  const [, noted = "", destination] = /^(.+?)(?: to (\{.*\}))?$/s.exec(rest ?? "") ?? [];
  const before = bytesPlace(noted);
  if (kind === "moved" && moveId !== undefined && before !== null) {
    return { kind, moveId, before, to: destination === undefined ? null : parseDestination(destination) };
  }
  throw new Error(
    `The rows note ${JSON.stringify(text)} as the place of their bytes, which this version does not know.`,
  );
}

function bytesPlace(text: string): BytesPlace | null {
  if (text === "disk") return { kind: "disk" };
  const bucket = /^s3 (\S+)$/.exec(text)?.[1];
  return bucket === undefined ? null : { kind: "s3", bucket };
}

export function placeText(place: Place): string {
  switch (place.kind) {
    case "disk":
      return "disk";
    case "s3":
      return `s3 ${place.bucket}`;
    case "moving":
      return `moving ${place.moveId}`;
    case "moved":
      return [
        `moved ${place.moveId} ${placeText(place.before)}`,
        ...(place.to === null ? [] : [JSON.stringify(place.to)]),
      ].join(" to ");
    default:
      return place satisfies never;
  }
}
