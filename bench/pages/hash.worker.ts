import { createSHA256 } from "hash-wasm";

// A whole file's SHA-256 with the library that the product uses, read in the way that measured fastest.

globalThis.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (data instanceof Blob) void digest(data).then((sha256) => globalThis.postMessage(sha256, {}));
});

async function digest(file: Blob): Promise<string> {
  const hasher = await createSHA256();
  hasher.init();
  const reader = file.stream().getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) hasher.update(read.value);
  return hasher.digest();
}
