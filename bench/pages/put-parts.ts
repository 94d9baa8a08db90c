/** PUTs a file's slices to URLs, so many at once. */
export async function putParts(
  file: File,
  { urls, partBytes, inFlight }: { urls: string[]; partBytes: number; inFlight: number },
): Promise<void> {
  let next = 0;
  const sendOneByOne = async () => {
    for (let index = next++; index < urls.length; index = next++) {
      const start = index * partBytes;
      await put(urls[index] ?? "", file.slice(start, Math.min(start + partBytes, file.size)));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sendOneByOne));
}

function put(url: string, body: Blob): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.addEventListener("load", () => {
      if (xhr.status === 200) resolve();
      else reject(new Error(`A part was answered with ${xhr.status}: ${xhr.responseText}`));
    });
    xhr.addEventListener("error", () => reject(new Error("A part could not be sent.")));
    xhr.open("PUT", url);
    xhr.send(body);
  });
}
