import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { errorBodySchema } from "@/lib/contract/errors";
import { ACCOUNT_HEADER } from "@/lib/contract/account-header";
import { serveForTest, type TestServer } from "@/lib/utils/serve-for-test";
import { getParts } from "./composition";
import { json } from "./http/respond";
import { handleConnection, handleImage } from "./routes";

let upstream: TestServer;
let directory: string;

/** An images API where each token sees one image: its own name. */
beforeAll(async () => {
  upstream = await serveForTest((request, response) => {
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    if (token === "revoked") {
      response.writeHead(401).end("{}");
      return;
    }
    const image = { object: "image", id: "image_a", name: token, upload_status: "completed", created_at: 1 };
    setImmediate(() => response.end(JSON.stringify(image)));
  });
  directory = await mkdtemp(join(tmpdir(), "images-dashboard-"));
  vi.stubEnv("SFCOMPUTE_API_URL", upstream.url.href);
  vi.stubEnv("DATA_DIR", directory);
  vi.stubEnv("LOG_LEVEL", "silent");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await upstream.close();
  await rm(directory, { recursive: true });
});

const getImage = handleImage(async ({ provider, imageId }) => json(await provider.get(imageId)));

async function ask(
  cookie: string | null,
  params: Record<string, string> = {},
  more: Record<string, string> = {},
): Promise<Response> {
  const headers: Record<string, string> = cookie === null ? more : { ...more, cookie };
  const request = new Request("http://127.0.0.1:3000/api/x", { headers });
  return getImage(request, { params: Promise.resolve({ connection: "sfcompute", imageId: "image_a", ...params }) });
}

async function cookieFor(token: string, name: string | null = null): Promise<string> {
  const account = { name, role: null };
  const signIn = { connection: "sfcompute", provider: "sfcompute", settings: {}, token, account } as const;
  const { cookie } = await getParts().sessions.begin(signIn, null);
  return cookie.split(";")[0] ?? "";
}

async function codeOf(response: Response): Promise<string> {
  return errorBodySchema.parse(await response.json()).error.code;
}

test("users at the same moment never get each other's token", async () => {
  const users = Array.from({ length: 40 }, (_, index) => `user-${index}`);
  const cookies = await Promise.all(users.map((user) => cookieFor(user)));
  const answers = await Promise.all(cookies.map(async (cookie) => (await ask(cookie)).json()));
  expect(answers.map((answer: { name: string }) => answer.name)).toEqual(users);
});

test("without a cookie, or for an unknown connection, one is not signed in", async () => {
  const cookie = await cookieFor("user");
  expect(await codeOf(await ask(null))).toBe("not_signed_in");
  expect(await codeOf(await ask(cookie, { connection: "elsewhere" }))).toBe("not_signed_in");
});

test.each([
  { session: "ops", asked: "ops", status: 200 },
  { session: "Zürich 7", asked: "Z%C3%BCrich%207", status: 200 },
  { session: null, asked: "", status: 200 },
  { session: "others", asked: "ops", status: 401 },
  { session: null, asked: "ops", status: 401 },
  { session: "others", asked: "", status: 401 },
  { session: "others", asked: "%", status: 401 },
])("a request for $asked in the session of $session is answered with $status", async ({ session, asked, status }) => {
  const answer = await ask(await cookieFor("user", session), {}, { [ACCOUNT_HEADER]: asked });
  expect(answer.status).toBe(status);
  if (status === 401) expect(await codeOf(answer)).toBe("not_signed_in");
});

test("a refused token says so and leaves the cookie", async () => {
  const response = await ask(await cookieFor("revoked"));
  expect(response.status).toBe(401);
  expect(response.headers.get("set-cookie")).toBeNull();
  expect(await codeOf(response)).toBe("token_rejected");
});

test.each(["..", "a/b", "", "é", "a".repeat(200)])("the image id %j is not asked for", async (imageId) => {
  expect(await codeOf(await ask(await cookieFor("user"), { imageId }))).toBe("not_found");
});

test("a mutation from another site does not reach the provider", async () => {
  let reached = false;
  const remove = handleConnection(async () => {
    reached = true;
    return json({});
  });
  const headers = { cookie: await cookieFor("user"), "sec-fetch-site": "same-site" };
  const request = new Request("http://127.0.0.1:3000/api/x", { method: "DELETE", headers });
  const response = await remove(request, { params: Promise.resolve({ connection: "sfcompute" }) });
  expect(await codeOf(response)).toBe("cross_site");
  expect(reached).toBe(false);
});
