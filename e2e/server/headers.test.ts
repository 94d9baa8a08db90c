import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { appPages, appRoutes } from "./support/app-routes";
import { parsed, send, type Answer } from "./support/answer";
import { probeApi } from "./support/probe-api";
import { RunningServer } from "./support/running-server";
import { signInByCookie } from "./support/signed-in";

const imageSchema = z.object({ id: z.string() });
const NOBODY = "default-src 'none'; frame-ancestors 'none'";

describe.each([
  { over: "http", publicUrl: null },
  { over: "https", publicUrl: "https://images.example" },
])("over $over", ({ over, publicUrl }) => {
  let server: RunningServer;
  let cookie: string;
  let token: string;
  let names: Record<string, string>;

  beforeAll(async () => {
    server = await RunningServer.start({ environment: publicUrl === null ? {} : { PUBLIC_URL: publicUrl } });
    token = await server.makeToken("ada");
    cookie = await signInByCookie(server, token, publicUrl ?? server.url);
    const { id } = parsed(imageSchema, await server.request(token, "POST", "/v2/images", { name: "disk" }));
    names = { connection: "sfcompute", imageId: id, part: "1", path: "nothing" };
  });
  afterAll(() => server.dispose());

  function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return send("GET", server.url + path, undefined, headers);
  }

  /** What every answer of the server has. */
  function expectGuarded(what: string, { headers, status }: Answer): void {
    const seen = {
      what,
      isFailure: status >= 500,
      sniffed: headers.get("x-content-type-options"),
      referrer: headers.get("referrer-policy"),
      opener: headers.get("cross-origin-opener-policy"),
      isOwn: headers.get("cross-origin-resource-policy") === "same-origin",
      transport: headers.get("strict-transport-security"),
      framed: headers.get("content-security-policy")?.includes("frame-ancestors 'none'"),
      rest: headers.get("content-security-policy")?.includes("default-src 'none'"),
      software: headers.get("server") ?? headers.get("x-powered-by"),
    };
    expect(seen).toEqual({
      what,
      isFailure: false,
      sniffed: "nosniff",
      referrer: expect.stringMatching(/^(same-origin|no-referrer)$/),
      opener: "same-origin",
      // The signature in the link is the right to an object, from whichever site.
      isOwn: !what.endsWith(" /objects"),
      transport: over === "https" ? "max-age=63072000; includeSubDomains" : null,
      framed: true,
      rest: true,
      software: null,
    });
  }

  test("every page, signed in and not, and those that are not there", async () => {
    const pages = [
      ...appPages(names),
      "/nothing",
      "/nothing/here",
      "/nothing.txt",
      "/sfcompute/nothing",
      "/icon.svg",
      "/favicon.ico",
    ];
    for (const path of pages) {
      for (const headers of [{}, { cookie }]) expectGuarded(path, await get(path, headers));
    }
  });

  test("every route at every method, let in and refused", async () => {
    for (const { path } of appRoutes(names)) {
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        for (const headers of [{}, { "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "same-origin", cookie }]) {
          const body = method === "GET" || method === "HEAD" ? undefined : "{";
          expectGuarded(`${method} ${path}`, await send(method, server.url + path, body, headers));
        }
      }
    }
  });

  test("the images API and its objects, with every status that they answer", async () => {
    const answers = await probeApi(server, token);
    const statuses = new Set(answers.map(({ status }) => status));
    for (const status of [200, 201, 204, 400, 401, 403, 404, 405, 409]) expect(statuses).toContain(status);
    for (const answer of answers) expectGuarded(answer.what, answer);
  });

  test("files of the build, and what is not among them", async () => {
    const { text } = await get("/sign-in");
    const files = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? "");
    expect(files.length).toBeGreaterThan(5);
    for (const path of [
      ...files,
      "/_next/nothing",
      "/_next/static/nothing.js",
      "/_next/image?url=%2Ficon.svg&w=64&q=75",
    ]) {
      expectGuarded(path, await get(path));
    }
  });

  test("requests that are none", async () => {
    for (const path of [
      "//evil.example/",
      "/%ff",
      "/a//b",
      "/api/%ff",
      "/_next/%ff",
      "/..%2f..%2fetc/passwd",
      "/\\evil.example",
    ]) {
      expectGuarded(path, await get(path));
    }
  });

  test("only pages have a policy that lets anything run, and nothing inline without the nonce of the answer", async () => {
    const nonces = new Set<string>();
    for (const path of [...appPages(names), "/nothing"]) {
      const { headers, text, status } = await get(path, { cookie });
      const policy = headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|unsafe-hashes|\*/);
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(headers.get("permissions-policy")).toContain("camera=()");
      nonces.add(nonce);
      if (status !== 200) continue;
      for (const [element] of text.matchAll(/<(?:script|style)\b[^>]*>/g))
        expect(element).toContain(`nonce="${nonce}"`);
      expect(text.replaceAll(/<script\b[^>]*>.*?<\/script>/gs, "")).not.toMatch(/<[^>]+\s(?:style|on[a-z]+)=/);
    }
    expect(nonces.size).toBe(appPages(names).length + 1);
    expect((await get("/api/session", { cookie })).headers.get("content-security-policy")).toBe(NOBODY);
  });
});
