import { expect, test } from "vitest";
import { connectionSchema } from "@/lib/contract/session";
import { createRegistry } from "@/lib/server/providers/registry";
import { readCookie } from "./cookies";
import { readSession } from "./read-session";
import { createSessions } from "./sessions";
import type { SealedConnection } from "./seal";

const registry = createRegistry({
  sfcompute: {
    apiUrl: new URL("http://127.0.0.1:9"),
    prefix: "/v2",
    embedded: true,
    publicUrl: new URL("https://images.example"),
  },
  linode: null,
  oxide: null,
  cycle: null,
});
const secrets = ["a secret that has 32 characters and more"] as const;
const https = createSessions({ secrets, secure: true, registry });
const http = createSessions({ secrets, secure: false, registry });
const SEALED: SealedConnection = {
  connection: "sfcompute",
  provider: "sfcompute",
  settings: {},
  token: "tok_secret",
  account: { name: "acme", role: "viewer" },
};

function sent(setCookie: string): string {
  return setCookie.split(";")[0] ?? "";
}

test("over https the cookie is bound to the host", async () => {
  expect(await https.keep(SEALED, null)).toMatch(
    /^__Host-images-connection-sfcompute=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  );
});

test("over http the cookie has no prefix that browsers would refuse", async () => {
  expect(await http.keep(SEALED, null)).toMatch(
    /^images-connection-sfcompute=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

test("a kept sign-in is read again among other cookies", async () => {
  const header = `theme=dark; ${sent(await https.keep(SEALED, null))}; x=y`;
  expect((await https.read("sfcompute", header))?.sealed).toEqual(SEALED);
});

test.each([null, "", "theme=dark", "__Host-images-connection-sfcompute=", "__Host-images-connection-sfcompute=x~2"])(
  "the Cookie header %j signs nobody in",
  async (header) => {
    expect(await https.read("sfcompute", header)).toBeNull();
    expect(await https.all(header)).toEqual([]);
  },
);

test("a connection that nobody offers is not signed in", async () => {
  const header = sent(await https.keep(SEALED, null)).replace("sfcompute", "elsewhere");
  expect(await https.read("elsewhere", header)).toBeNull();
  expect(await https.read("__proto__", header)).toBeNull();
});

test("the browser learns who it is and what it may, never the token", async () => {
  const session = await readSession({ registry, sessions: https }, sent(await https.keep(SEALED, null)));
  expect(JSON.stringify(session)).not.toContain("tok_secret");
  expect(session.providers).toEqual([{ id: "sfcompute", label: "Images API", tokenHint: null, settings: [] }]);
  const [connection] = session.connections;
  expect(connectionSchema.parse(connection)).toEqual(connection);
  expect(connection).toMatchObject({
    id: "sfcompute",
    apiUrl: "https://images.example/v2",
    account: SEALED.account,
    capabilities: { upload: { allowed: false }, download: { allowed: true }, delete: { allowed: false } },
  });
});

test("a token that no cookie can hold is refused instead of forgotten", async () => {
  await expect(https.keep({ ...SEALED, token: "t".repeat(4096) }, null)).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("signing out removes the very cookie", () => {
  expect(https.forget("sfcompute")).toBe(
    "__Host-images-connection-sfcompute=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure",
  );
});

test("the first of two cookies of a name counts, and a name inside another is none", () => {
  expect(readCookie("xname=1; name=2;name=3", "name")).toBe("2");
  expect(readCookie("xname=1; =2; name", "name")).toBeUndefined();
});
