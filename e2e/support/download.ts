import { createHash } from "node:crypto";

/** Downloads a URL without any token and gives the bytes' length and SHA-256. */
export async function downloadDigest(
  url: string,
): Promise<{ sizeBytes: number; sha256: string; disposition: string | null }> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${response.status} for a download link`);
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of response.body) {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
  }
  return { sizeBytes, sha256: hash.digest("hex"), disposition: response.headers.get("content-disposition") };
}
