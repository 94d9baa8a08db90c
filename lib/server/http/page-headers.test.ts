import { expect, test } from "vitest";
import { connectSources } from "./connect-sources";
import { contentSecurityPolicy } from "./page-headers";

test("scripts need the page's nonce, and eval is for development only", () => {
  const policy = contentSecurityPolicy("abc", { connectSources: [], development: false });
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(contentSecurityPolicy("abc", { connectSources: [], development: true })).toContain("'unsafe-eval'");
});

const objectsPublicUrl = new URL("https://objects.example.com/some/path");

test.each([
  { apiUrl: "http://127.0.0.1:3000", embedded: true, sources: ["https://objects.example.com"] },
  { apiUrl: "https://api.example.com", embedded: false, sources: ["https:"] },
  { apiUrl: "http://127.0.0.1:9000", embedded: false, sources: ["https:", "http:"] },
])("parts of $apiUrl go to $sources", ({ apiUrl, embedded, sources }) => {
  const sfcompute = { apiUrl: new URL(apiUrl), prefix: "/v2", embedded, publicUrl: new URL(apiUrl) };
  expect(connectSources({ sfcompute, linode: null, objectsPublicUrl, uploadOrigins: null })).toEqual(sources);
});
