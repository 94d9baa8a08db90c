import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { attachment } from "@/lib/images-api/objects/content-disposition";
import { expectSame, LEAST_PART_BYTES, type StoreOnTrial } from "./store-on-trial";

export function declareDownloadTests(trial: () => StoreOnTrial): void {
  test("a download says what it is", async () => {
    await trial().sealedImage(randomBytes(1_000));
    const response = await trial().download();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-length")).toBe("1000");
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="?ubuntu\.img"?$/);
    expect(response.headers.get("cache-control")).toContain("private");
    expect(response.headers.get("etag")).toMatch(/^"/);
    expect((await response.arrayBuffer()).byteLength).toBe(1_000);
  });

  test.each([
    'a"; filename="b.html',
    "a\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "été 💾 %41&response-content-type=text.img",
  ])("a download named %j is a file of that name, and nothing more", async (name) => {
    await trial().sealedImage(randomBytes(10));
    const response = await trial().download({}, name);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-disposition")).toBe(attachment(name));
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  test("a download's link says nothing else than what was signed", async () => {
    await trial().sealedImage(randomBytes(10));
    const { url } = await trial().store.presignDownload({
      id: "image_conformance",
      name: "a.img",
      sha256: "a".repeat(64),
    });
    expect((await fetch(url.replace("a.img", "b.img"))).status).toBe(403);
    expect((await fetch(url.replace("image_conformance", "image_other"))).status).toBe(403);
  });

  test("a broken download goes on where it broke, over the edge of a part", async () => {
    const bytes = await trial().sealedImage(randomBytes(LEAST_PART_BYTES), randomBytes(1_000));
    const whole = await trial().download({ Range: "bytes=0-0" });
    const etag = whole.headers.get("etag") ?? "";
    await whole.arrayBuffer();
    const start = LEAST_PART_BYTES - 100;
    const rest = await trial().download({ Range: `bytes=${start}-`, "If-Range": etag });
    expect(rest.status).toBe(206);
    expect(rest.headers.get("content-range")).toBe(`bytes ${start}-${bytes.length - 1}/${bytes.length}`);
    expectSame(await rest.arrayBuffer(), bytes.subarray(start));
  });

  test("a range outside the image is refused", async () => {
    await trial().sealedImage(randomBytes(1_000));
    expect((await trial().download({ Range: "bytes=1000-" })).status).toBe(416);
  });
}
