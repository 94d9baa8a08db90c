import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveStore, type ServedStore } from "./served-store.fixture";
import { createUrlSigner } from "./url-signer";

const ID = "image_link";

let served: ServedStore;

beforeEach(async () => {
  served = await serveStore();
});

afterEach(() => served.dispose());

test("an expired link is refused, and says so", async () => {
  const expires = Math.floor(Date.now() / 1000) - 1;
  const signature = createUrlSigner(served.signingKey).sign({ kind: "part", imageId: ID, partNumber: 1, expires });
  const url = `http://127.0.0.1:${served.port}/objects/${ID}/parts/1?expires=${expires}&signature=${signature}`;
  const response = await fetch(url, { method: "PUT", body: "x" });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({
    error: { type: "forbidden", message: expect.stringContaining("expired") },
  });
});

test("a changed link is refused", async () => {
  const { store } = served;
  const { url } = await store.presignPart(ID, 1);
  const { url: otherImage } = await store.presignPart("image_other", 1);
  const later = url.replace(/expires=(\d+)/, (_, seconds: string) => `expires=${Number(seconds) + 1}`);
  for (const changed of [
    url.replace(ID, "image_other"),
    otherImage.replace("image_other", ID),
    later,
    url.replace("/parts/1", "/parts/2"),
    url.replace(/signature=(.)/, (_, first: string) => `signature=${first === "_" ? "-" : "_"}`),
    url.replace(/&?signature=[^&]*/, ""),
  ]) {
    expect((await fetch(changed, { method: "PUT", body: "x" })).status).toBe(403);
  }
  expect(await store.listParts(ID)).toEqual([]);
});

test.each(["GET", "HEAD", "POST", "DELETE"])("a part link is not for %s", async (method) => {
  const { store } = served;
  const { url } = await store.presignPart(ID, 1);
  const response = await fetch(url, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("PUT");
});

test.each([
  "/objects/../secret/parts/1",
  "/objects/image_a%2f..%2f..%2fx/parts/1",
  "/objects/image_a/parts/1/2",
  "/objects/",
])("%s is nothing", async (target) => {
  const socket = served.rawRequest(`PUT ${target}?expires=9999999999&signature=x HTTP/1.1`, "Content-Length: 0");
  const [answer] = await once(socket, "data");
  socket.destroy();
  expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
});
