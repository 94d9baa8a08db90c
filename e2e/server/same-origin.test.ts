import { request as ask } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { appRoutes, type AppRoute } from "./support/app-routes";
import { parsed, send } from "./support/answer";
import { RunningServer } from "./support/running-server";
import { signInByCookie } from "./support/signed-in";

const CHANGING = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const JSON_TYPE = { "content-type": "application/json" };
const imageSchema = z.object({ id: z.string() });

let server: RunningServer;
let cookie: string;
let token: string;
let routes: AppRoute[];

beforeAll(async () => {
  server = await RunningServer.start();
  token = await server.makeToken("ada");
  cookie = await signInByCookie(server, token);
  const { id } = parsed(imageSchema, await server.request(token, "POST", "/v2/images", { name: "disk" }));
  routes = appRoutes({ connection: "sfcompute", imageId: id, part: "1", path: "nothing" });
});
afterAll(() => server.dispose());

/** What there is: the images, deleted ones too, and that the cookie is good. */
async function everything(): Promise<string> {
  const images = await server.request(token, "GET", "/v2/images?include_deleted=true");
  const { text } = await send("GET", `${server.url}/api/session`, undefined, { cookie });
  return `${images.text}\n${text}`;
}

/** Bodies that would change something if they were let in. */
function bodyFor(path: string): unknown {
  if (path === "/api/session") return { provider: "sfcompute", token };
  if (path.endsWith("/images")) return { name: "another", sizeBytes: 5 };
  if (path.endsWith("/parts")) return { partNumber: 1 };
  return path.endsWith("/complete") ? { sha256: "0".repeat(64) } : {};
}

const STRANGERS = {
  "no word of where it comes from": {},
  "another site": { origin: "https://evil.example" },
  "a page without an origin": { origin: "null" },
  "an empty origin": { origin: "" },
  "a site that the browser calls another": { "sec-fetch-site": "cross-site" },
  "a site of the same domain": { "sec-fetch-site": "same-site" },
  "nobody's page": { "sec-fetch-site": "none" },
  "another port of this machine": { origin: "http://127.0.0.1:1" },
  "a page of this host by https": { origin: "https://127.0.0.1:$PORT" },
  "a name that was rebound": { origin: "http://evil.example:$PORT", host: "evil.example:$PORT" },
  "a stranger that names our origin": { origin: "http://127.0.0.1:$PORT", "sec-fetch-site": "cross-site" },
  "a referrer alone": { referer: "http://127.0.0.1:$PORT/sfcompute/images" },
} satisfies Record<string, Record<string, string>>;

test.each(Object.entries(STRANGERS))("from %s no route takes anything, at any method", async (_, stranger) => {
  const before = await everything();
  const { port } = new URL(server.url);
  const headers = Object.fromEntries(
    Object.entries(stranger).map(([name, value]) => [name, value.replace("$PORT", port)]),
  );
  for (const { path } of routes) {
    for (const method of CHANGING) {
      const answer = await send(method, server.url + path, bodyFor(path), { cookie, ...JSON_TYPE, ...headers });
      expect({ method, path, status: answer.status }).toEqual({ method, path, status: 403 });
      expect(answer.text).toContain('"code":"cross_site"');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect(await everything()).toBe(before);
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", ""])(
  "what a form of any site could send (%j) is no body of ours",
  async (type) => {
    const before = await everything();
    const reading = routes.filter(({ readsJson }) => readsJson);
    expect(reading.length).toBeGreaterThan(4);
    for (const { path } of reading) {
      const headers = { cookie, origin: server.url, "content-type": type };
      const { status } = await send("POST", server.url + path, JSON.stringify(bodyFor(path)), headers);
      // A provider without actions refuses before it looks at the body.
      expect({ path, isRefused: status === 415 || (path.includes("/actions/") && status >= 400) }).toEqual({
        path,
        isRefused: true,
      });
    }
    expect(await everything()).toBe(before);
  },
);

test.each(["GET", "HEAD"])("%s changes nothing on any route, whatever it claims to be", async (method) => {
  const before = await everything();
  for (const { path } of routes) {
    for (const claimed of ["DELETE", "POST", "PUT"]) {
      const headers = {
        cookie,
        "sec-fetch-site": "cross-site",
        "x-http-method-override": claimed,
        "x-http-method": claimed,
        "x-method-override": claimed,
      };
      const answer = await send(method, `${server.url}${path}?_method=${claimed}`, undefined, headers);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
  expect(await everything()).toBe(before);
});

test.each(["TRACE", "CONNECT", "PROPFIND", "LINK"])("%s is taken by nobody", async (method) => {
  for (const { path } of routes) expect(await statusOf(method, path)).toBeGreaterThanOrEqual(400);
});

test("from the dashboard's own page the same requests do what they say", async () => {
  const image = routes.find(({ path }) => /\/images\/[^/]+$/.test(path));
  const answer = await send("DELETE", `${server.url}${image?.path}`, undefined, {
    cookie,
    "sec-fetch-site": "same-origin",
  });
  expect(answer.status).toBe(204);
});

/** Of a method that `fetch` does not send. A connection that is closed without an answer counts as 400. */
function statusOf(method: string, path: string): Promise<number> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(server.url);
    const request = ask({ hostname, port, path, method, headers: { cookie }, agent: false });
    request.once("response", (response) => resolve(response.resume().statusCode ?? 0));
    request.once("connect", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.once("error", () => resolve(400));
    request.end();
  });
}
