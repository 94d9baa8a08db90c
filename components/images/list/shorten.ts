/** The first 12 characters: as many as commit hashes show, enough to tell images apart at a glance. */
export function shortenChecksum(sha256: string): string {
  return sha256.slice(0, 12);
}

/** The end of an id, which is what differs: `image_k3R-nX9v…` keeps `k3R-nX9v`. */
export function shortenId(id: string): string {
  const distinct = id.slice(id.indexOf("_") + 1);
  return distinct.length > 12 ? `${distinct.slice(0, 10)}…` : distinct;
}
