import fc from "fast-check";
import { expect, test } from "vitest";
import { safeReturnPath } from "./return-path";

test.each(["/sfcompute/images", "/sfcompute/images/image_1?tab=a&b=%20#part", "/"])("%s is kept", (path) => {
  expect(safeReturnPath(path, "/fallback")).toBe(path);
});

test.each([
  null,
  undefined,
  "",
  "images",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
])("%j leads to the fallback", (path) => {
  expect(safeReturnPath(path, "/fallback")).toBe("/fallback");
});

test("whatever is asked for, the browser stays on this site", () => {
  const pieces = fc.constantFrom("/", "\\", ".", "..", "evil.example", ":", "@", "\t", "\n", "%2f", "?", "#", "http");
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const path = safeReturnPath(`/${parts.join("")}`, "/fallback");
      expect(new URL(path, "https://images.example").origin).toBe("https://images.example");
    }),
  );
});
