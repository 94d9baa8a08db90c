import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anyCodePoints } from "./arbitraries/text";
import { type Header, strayHeaders } from "./arbitraries/headers";
import { targetOf } from "./arbitraries/target";
import type { Attack } from "./exchange";
import { answered, fuzz } from "./run";
import { openWorld, victimsView, type World } from "./world";

const TIMEOUT_MS = 600_000;

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.server.dispose());

/** The attacker's own signed URLs with something else in them: what was signed is bound to all of it. */
function tampered(): fc.Arbitrary<string> {
  const { own, victim } = world;
  const images = [...victim.images.map(({ id }) => id), victim.deletedId, own.deleted, "image_nobodys"];
  const other = fc.constantFrom(...images);
  const signed = fc.constantFrom(own.partUrl, own.contentUrl).map((url) => new URL(url));
  const change = fc.oneof(
    other.map((id) => (url: URL) => target(url).replace(/image_[^/]+/, id)),
    fc.integer({ min: 2, max: 10_001 }).map(
      (part) => (url: URL) =>
        changed(url, () => undefined)
          .replace(/parts\/1\b/, `parts/${part}`)
          .replace(/own-completed/, `own-${part}`),
    ),
    fc.integer({ min: 1, max: 4_000_000_000 }).map((at) => having("expires", String(at))),
    fc.constantFrom("", "0", "-1", "1e12", " 1", "01", "NaN", "99999999999999").map((text) => having("expires", text)),
    fc.tuple(fc.nat(), fc.constantFrom("a", "Z", "0", "9", "-", "_", "=", "+", "/", " ")).map(
      ([place, letter]) =>
        (url: URL) =>
          changed(url, (query) => query.set("signature", bent(query.get("signature") ?? "", place, letter))),
    ),
    anyCodePoints().map((text) => having("signature", text.replaceAll(/\p{Surrogate}/gu, ""))),
    fc
      .constantFrom("a".repeat(64), "")
      .map(
        (digest) => (url: URL) =>
          changed(url, (query) => (query.has("sha256") ? query.set("sha256", digest) : query.delete("signature"))),
      ),
    fc
      .constantFrom("x.img", "..%2f..%2fetc%2fpasswd", "%00", "own-completed%20")
      .map((name) => (url: URL) => target(url).replace("own-completed", name).replace("parts/1?", `parts/${name}?`)),
    fc.constantFrom("signature", "expires").map((name) => (url: URL) => changed(url, (query) => query.delete(name))),
    fc.constant((url: URL) => target(url).replace("/parts/", "/content/").replace("/content/own", "/parts/own")),
  );
  return fc.tuple(signed, change).map(([url, alter]) => alter(url));
}

function having(name: string, value: string): (url: URL) => string {
  return (url) => changed(url, (query) => query.set(name, value));
}

function target({ pathname, search }: URL): string {
  return pathname + search;
}

function changed(url: URL, change: (query: URLSearchParams) => void): string {
  const copy = new URL(url);
  change(copy.searchParams);
  return target(copy);
}

/** Always another one. */
function bent(signature: string, place: number, letter: string): string {
  const at = place % signature.length;
  return signature[at] === letter ? signature.slice(0, -1) : signature.slice(0, at) + letter + signature.slice(at + 1);
}

const method = fc.constantFrom("GET", "GET", "PUT", "PUT", "HEAD", "POST", "DELETE", "PATCH", "OPTIONS", "PROPFIND");
const headers: fc.Arbitrary<Header[]> = strayHeaders;
const body = fc.option(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  { freq: 3 },
);

test("no signed URL opens more than what it was signed for", { timeout: TIMEOUT_MS }, async () => {
  const before = await victimsView(world);
  const attacks: fc.Arbitrary<Attack> = fc.record({ method, target: tampered(), headers, body });
  const tally = await fuzz(world, attacks, 1_500);
  // A preflight is answered without a look at the signature.
  expect(answered(tally, 200, 203) + answered(tally, 205, 399)).toBe(0);
  expect(await victimsView(world)).toEqual(before);
});

test("no address below /objects brings a failure or another shape of error", { timeout: TIMEOUT_MS }, async () => {
  const segments = {
    id: [world.own.waiting, ...world.victim.images.map(({ id }) => id)],
    last: ["1", "10000", "own-completed"],
  };
  const query = {
    expires: fc.constantFrom("1", "4000000000"),
    signature: fc.constantFrom("x", "a".repeat(43)),
    sha256: fc.constant("a".repeat(64)),
  };
  const template = fc.constantFrom(
    "/objects/{id}/parts/{last}",
    "/objects/{id}/content/{last}",
    "/objects/{id}",
    "/objects/",
  );
  const attacks = fc.record({
    method,
    target: template.chain((path) => targetOf(path, segments, query)),
    headers,
    body,
  });
  const tally = await fuzz(world, attacks, 1_000);
  expect(answered(tally, 200, 203)).toBeLessThan(20);
});
