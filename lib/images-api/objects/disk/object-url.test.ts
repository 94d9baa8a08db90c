import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createObjectUrls, isCurrent, parseObjectUrl } from "./object-url";
import { createUrlSigner, type Grant } from "./url-signer";

const signer = createUrlSigner(randomBytes(32));
const SHA256 = "0123456789abcdef".repeat(4);
const PART: Grant = { kind: "part", imageId: "image_a", partNumber: 1, expires: 2_000_000_000 };
const CONTENT: Grant = { kind: "content", imageId: "image_a", name: "a.img", sha256: SHA256, expires: 2_000_000_000 };

function claimOf(url: string) {
  const { pathname, search } = new URL(url);
  return parseObjectUrl(pathname + search);
}

function isGood(url: string): boolean {
  const claimed = claimOf(url);
  return claimed !== null && claimed !== "unsigned" && signer.verify(claimed.grant, claimed.signature);
}

test("what was signed is understood", () => {
  const urls = createObjectUrls(new URL("https://objects.example.com"), signer);
  for (const { url, expiresAt } of [
    urls.part("image_a", 10_000, 1_700_000_000_123),
    urls.content({ id: "image_a", name: "a b&c=d?é#.img", sha256: SHA256 }, 1_700_000_000_123),
  ]) {
    expect(url.startsWith("https://objects.example.com/objects/image_a/")).toBe(true);
    expect(isGood(url)).toBe(true);
    const claimed = claimOf(url);
    expect(claimed).toMatchObject({ grant: { expires: expiresAt / 1000 } });
  }
});

test("the public URL may have a path, with or without a slash at its end", () => {
  for (const base of ["https://example.com/images", "https://example.com/images/"]) {
    const { url } = createObjectUrls(new URL(base), signer).part("image_a", 1, 0);
    expect(url.startsWith("https://example.com/images/objects/image_a/parts/1?")).toBe(true);
  }
});

test.each([
  [PART, { ...PART, imageId: "image_b" }],
  [PART, { ...PART, partNumber: 2 }],
  [PART, { ...PART, expires: PART.expires + 1 }],
  [PART, CONTENT],
  [CONTENT, { ...CONTENT, imageId: "image_b" }],
  [CONTENT, { ...CONTENT, name: "b.img" }],
  [CONTENT, { ...CONTENT, sha256: SHA256.replace("0", "1") }],
  [CONTENT, { ...CONTENT, expires: CONTENT.expires + 1 }],
])("a signature for %o is none for %o", (signed, claimed) => {
  expect(signer.verify(signed, signer.sign(signed))).toBe(true);
  expect(signer.verify(claimed, signer.sign(signed))).toBe(false);
});

test("no character of a signature can be changed, dropped or added", () => {
  const signature = signer.sign(PART);
  for (let index = 0; index < signature.length; index++) {
    const other = signature[index] === "A" ? "B" : "A";
    expect(signer.verify(PART, signature.slice(0, index) + other + signature.slice(index + 1))).toBe(false);
  }
  for (const wrong of ["", signature.slice(1), `${signature}A`, `${signature}=`]) {
    expect(signer.verify(PART, wrong)).toBe(false);
  }
  expect(createUrlSigner(randomBytes(32)).verify(PART, signature)).toBe(false);
});

test("a link is good until it expires, and not when a clock far ahead has signed it", () => {
  const hour = 60 * 60 * 1000;
  const now = 1_700_000_000_000;
  const expiring = (grant: Grant, inMs: number): Grant => ({ ...grant, expires: (now + inMs) / 1000 });
  for (const [grant, lifetime] of [
    [PART, hour],
    [CONTENT, 12 * hour],
  ] as const) {
    expect(isCurrent(expiring(grant, 0), now)).toBe(false);
    expect(isCurrent(expiring(grant, 1), now)).toBe(true);
    expect(isCurrent(expiring(grant, lifetime), now)).toBe(true);
    expect(isCurrent(expiring(grant, lifetime + hour), now)).toBe(false);
  }
});

test.each([
  "/objects/",
  "/objects/image_a",
  "/objects/image_a/parts/",
  "/objects/image_a/parts/0?expires=1&signature=a",
  "/objects/image_a/parts/01?expires=1&signature=a",
  "/objects/image_a/parts/10001?expires=1&signature=a",
  "/objects/image_a/parts/../2?expires=1&signature=a",
  "/objects/../parts/1?expires=1&signature=a",
  "/objects/%2e%2e/parts/1?expires=1&signature=a",
  "/objects/image_a%2f..%2f..%2fetc/parts/1?expires=1&signature=a",
  "/objects/image_a\0/parts/1?expires=1&signature=a",
  "/objects//image_a/parts/1?expires=1&signature=a",
  "/objects/image_a/content/%ff?expires=1&signature=a",
  "/objects/image_a/other/1?expires=1&signature=a",
  "http://localhost/objects/image_a/parts/1?expires=1&signature=a",
  "*",
  "",
])("%j is not an address of ours", (target) => {
  expect(parseObjectUrl(target)).toBeNull();
});

test.each([
  "/objects/image_a/parts/1",
  "/objects/image_a/parts/1?expires=1",
  "/objects/image_a/parts/1?expires=1&signature=a&signature=a",
  "/objects/image_a/parts/1?expires=1&expires=2&signature=a",
  "/objects/image_a/parts/1?expires=1&signature=a&%65xpires=2",
  "/objects/image_a/parts/1?expires=%31%0a&signature=a",
  "/objects/image_a/parts/1?Expires=1&Signature=a",
  "/objects/image_a/parts/1?signature=a",
  "/objects/image_a/parts/1?expires=-1&signature=a",
  "/objects/image_a/parts/1?expires=1e9&signature=a",
  "/objects/image_a/parts/1?expires=999999999999&signature=a",
  `/objects/image_a/content/a.img?expires=1&signature=a&sha256=${SHA256.toUpperCase()}`,
  "/objects/image_a/content/a.img?expires=1&signature=a",
])("%j is not signed", (target) => {
  expect(parseObjectUrl(target)).toBe("unsigned");
});
