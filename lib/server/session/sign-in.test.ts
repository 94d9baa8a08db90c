import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProviderId } from "@/lib/contract/connection-id";
import { createRegistry, type ProviderRegistry } from "@/lib/server/providers/registry";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { MAX_CONNECTIONS_OF_A_PROVIDER, type Sessions } from "./sessions";
import { CookieJar, sessionsFixture } from "./sessions-fixture";
import { signIn } from "./sign-in";

let server: TestServer;
let registry: ProviderRegistry;
let sessions: Sessions;

// An images API that knows every token `NAME` or `NAME.anything` as NAME's; and Cycle, whose every hub is there.
beforeAll(async () => {
  server = await serveForTest(({ headers, url }, response) => {
    const token = headers.authorization?.replace("Bearer ", "") ?? "";
    const [account = ""] = token.split(".");
    if (account === "invalid") {
      const error = { type: "authentication_error", message: "This token is not accepted." };
      return void response.writeHead(401).end(JSON.stringify({ error }));
    }
    if (account.startsWith("unnamed")) return void response.end("{}");
    return void response.end(JSON.stringify(url?.endsWith("/me") === true ? { account, role: "operator" } : {}));
  });
  const api = { apiUrl: server.url, prefix: "/v2", embedded: true, publicUrl: server.url };
  registry = createRegistry({ sfcompute: api, linode: null, oxide: null, cycle: { apiUrl: server.url } });
  sessions = sessionsFixture({ registry });
});

afterAll(() => server.close());

/** A browser's cookies, as its sign-ins and sign-outs change them. */
class Browser extends CookieJar {
  async signIn(token: string, connection?: string, provider: ProviderId = "sfcompute"): Promise<string> {
    const request = { provider, token, settings: {}, ...(connection !== undefined && { connection }) };
    const { signal } = new AbortController();
    const call = { cookieHeader: this.header, requestId: crypto.randomUUID(), clientAddress: null, signal };
    const done = await signIn({ registry, sessions }, request, call);
    this.take(done.cookie);
    return done.connection.id;
  }

  async tokens(): Promise<Record<string, string>> {
    const all = await sessions.all(this.header);
    return Object.fromEntries(all.map(({ sealed }) => [sealed.connection, sealed.token]));
  }
}

test("a second account is a second connection, and the first one stays", async () => {
  const browser = new Browser();
  expect(await browser.signIn("ada")).toBe("sfcompute");
  expect(await browser.signIn("bob")).toBe("sfcompute-2");
  expect(await browser.tokens()).toEqual({ sfcompute: "ada", "sfcompute-2": "bob" });
});

test("a new token of the same account takes the place of its old one", async () => {
  const browser = new Browser();
  await browser.signIn("ada.1");
  await browser.signIn("bob");
  expect(await browser.signIn("ada.2")).toBe("sfcompute");
  expect(await browser.tokens()).toEqual({ sfcompute: "ada.2", "sfcompute-2": "bob" });
});

test("where nobody tells whose a token is, another token is another connection", async () => {
  const browser = new Browser();
  await browser.signIn("unnamed.1");
  expect(await browser.signIn("unnamed.2")).toBe("sfcompute-2");
  expect(await browser.signIn("unnamed.1")).toBe("sfcompute");
});

test("the connection that is named is replaced, whoever signs in, and one of another provider never is", async () => {
  const browser = new Browser();
  await browser.signIn("ada");
  await browser.signIn("bob");
  expect(await browser.signIn("carol", "sfcompute-2")).toBe("sfcompute-2");
  expect(await browser.signIn("dave", "linode")).toBe("sfcompute-3");
  expect(await browser.tokens()).toEqual({ sfcompute: "ada", "sfcompute-2": "carol", "sfcompute-3": "dave" });
});

test("a place that was left is taken again", async () => {
  const browser = new Browser();
  await browser.signIn("ada");
  await browser.signIn("bob");
  browser.take(await sessions.end("sfcompute", browser.header));
  expect(await browser.tokens()).toEqual({ "sfcompute-2": "bob" });
  expect(await browser.signIn("carol")).toBe("sfcompute");
});

test("there is an end to the connections of a provider", async () => {
  const browser = new Browser();
  for (let index = 0; index < MAX_CONNECTIONS_OF_A_PROVIDER; index += 1) await browser.signIn(`user-${index}`);
  await expect(browser.signIn("one-more")).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/Sign out of one of them first/),
  });
  expect(await browser.signIn("user-2.new")).toBe("sfcompute-3");
});

test("connections never make requests too long, and one that would says so", async () => {
  const browser = new Browser();
  const long = `user-long.${"x".repeat(2000)}`;
  await browser.signIn(long);
  await browser.signIn(`user-longer.${"x".repeat(2000)}`);
  await expect(browser.signIn(`user-too-long.${"x".repeat(2000)}`)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/Sign out of one of the connections/),
  });
  // A new token in the place of an old one is none more.
  expect(await browser.signIn(`${long}y`)).toBe("sfcompute");
  const others = `theme=dark; images=${"x".repeat(200)}`;
  expect(`Cookie: ${browser.header}; ${others}`.length).toBeLessThan(8192);
  const headers = { cookie: `${browser.header}; ${others}`, referer: `https://images.example/${"x".repeat(4000)}` };
  expect((await fetch(new URL(`/?${"x".repeat(2000)}`, server.url), { headers })).status).toBe(200);
});

test("with ordinary tokens there is room for a dozen connections", async () => {
  const token = "t".repeat(64);
  const settings = { hub: "0123456789abcdef01234567" };
  let header = "";
  for (let index = 0; index < 12; index += 1) {
    const account = { name: "someone@example.com", role: null };
    const sealed = { connection: `cycle-${index}`, provider: "cycle", token, settings, account } as const;
    header += `; ${(await sessions.begin(sealed, header)).cookie.split(";")[0]}`;
  }
  expect(header.length).toBeLessThan(8192);
});

test("a cookie of one connection opens no other", async () => {
  const browser = new Browser();
  await browser.signIn("ada");
  const moved = browser.header.replace("connection-sfcompute=", "connection-sfcompute-2=");
  expect(await sessions.read("sfcompute-2", moved)).toBeNull();
  expect(await sessions.read("cycle", browser.header.replace("sfcompute=", "cycle="))).toBeNull();
  expect(await sessions.read("sfcompute-5", browser.header)).toBeNull();
});

test("a refused token changes nothing", async () => {
  const browser = new Browser();
  await browser.signIn("ada");
  await expect(browser.signIn("invalid", "sfcompute")).rejects.toMatchObject({ code: "token_rejected" });
  expect(await browser.tokens()).toEqual({ sfcompute: "ada" });
});

test("a setting that is missing is named before the provider is asked", async () => {
  await expect(new Browser().signIn("ada", undefined, "cycle")).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ field: "settings.hub" }],
  });
  await expect(new Browser().signIn("ada", undefined, "linode")).rejects.toMatchObject({ code: "invalid_request" });
});

test("what is sealed for an account opens with its next token, and for no other account", async () => {
  const ada = { provider: "sfcompute", settings: {}, account: { name: "ada", role: null }, token: "ada.1" } as const;
  const sealed = await sessions.vaultOf(ada).seal("secret");
  expect(await sessions.vaultOf({ ...ada, token: "ada.2" }).open(sealed)).toBe("secret");
  const others = [
    { ...ada, account: { name: "bob", role: null } },
    { ...ada, settings: { workspace: "w" } },
    { ...ada, provider: "cycle" as const },
  ];
  for (const other of others) {
    await expect(sessions.vaultOf(other).open(sealed)).rejects.toMatchObject({ code: "invalid_request" });
  }
  const unnamed = { ...ada, account: { name: null, role: null } };
  const own = await sessions.vaultOf(unnamed).seal("secret");
  const beside = sessions.vaultOf({ ...unnamed, token: "somebody else's" });
  await expect(beside.open(own)).rejects.toMatchObject({ code: "invalid_request" });
});
