"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { MIB } from "@/lib/contract/limits";
import { hashInBackground } from "@/lib/upload/workers/hash-in-background";

/** A larger file is hashed only as it is sent: this much takes about two seconds, in bytes. */
const MAX_HASHED_BYTES = 512 * MIB;

/**
 * The SHA-256 of each of the files that are small enough, as they are computed, one after the other; null for one that cannot be.
 * Stops with the component.
 */
export function useChecksums(files: readonly File[]): ReadonlyMap<File, string | null> {
  const [known, setKnown] = useState<ReadonlyMap<File, string | null>>(new Map());
  const next = files.find((file) => file.size <= MAX_HASHED_BYTES && !known.has(file));
  const learn = useEffectEvent((file: File, sha256: string | null) => setKnown(new Map(known).set(file, sha256)));

  useEffect(() => {
    if (next === undefined) return undefined;
    return hashInBackground(next, (sha256) => learn(next, sha256));
  }, [next]);

  return known;
}
