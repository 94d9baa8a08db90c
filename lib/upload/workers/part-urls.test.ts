import { expect, test, vi } from "vitest";
import { PartUrls } from "./part-urls";

const HOUR = 3_600_000;

function signer(lifeMilliseconds = HOUR) {
  let signed = 0;
  return vi.fn(async (partNumber: number) => {
    const expiresAt = new Date(Date.now() + lifeMilliseconds).toISOString();
    return { url: `https://storage.test/${partNumber}?signature=${++signed}`, expiresAt };
  });
}

test("a part is signed when it is sent", async () => {
  const sign = signer();
  expect(await new PartUrls().take("image_1", 3, sign)).toBe("https://storage.test/3?signature=1");
});

test("a part that was signed ahead is not signed again", async () => {
  const sign = signer();
  const urls = new PartUrls();
  urls.signAhead("image_1", 5, sign);
  urls.signAhead("image_1", 5, sign);
  expect(await urls.take("image_1", 5, sign)).toBe("https://storage.test/5?signature=1");
  expect(sign).toHaveBeenCalledTimes(1);
});

test("a URL is given once: a part that is sent again is signed again", async () => {
  const sign = signer();
  const urls = new PartUrls();
  urls.signAhead("image_1", 5, sign);
  await urls.take("image_1", 5, sign);
  expect(await urls.take("image_1", 5, sign)).toBe("https://storage.test/5?signature=2");
});

test("the same part of another image is another part", async () => {
  const sign = signer();
  const urls = new PartUrls();
  urls.signAhead("image_1", 5, sign);
  expect(await urls.take("image_2", 5, sign)).toBe("https://storage.test/5?signature=2");
});

test("a URL that expires soon is not used", async () => {
  const urls = new PartUrls();
  urls.signAhead("image_1", 5, signer(30_000));
  expect(await urls.take("image_1", 5, signer())).toBe("https://storage.test/5?signature=1");
});

test("what goes wrong ahead is tried again, and only then told", async () => {
  const urls = new PartUrls();
  urls.signAhead("image_1", 5, () => Promise.reject(new Error("first")));
  await expect(urls.take("image_1", 5, () => Promise.reject(new Error("second")))).rejects.toThrow("second");
  urls.signAhead("image_1", 6, () => Promise.reject(new Error("first")));
  expect(await urls.take("image_1", 6, signer())).toBe("https://storage.test/6?signature=1");
});

test("URLs that nobody takes are forgotten", async () => {
  const sign = signer();
  const urls = new PartUrls();
  for (let partNumber = 1; partNumber <= 40; partNumber++) urls.signAhead("image_1", partNumber, sign);
  expect(await urls.take("image_1", 40, sign)).toBe("https://storage.test/40?signature=40");
  expect(await urls.take("image_1", 1, sign)).toBe("https://storage.test/1?signature=41");
});
