import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ownScript } from "./trusted-types";

beforeEach(() => void vi.stubGlobal("location", { origin: "https://images.example" }));
afterEach(() => void vi.unstubAllGlobals());

test.each(["/_next/static/chunks/a.js", "https://images.example/_next/static/chunks/worker.js#params=%5B%5D"])(
  "%s may be loaded",
  (url) => expect(ownScript(url)).toBe(url),
);

test.each([
  "https://evil.example/_next/static/chunks/a.js",
  "//evil.example/_next/static/a.js",
  "/_next/static/../../objects/image",
  "/_next/static/%2e%2e/%2e%2e/objects/image",
  "/_next/static/..\\..\\objects/image",
  "/objects/image",
  "/api/sfcompute/images",
  "blob:https://images.example/1",
  "data:text/javascript,alert(1)",
  "javascript:alert(1)",
  "https://images.example@evil.example/_next/static/a.js",
])("%s may not", (url) => expect(ownScript(url)).toBeNull());
