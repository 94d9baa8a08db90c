import type { ByteSource } from "./byte-source";

/**
 * An object behind a URL that needs no token, read by ranges (RFC 9110 section 14).
 * An answer that is not the range asked for is refused before its body is read: it may be the whole of 128 GiB.
 * @param sizeBytes the object's length
 */
export function urlSource(url: string, sizeBytes: number): ByteSource {
  return {
    sizeBytes,
    async read(offset, length, signal) {
      const end = Math.min(offset + length, sizeBytes);
      if (end <= offset) return new Uint8Array();
      const stopping = new AbortController();
      const response = await fetch(url, {
        headers: { range: `bytes=${offset}-${end - 1}` },
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        redirect: "error",
        signal: signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]),
      });
      try {
        return await readExactly(response, end - offset);
      } finally {
        stopping.abort();
      }
    },
  };
}

/** @throws Error when the answer is no range, or not as long as the one that was asked for */
async function readExactly(response: Response, length: number): Promise<Uint8Array> {
  if (response.status !== 206) throw new Error(`The server answered ${response.status} to a request for a range.`);
  const bytes = new Uint8Array(length);
  let filled = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
    if (filled + chunk.value.byteLength > length) throw new Error("The server sent more than the range.");
    bytes.set(chunk.value, filled);
    filled += chunk.value.byteLength;
  }
  if (filled < length) throw new Error("The server sent less than the range.");
  return bytes;
}
