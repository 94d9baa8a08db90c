import { expect, test } from "vitest";
import { addressRefusal, refusedAddress } from "./allowed-address";

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
  expect(refusedAddress(address, sources, page)).toBeNull();
});

test.each([
  { sources: [], address: "https://evil.example/a", part: "https://evil.example" },
  { sources: ["https:"], address: "http://storage.example/a", part: "http://storage.example" },
  // A service of the machine that the page is looked at with.
  { sources: ["https:", "http://127.0.0.1:*"], address: "http://127.0.0.1:631/a", part: "http://127.0.0.1:631" },
  // The browser would send this sign-in's cookies along.
  {
    sources: ["https:"],
    address: "https://images.example/api/oxide/images/x/parts/1",
    part: "https://images.example/api",
  },
  { sources: ["https:"], address: "https://images.example/objects/../api/x", part: "https://images.example/api" },
  { sources: ["https:"], address: "https://images.example/objects/%2e%2e/", part: "https://images.example/" },
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
  expect(refusedAddress(address, sources, PAGE)?.part).toBe(part);
});

test("on this machine, another one that is reached in clear is not", () => {
  const sources = ["https:", "http://127.0.0.1:*"];
  expect(refusedAddress("http://10.0.0.1:9000/a", sources, LOCAL)?.part).toBe("http://10.0.0.1:9000");
  const lookalike = "http://127.0.0.1.evil.example:80/a";
  expect(refusedAddress(lookalike, sources, LOCAL)?.part).toBe("http://127.0.0.1.evil.example");
});

test("the setting is named only where it would help", () => {
  const place = { sources: ["https://a.example", "http://b.example"], page: PAGE };
  expect(addressRefusal("an upload", "https://a.example/x", place)).toBeNull();
  expect(addressRefusal("an upload", "https://c.example/x", place)).toBe(
    "The API named an upload address that is not allowed: https://c.example. Your administrator can allow it with UPLOAD_ORIGINS.",
  );
  for (const address of ["http://b.example/x", "javascript:x", "https://u@c.example", `${PAGE}/api/session`]) {
    expect(addressRefusal("a download", address, place)).toMatch(
      /^The API named a download address .* no setting allows it\.$/,
    );
  }
});
