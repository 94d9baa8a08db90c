import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveStore, type ServedStore, targetOf } from "./served-store.fixture";

const ID = "image_bound";
const SHA256 = "0123456789abcdef".repeat(4);
const NAME = "a b'é%.img";

let served: ServedStore;
let part: string;
let content: string;

beforeEach(async () => {
  served = await serveStore();
  part = targetOf((await served.store.presignPart(ID, 12)).url);
  await fetch(`http://127.0.0.1:${served.port}${part}`, { method: "PUT", body: "bytes" });
  content = targetOf((await served.store.presignDownload({ id: ID, name: NAME, sha256: SHA256 })).url);
});

afterEach(() => served.dispose());

/** As it is, byte for byte: fetch would mend some of it. @returns the status */
async function statusOf(method: string, target: string, ...headers: string[]): Promise<number> {
  const socket = served.rawRequest(`${method} ${target} HTTP/1.1`, ...headers, "Connection: close");
  const [head] = await once(socket, "data");
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(String(head))?.[1]);
}

const query = (target: string) => target.slice(target.indexOf("?") + 1);

/** Each changes one thing that a link is bound to. */
const ALTERATIONS: Record<string, (target: string) => string> = {
  image: (target) => target.replace(ID, "image_other"),
  "case of the image": (target) => target.replace(ID, "image_Bound"),
  "part or name": (target) => target.replace("/parts/12", "/parts/1").replace("/a%20b", "/a%20c"),
  kind: (target) =>
    target.includes("/parts/")
      ? target.replace("/parts/12", `/content/12`)
      : target.replace(/content\/[^?]+/, "parts/12"),
  expiry: (target) => target.replace(/expires=(\d+)/, (_, seconds: string) => `expires=${Number(seconds) + 1}`),
  "expiry with a zero before it": (target) => target.replace("expires=", "expires=0"),
  "case of the signature": (target) =>
    target.replace(/signature=(.*?[a-z])/, (text) => text.slice(0, -1) + text.at(-1)?.toUpperCase()),
  "padding of the signature": (target) => `${target}%3D`,
  "a NUL in the signature": (target) => `${target}%00`,
  "a second expiry": (target) => `${target}&expires=9999999999`,
  "a first expiry": (target) => target.replace("?", "?expires=9999999999&"),
  "a second signature": (target) => `${target}&signature=x`,
  "name of a parameter": (target) => target.replace("expires=", "Expires="),
  "a fragment of the query in the path": (target) => target.replace("?", "%3F"),
};

test.each(Object.entries(ALTERATIONS))("a link is bound to what it says: %s", async (_, alter) => {
  await served.store.seal(ID);
  for (const [method, target] of [
    ["PUT", part],
    ["GET", content],
  ] as const) {
    const altered = alter(target);
    if (altered === target) continue;
    expect([403, 404, 405]).toContain(await statusOf(method, altered, "Content-Length: 0"));
  }
});

test.each(["GET", "HEAD", "POST", "PATCH", "DELETE", "put"])("a part's link is not for %s", async (method) => {
  expect([400, 405]).toContain(await statusOf(method, part));
});

test.each(["PUT", "POST", "DELETE"])("a download's link is not for %s", async (method) => {
  expect(await statusOf(method, content, "Content-Length: 0")).toBe(405);
});

test("a part's link is for no more bytes than a part may have", async () => {
  expect(await statusOf("PUT", part, `Content-Length: ${5 * 1024 ** 3 + 1}`)).toBe(413);
  expect(await statusOf("PUT", part, "Content-Length: 99999999999999999999")).toBe(400);
});

test("what says the same in another way is the same link", async () => {
  await served.store.seal(ID);
  expect(await statusOf("GET", content)).toBe(200);
  const reversed = query(content).split("&").toReversed().join("&");
  expect(await statusOf("GET", content.replace(query(content), reversed))).toBe(200);
  expect(await statusOf("GET", content.replace("%20b", "%20%62").replace("%C3%A9", "%c3%a9"))).toBe(200);
  expect(await statusOf("GET", `${content}&utm_source=chat`)).toBe(200);
});
