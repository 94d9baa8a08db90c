import { expect, test } from "vitest";
import { refusedPart } from "./allowed-address";

const PAGE = "https://images.example";
const LOCAL = "http://127.0.0.1:3000";

test.each([
  { page: PAGE, sources: [], address: "https://images.example/objects/a" },
  { page: PAGE, sources: ["https:"], address: "https://anywhere.example:8443/a" },
  { page: PAGE, sources: ["https://storage.example"], address: "https://storage.example/a" },
  { page: PAGE, sources: ["https://storage.example"], address: "HTTPS://STORAGE.example:443/a" },
  { page: PAGE, sources: ["https://*.storage.example"], address: "https://bucket.storage.example/a" },
  { page: PAGE, sources: ["https://*.storage.example:8443"], address: "https://a.b.storage.example:8443/a" },
  { page: LOCAL, sources: ["http://127.0.0.1:*"], address: "http://127.0.0.1:9000/a" },
  { page: "http://lan.example:3000", sources: ["http://lan.example:9000"], address: "http://lan.example:9000/a" },
])("$address is allowed by $sources", ({ page, sources, address }) => {
  expect(refusedPart(address, sources, page)).toBeNull();
});

test.each([
  { sources: [], address: "https://evil.example/a", part: "https://evil.example" },
  { sources: ["https:"], address: "http://storage.example/a", part: "http://storage.example" },
  // A service of the machine that the page is looked at with.
  { sources: ["https:", "http://127.0.0.1:*"], address: "http://127.0.0.1:631/a", part: "http://127.0.0.1:631" },
  { sources: ["https:"], address: "https://images.example@evil.example/a", part: "https://evil.example" },
  { sources: ["https:"], address: "https://user:secret@storage.example/a", part: "https://storage.example" },
  { sources: ["https:"], address: "javascript:alert(1)", part: "javascript:" },
  { sources: ["https:"], address: "data:text/plain,a", part: "data:" },
  { sources: ["https:"], address: "blob:https://images.example/a", part: "blob:" },
  { sources: ["https:"], address: "wss://storage.example/a", part: "wss:" },
  { sources: ["https:"], address: "nothing", part: "an address that is none" },
  { sources: ["https://a.example"], address: "https://a.example:444/a", part: "https://a.example:444" },
  {
    sources: ["https://a.example"],
    address: "https://a.example.evil.example/a",
    part: "https://a.example.evil.example",
  },
  { sources: ["https://*.a.example"], address: "https://a.example/a", part: "https://a.example" },
  { sources: ["https://*.a.example"], address: "https://evila.example/a", part: "https://evila.example" },
  { sources: ["https://*.a.example"], address: "http://b.a.example/a", part: "http://b.a.example" },
])("of $address, $part is not allowed by $sources", ({ sources, address, part }) => {
  expect(refusedPart(address, sources, PAGE)).toBe(part);
});

test("on this machine, another one that is reached in clear is not", () => {
  const sources = ["https:", "http://127.0.0.1:*"];
  expect(refusedPart("http://10.0.0.1:9000/a", sources, LOCAL)).toBe("http://10.0.0.1:9000");
  expect(refusedPart("http://127.0.0.1.evil.example:80/a", sources, LOCAL)).toBe("http://127.0.0.1.evil.example");
});
