/** The first 12 characters: as many as commit hashes show, enough to tell images apart at a glance. */
export function shortenChecksum(sha256: string): string {
  return sha256.slice(0, 12);
}

/** An id without what all ids have in common: of `image_k3R-nX9v` it is `k3R-nX9v`. */
export function distinctPart(id: string): string {
  return id.slice(id.indexOf("_") + 1);
}
