import { expect, test } from "vitest";
import { connectionSchema } from "@/lib/contract/session";
import { readCookies } from "./cookies";
import { readSession } from "./read-session";
import { registryFixture, sessionsFixture, SIGN_IN } from "./sessions-fixture";
import type { Sessions } from "./sessions";

const registry = registryFixture();
const https = sessionsFixture({ secure: true });
const http = sessionsFixture({ secure: false });

async function begin(sessions: Sessions): Promise<string> {
  return (await sessions.begin(SIGN_IN, null)).cookie;
}

function sent(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

test("over https the cookie is bound to the host", async () => {
  expect(await begin(https)).toMatch(
    /^__Host-images-connection-sfcompute=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  );
});

test("over http the cookie has no prefix that browsers would refuse", async () => {
  expect(await begin(http)).toMatch(
    /^images-connection-sfcompute=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

test("a kept sign-in is read again among other cookies", async () => {
  const header = `theme=dark; ${sent(await begin(https))}; x=y`;
  expect((await https.read("sfcompute", header))?.sealed).toMatchObject(SIGN_IN);
});

test.each([null, "", "theme=dark", "__Host-images-connection-sfcompute=", "__Host-images-connection-sfcompute=x~2"])(
  "the Cookie header %j signs nobody in",
  async (header) => {
    expect(await https.read("sfcompute", header)).toBeNull();
    expect(await https.all(header)).toEqual([]);
  },
);

test("a connection that nobody offers is not signed in", async () => {
  const header = sent(await begin(https)).replace("sfcompute", "elsewhere");
  expect(await https.read("elsewhere", header)).toBeNull();
  expect(await https.read("__proto__", header)).toBeNull();
});

test("the browser learns who it is and what it may, never the token", async () => {
  const session = await readSession({ registry, sessions: https }, sent(await begin(https)));
  expect(JSON.stringify(session)).not.toContain("tok_secret");
  expect(session.providers[0]).toEqual({ id: "sfcompute", label: "Images API", tokenHint: null, settings: [] });
  expect(session.lifetimes).toEqual({ idleSeconds: 43_200, lifetimeSeconds: 604_800 });
  const [connection] = session.connections;
  expect(connectionSchema.parse(connection)).toEqual(connection);
  expect(connection).toMatchObject({
    id: "sfcompute",
    apiUrl: "https://images.example/v2",
    account: SIGN_IN.account,
    capabilities: { upload: { allowed: false }, download: { allowed: true }, delete: { allowed: false } },
  });
});

test("a token that no cookie can hold is refused instead of forgotten", async () => {
  await expect(https.begin({ ...SIGN_IN, token: "t".repeat(4096) }, null)).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("signing out removes the very cookie", async () => {
  expect(await https.end("sfcompute", null)).toBe(
    "__Host-images-connection-sfcompute=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure",
  );
});

test("all cookies of a name are found, and a name inside another is none", () => {
  expect(readCookies("xname=1; name=2;name=3", "name")).toEqual(["2", "3"]);
  expect(readCookies("xname=1; =2; name", "name")).toEqual([]);
});

test("a cookie of the same name that somebody else put before it signs nobody out", async () => {
  const own = sent(await begin(http));
  const others = sent(
    await sessionsFixture({ secrets: ["another secret of 32 characters and more"] })
      .begin(SIGN_IN, null)
      .then(({ cookie }) => cookie),
  );
  expect((await http.read("sfcompute", `${others}; images-connection-sfcompute=x; ${own}`))?.sealed.token).toBe(
    "tok_secret",
  );
});
