import { ThemeProvider } from "next-themes";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { harmlessHtml, ownScript } from "./trusted-types";

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

test("the theme's script is left out where a page is made anew, and nothing else is parsed", () => {
  const page = renderToStaticMarkup(createElement(ThemeProvider, { attribute: "data-theme" }));
  const script = /<script[^>]*>(.*)<\/script>/s.exec(page)?.[1] ?? "";
  expect(script).toContain("localStorage");
  expect(harmlessHtml(script)).toBe("");
  expect(harmlessHtml("<script></script>")).toBe("<script></script>");
  for (const html of ["<img src=x onerror=alert(1)>", "alert(1)", `<p>${script}</p>`])
    expect(harmlessHtml(html)).toBeNull();
});
