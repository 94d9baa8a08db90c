import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { parsed, send } from "@/e2e/server/support/answer";
import { BrowserSession } from "@/e2e/server/support/browser-session";
import { RunningServer } from "@/e2e/server/support/running-server";
import { sha256 } from "./upload";

let server: RunningServer;
beforeAll(async () => {
  server = await RunningServer.start({ environment: { LOG_LEVEL: "trace" } });
});
afterAll(() => server.dispose());

const lineSchema = z.looseObject({ level: z.number(), name: z.string(), msg: z.string() });

/** The lines that name a request, by who wrote them. */
function linesOf(requestId: string): { name: string; msg: string }[] {
  return logLines().filter((line) => line["requestId"] === requestId);
}

function logLines(): z.infer<typeof lineSchema>[] {
  const lines = server.output.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => lineSchema.parse(JSON.parse(line)));
}

test("a request has one id in the answer, the dashboard's log and the embedded API's", async () => {
  const browser = new BrowserSession(server);
  await browser.signIn(server.adminToken);
  const requestId = randomUUID();
  const answer = await browser.ask("GET", "/api/sfcompute/images", undefined, { "x-request-id": requestId });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-request-id")).toBe(requestId);
  expect(linesOf(requestId).map(({ name, msg }) => [name, msg])).toEqual([
    ["images-api", "request"],
    ["dashboard", "answered"],
  ]);
});

test("an error that is shown carries the id that is in both logs, also where the browser sent a bad one", async () => {
  const browser = new BrowserSession(server);
  await browser.signIn(server.adminToken);
  const answer = await browser.ask("DELETE", "/api/sfcompute/images/image_missing", undefined, {
    "x-request-id": 'x","level":60,"msg":"forged',
  });
  expect(answer.status).toBe(404);
  const { requestId } = z.object({ error: z.object({ requestId: z.uuid() }) }).parse(JSON.parse(answer.text)).error;
  expect(answer.headers.get("x-request-id")).toBe(requestId);
  const lines = linesOf(requestId);
  expect(new Set(lines.map(({ name }) => name))).toEqual(new Set(["images-api", "dashboard"]));
  expect(lines).toContainEqual(
    expect.objectContaining({
      name: "dashboard",
      msg: "audit",
      outcome: "refused",
      code: "not_found",
      method: "DELETE",
      route: "/api/[connection]/images/[imageId]",
      connection: "sfcompute",
      imageId: "image_missing",
      address: "127.0.0.1",
    }),
  );
  expect(server.output).not.toContain("forged");
});

const urlSchema = z.object({ url: z.string() });

test("no token, cookie or signature is in the log at its most talkative", async () => {
  const secrets = [server.adminToken, await server.makeToken("ada"), "wrong-token-of-somebody"];
  const [admin = "", ada = "", wrong = ""] = secrets;
  const browser = new BrowserSession(server);
  for (const token of [wrong, admin]) {
    const answer = await browser.ask("POST", "/api/session", { provider: "sfcompute", token });
    secrets.push(
      ...answer.headers
        .getSetCookie()
        .map((cookie) => /=([^;]+)/.exec(cookie)?.[1] ?? "")
        .filter(Boolean),
    );
  }
  expect(secrets).toHaveLength(4);
  const bytes = new Uint8Array(1000).fill(1);
  const { image } = parsed(
    z.object({ image: z.object({ id: z.string() }) }),
    await browser.ask("POST", "/api/sfcompute/images", { name: "disk", sizeBytes: bytes.length, values: {} }),
  );
  const path = `/api/sfcompute/images/${image.id}`;
  const part = parsed(urlSchema, await browser.ask("POST", `${path}/parts`, { partNumber: 1 }));
  secrets.push(new URL(part.url).searchParams.get("signature") ?? "");
  expect((await send("PUT", part.url, bytes)).status).toBe(200);
  expect((await send("PUT", part.url.replace("parts/1", "parts/2"), bytes)).status).toBe(403);
  expect((await browser.ask("POST", `${path}/complete`, { sha256: sha256(bytes) })).status).toBe(200);
  const link = parsed(urlSchema, await browser.ask("GET", `${path}/download`));
  secrets.push(new URL(link.url).searchParams.get("signature") ?? "");
  expect((await send("GET", link.url)).status).toBe(200);
  expect((await send("GET", `${link.url}x`)).status).toBe(403);
  // In places where they do not belong, too.
  await server.request(wrong, "GET", "/v2/images");
  await server.request(ada, "POST", "/v2/images", { name: 5 });
  await server.request(ada, "GET", `/v2/images?token=${ada}&limit=none`);
  await send("GET", `${server.url}/api/session?token=${ada}`);
  await send("GET", `${server.url}/objects/x?signature=${ada}`);
  await browser.ask("POST", "/api/session", `{"token":"${ada}"`);
  await browser.ask("DELETE", path);
  await browser.ask("DELETE", "/api/session/sfcompute");

  expect(secrets.every((secret) => secret.length > 20)).toBe(true);
  expect(logLines().length).toBeGreaterThan(20);
  for (const secret of secrets) expect(server.output).not.toContain(secret);
});

test("sign-ins, those that fail and sign-outs are in the audit log", async () => {
  const browser = new BrowserSession(server);
  await browser.ask("POST", "/api/session", { provider: "sfcompute", token: "wrong-token-of-somebody" });
  await browser.signIn(await server.makeToken("bob"));
  await browser.ask("DELETE", "/api/session/sfcompute");
  const audit = logLines().filter(({ name, msg }) => name === "dashboard" && msg === "audit");
  expect(audit.slice(-3)).toMatchObject([
    { method: "POST", route: "/api/session", provider: "sfcompute", outcome: "refused", code: "token_rejected" },
    { method: "POST", route: "/api/session", connection: "sfcompute", account: "bob", outcome: "done" },
    { method: "DELETE", route: "/api/session/[connection]", connection: "sfcompute", outcome: "done" },
  ]);
});
