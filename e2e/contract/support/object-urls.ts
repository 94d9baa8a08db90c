import { expect } from "vitest";

/** As a browser on another origin asks before it sends. */
export function preflight(url: string, method: string): Promise<Response> {
  return fetch(url, {
    method: "OPTIONS",
    headers: {
      Origin: "https://dashboard.example",
      "Access-Control-Request-Method": method,
      "Access-Control-Request-Headers": "content-type",
    },
  });
}

/** The same URL with another value for one query parameter or another path. */
export function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url);
  change(other);
  return other.href;
}

/** A presigned URL with any one thing changed that it says: a parameter's value, a parameter that is missing, all of them missing. */
export function forgeries(url: string): string[] {
  const names = [...new URL(url).searchParams.keys()];
  return [
    ...names.map((name) => changed(url, (it) => it.searchParams.set(name, another(it.searchParams.get(name) ?? "")))),
    ...names.map((name) => changed(url, (it) => it.searchParams.delete(name))),
    changed(url, (it) => (it.search = "")),
  ];
}

/** Of the same length and kind. */
function another(value: string): string {
  const last = value.at(-1) ?? "";
  return value.slice(0, -1) + (/[0-8a-eA-E]/.test(last) ? String.fromCharCode(last.charCodeAt(0) + 1) : "0");
}

/** Stores refuse what is forged in different ways: 403 for a wrong signature, 400 or 405 for what is no such request any more. */
export async function expectRefused(response: Response, url: string): Promise<void> {
  const text = await response.text();
  expect(Math.floor(response.status / 100), `${url} is answered with ${response.status} ${text}`).toBe(4);
}
