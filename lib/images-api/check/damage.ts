/** What the right bytes of a completed image are. */
export interface ProvenBytes {
  sha256: string;
  sizeBytes: number;
}

/** What is there. `sha256`: null when it was not computed. */
export interface FoundBytes {
  sizeBytes: number;
  sha256: string | null;
}

/** Where bytes are, and how messages say it. */
const PLACES = { disk: "on the server's disk", bucket: "in the server's bucket" } as const;
export type PlaceOfBytes = keyof typeof PLACES;

/** What is wrong with a completed image's bytes. `changed`: their checksum is another one, which need not be known. */
export type Damage =
  | { kind: "missing" }
  | { kind: "size"; found: number }
  | { kind: "digest"; found: string }
  | { kind: "changed" };

/** The one rule by which a completed image's bytes are judged. Null when they are right, as far as was looked. */
export function damageOf(proven: ProvenBytes, found: FoundBytes): Damage | null {
  if (found.sizeBytes === 0) return { kind: "missing" };
  if (found.sizeBytes !== proven.sizeBytes) return { kind: "size", found: found.sizeBytes };
  if (found.sha256 !== null && found.sha256 !== proven.sha256) return { kind: "digest", found: found.sha256 };
  return null;
}

/** What is the matter, as half a sentence: "Its bytes …". */
export function describeDamage(damage: Damage, proven: ProvenBytes, place: PlaceOfBytes = "disk"): string {
  const there = PLACES[place];
  switch (damage.kind) {
    case "missing":
      return `are not ${there} any more`;
    case "size":
      return `are not what was uploaded: ${damage.found} of ${proven.sizeBytes} bytes are ${there}`;
    case "digest":
      return `changed ${there}: they had SHA-256 ${proven.sha256}, now they have ${damage.found}`;
    case "changed":
      return `changed ${there}: their SHA-256 is not ${proven.sha256} any more`;
    default:
      return damage satisfies never;
  }
}

/** The reason of failure that its owner reads. */
export function damageReason(damage: Damage, proven: ProvenBytes, place: PlaceOfBytes = "disk"): string {
  return `It was complete, but its bytes ${describeDamage(damage, proven, place)}. Ask whoever runs the server to bring them back from a backup, or delete this image and upload the file again.`;
}
