import { expect, test } from "vitest";
import { requireSameOrigin } from "./same-origin";

const LOCAL = "http://127.0.0.1:3000";
const PUBLIC = "https://images.example.com";

function passes(publicUrl: string, headers: Record<string, string>, method = "POST"): boolean {
  try {
    requireSameOrigin({ method, headers: new Headers(headers) }, new URL(publicUrl));
    return true;
  } catch {
    return false;
  }
}

test.each([
  { headers: { "sec-fetch-site": "same-origin" }, let: true },
  { headers: { "sec-fetch-site": "same-origin", origin: PUBLIC }, let: true },
  { headers: { "sec-fetch-site": "same-site", origin: PUBLIC }, let: false },
  { headers: { "sec-fetch-site": "cross-site", origin: PUBLIC }, let: false },
  { headers: { "sec-fetch-site": "none" }, let: false },
  { headers: { origin: PUBLIC }, let: true },
  { headers: { origin: "http://images.example.com" }, let: false },
  { headers: { origin: "https://images.example.com.evil.example" }, let: false },
  { headers: { origin: "null" }, let: false },
  { headers: { origin: "" }, let: false },
  { headers: { origin: "https://evil.example", host: "evil.example" }, let: false },
  { headers: { origin: "https://localhost", host: "localhost" }, let: false },
  { headers: {}, let: false },
  { headers: { referer: `${PUBLIC}/sfcompute/images` }, let: false },
])("behind a public address, $headers passes: $let", ({ headers, let: expected }) => {
  expect(passes(PUBLIC, headers)).toBe(expected);
});

test.each([
  { headers: { origin: LOCAL, host: "127.0.0.1:3000" }, let: true },
  { headers: { origin: "http://localhost:3000", host: "localhost:3000" }, let: true },
  { headers: { origin: "http://[::1]:3000", host: "[::1]:3000" }, let: true },
  { headers: { origin: "http://localhost:3000", host: "127.0.0.1:3000" }, let: false },
  { headers: { origin: "http://localhost:4000", host: "localhost:3000" }, let: false },
  { headers: { origin: "http://localhost:4000", host: "localhost:4000" }, let: false },
  { headers: { origin: "https://localhost:3000", host: "localhost:3000" }, let: false },
  // A name of somebody else that was rebound to 127.0.0.1.
  { headers: { origin: "http://evil.example:3000", host: "evil.example:3000" }, let: false },
])("on loopback, $headers passes: $let", ({ headers, let: expected }) => {
  expect(passes(LOCAL, headers)).toBe(expected);
});

test.each(["POST", "DELETE", "PUT", "PATCH", "OPTIONS"])("%s is guarded", (method) => {
  expect(passes(PUBLIC, { "sec-fetch-site": "cross-site" }, method)).toBe(false);
});

test.each(["GET", "HEAD"])("%s changes nothing and passes", (method) => {
  expect(passes(PUBLIC, { "sec-fetch-site": "cross-site" }, method)).toBe(true);
});
