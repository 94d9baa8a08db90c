import { afterAll, beforeAll, expect, test } from "vitest";
import { refusal } from "@/e2e/server/support/answer";
import { RunningServer } from "@/e2e/server/support/running-server";
import { HOSTILE_TEXTS } from "./texts";

/** The contract's rule for names: what these hold, no file system, shell or page takes for something else. */
const RIGHT = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,254}$/;

let server: RunningServer;
let token: string;

beforeAll(async () => {
  server = await RunningServer.start({ environment: { REQUESTS_PER_MINUTE: "0" } });
  token = await server.makeToken("ada");
});
afterAll(() => server.dispose());

test("a hostile name is refused with the rule, by both APIs, and never bent into another", async () => {
  const body = { provider: "sfcompute", token };
  const signIn = await server.request(null, "POST", "/api/session", body, { origin: server.url });
  const headers = { cookie: signIn.headers.getSetCookie()[0]?.split(";")[0] ?? "", origin: server.url };
  for (const name of HOSTILE_TEXTS.filter((text) => !RIGHT.test(text))) {
    const refused = refusal(await server.request(token, "POST", "/v2/images", { name }));
    expect(refused, JSON.stringify(name)).toMatchObject({
      status: 400,
      message: expect.stringMatching(/letters, digits|characters/),
    });
    const answer = await server.request(null, "POST", "/api/sfcompute/images", { name, sizeBytes: 1 }, headers);
    expect(answer.status, JSON.stringify(name)).toBe(400);
    expect(answer.text).toMatch(/letters, digits|characters/);
  }
  expect((await server.request(token, "GET", "/v2/images")).text).toContain('"data":[]');
});

test("no hostile account, setting or token signs in, or comes back as it was", async () => {
  for (const text of HOSTILE_TEXTS) {
    const address = { origin: server.url, "x-forwarded-for": `192.0.2.${text.length % 250}` };
    for (const body of [
      { provider: "sfcompute", token: text },
      { provider: text, token },
      { provider: "sfcompute", connection: text, token },
      { provider: "sfcompute", token: `${token}${text}x` },
    ]) {
      const answer = await server.request(null, "POST", "/api/session", body, address);
      expect(answer.status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
      expect(answer.status, JSON.stringify(body)).toBeLessThan(500);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    }
  }
});
