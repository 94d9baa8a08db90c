import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contentSecurityPolicy, TOAST_STYLE_HASHES } from "./page-headers";

function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

const sources = ["https://objects.example.com", "https:"];
const page = directives(contentSecurityPolicy("abc", { connectSources: sources, development: false }));

test("scripts need the page's nonce, and strings become no code", () => {
  expect(page.get("script-src")).toBe("'self' 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'");
  expect(page.get("require-trusted-types-for")).toBe("'script'");
  expect(page.get("trusted-types")).toBe("default");
});

test("nothing is inline without a nonce or a digest", () => {
  expect([...page.values()].join(" ")).not.toMatch(/'unsafe-(inline|eval|hashes)'/);
  expect(page.get("style-src-attr")).toBe("'none'");
});

test("what is not named is not loaded, and nobody frames, rebases or posts elsewhere", () => {
  for (const name of ["default-src", "object-src", "base-uri", "frame-ancestors"])
    expect(page.get(name)).toBe("'none'");
  expect(page.get("form-action")).toBe("'self'");
  expect(page.get("connect-src")).toBe("'self' https://objects.example.com https:");
});

test("tools for developers may evaluate and insert styles, in development only", () => {
  const policy = contentSecurityPolicy("abc", { connectSources: [], development: true });
  expect(policy).toContain("'unsafe-eval'");
  expect(policy).toContain("'unsafe-inline'");
});

test("the styles that the installed toasts insert are those of the digest", () => {
  const code = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
  const literal = /^__insertCSS\((".*")\)/m.exec(code)?.[1] ?? "null";
  const digests = [String(JSON.parse(literal)), ""].map(
    (styles) => `sha256-${createHash("sha256").update(styles).digest("base64")}`,
  );
  expect(TOAST_STYLE_HASHES).toEqual(digests);
});
