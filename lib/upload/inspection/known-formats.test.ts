import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { knownFormat, MAX_KNOWN_FORMATS, rememberFormat } from "./known-formats";

const ISO = { kind: "iso9660", label: null, isBootable: true, hybrid: null, endsAt: 9, sizeBytes: 9 } as const;

const imageOf = (id: string) => ({ connection: "sfcompute", id });

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a format is known once it was remembered, and the last one counts", () => {
  expect(knownFormat(imageOf("image_a"))).toBeNull();
  rememberFormat(imageOf("image_a"), { kind: "vhdx", virtualBytes: null });
  rememberFormat(imageOf("image_a"), ISO);
  expect(knownFormat(imageOf("image_a"))).toEqual(ISO);
  expect(JSON.parse([...stored.values()].join(""))).toHaveLength(1);
});

test("an image of another connection with the same id is another image", () => {
  rememberFormat(imageOf("image_a"), ISO);
  expect(knownFormat({ connection: "oxide", id: "image_a" })).toBeNull();
});

test("the oldest make room", () => {
  for (let index = 0; index <= MAX_KNOWN_FORMATS; index += 1) rememberFormat(imageOf(`image_${index}`), ISO);
  expect(knownFormat(imageOf("image_0"))).toBeNull();
  expect(knownFormat(imageOf("image_1"))).toEqual(ISO);
});

test("what cannot be understood costs only itself", () => {
  stored.set(
    "images-dashboard formats",
    JSON.stringify([["sfcompute/image_a", { kind: "hologram" }], 7, ["sfcompute/image_b", ISO]]),
  );
  expect(knownFormat(imageOf("image_a"))).toBeNull();
  expect(knownFormat(imageOf("image_b"))).toEqual(ISO);
  stored.set("images-dashboard formats", "{");
  expect(knownFormat(imageOf("image_b"))).toBeNull();
});

test("storage that is refused hurts nobody", () => {
  vi.stubGlobal("localStorage", {
    getItem() {
      throw new DOMException("no", "SecurityError");
    },
  });
  rememberFormat(imageOf("image_a"), ISO);
  expect(knownFormat(imageOf("image_a"))).toBeNull();
});
