import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "./world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.server.dispose());

/** No answer takes so long unless the server waits for what does not come, in milliseconds. */
const WAIT_MS = 2_000;

/** Sends bytes as they are. @returns all that came back until the server closed, or for a while */
function exchange(text: string): Promise<string> {
  const { port, hostname } = new URL(world.server.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = "";
    socket.setTimeout(WAIT_MS, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
    socket.write(text, "latin1");
  });
}

function request(line: string, headers: readonly string[], body = ""): string {
  return `${[line, "Host: 127.0.0.1", "Connection: close", ...headers].join("\r\n")}\r\n\r\n${body}`;
}

/** What no client library sends. `LINE` stands for method and path. */
const ODDITIES: readonly ((line: string, identity: readonly string[]) => string)[] = [
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "X-Request-Id: abcdefgh\r\n injected: 1"]),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "X-Request-Id: abcdefgh\ninjected: 1"]),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "X-Request-Id: abc\u0000defgh"]),
  (line, identity) => request(`${line} HTTP/1.0`, identity),
  (line, identity) => request(`${line} HTTP/2.0`, identity),
  (line, identity) => request(line, identity),
  (line, identity) => request(`${line}\u0000 HTTP/1.1`, identity),
  (line, identity) => request(`${line}\t/x HTTP/1.1`, identity),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Content-Length: 5", "Content-Length: 6"], "hello"),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Content-Length: -1"]),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Content-Length: 1e3"]),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Content-Length: 99999999999999999999"]),
  (line, identity) =>
    request(`${line} HTTP/1.1`, [...identity, "Transfer-Encoding: chunked", "Content-Length: 4"], "0\r\n\r\n"),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Transfer-Encoding: chunked, identity"], "0\r\n\r\n"),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Transfer-Encoding: gzip"], "x"),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Transfer-Encoding: chunked"], "zz\r\nx\r\n0\r\n\r\n"),
  (line, identity) =>
    request(`${line} HTTP/1.1`, [...identity, "Transfer-Encoding: chunked"], "fffffffffffffffff\r\nx"),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Expect: 200-maybe"]),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"]),
  (line, identity) =>
    request(`${line} HTTP/1.1`, [
      ...identity,
      "Upgrade: websocket",
      "Sec-WebSocket-Key: x",
      "Sec-WebSocket-Version: 13",
    ]),
  (line, identity) => request(`${line} HTTP/1.1`, [...identity, `X: ${"x".repeat(70_000)}`]),
  (line, identity) =>
    `${request(`${line} HTTP/1.1`, identity).replace("Connection: close\r\n", "")}GET /smuggled HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  (line, identity) => `${line} HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n${identity.join("\r\n")}\r\n\r\n`,
  (line, identity) => `${line} HTTP/1.1\r\nHost: a b<script>\r\nConnection: close\r\n${identity.join("\r\n")}\r\n\r\n`,
  (line) => `CONNECT ${line.split(" ")[1]} HTTP/1.1\r\nHost: x\r\n\r\n`,
  () => "\u0016\u0003\u0001\u0002\u0000\u0001",
  () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  () => "\r\n\r\n\r\n",
];

test(
  "bytes that no client sends bring neither a failure nor a header of their own, and the server goes on",
  { timeout: 180_000 },
  async () => {
    const [, operator] = world.attackers;
    if (operator === undefined) throw new Error("There is an operator.");
    const lines = [
      "GET /v2/images",
      "POST /v2/images",
      "GET /api/session",
      "POST /api/session",
      "PUT /objects/image_a/parts/1",
      "GET /sign-in",
      "OPTIONS *",
    ];
    const identity = [
      `Authorization: Bearer ${operator.token}`,
      `Cookie: ${operator.cookie}`,
      "Sec-Fetch-Site: same-origin",
    ];
    const sent = lines.flatMap((line) => ODDITIES.map((odd) => odd(line, identity)));
    const answers = await Promise.all(sent.map(async (text) => ({ text, answer: await exchange(text) })));
    for (const { text, answer } of answers) {
      const shown = `${text.slice(0, 300)}\n→ ${answer.slice(0, 600)}`;
      for (const status of answer.matchAll(/^HTTP\/1\.1 (?<code>\d+)/gm))
        expect(Number(status.groups?.["code"]), shown).toBeLessThan(500);
      expect(answer, shown).not.toMatch(/^injected:/im);
      for (const secret of world.secrets) expect(answer.includes(secret), shown).toBe(false);
    }
    expect((await world.server.request(operator.token, "GET", "/v2/images")).status).toBe(200);
  },
);

test("the log holds no token, no cookie, no signature and no line of an attacker's", async () => {
  const { server, attackers, own } = world;
  const [, operator] = attackers;
  const forged = "%0a%7b%22level%22%3a60%7d";
  await server.request(operator?.token ?? "", "GET", `/v2/images/${forged}?token=${operator?.token}`);
  await server.request(null, "GET", `/api/sfcompute/images/${forged}`, undefined, { cookie: operator?.cookie ?? "" });
  await server.request(null, "GET", own.contentUrl.replace(server.url, ""));
  const signature = new URL(own.contentUrl).searchParams.get("signature") ?? "none";
  const secrets = [
    signature,
    server.adminToken,
    ...attackers.flatMap(({ token, cookie }) => [token, cookie.slice(cookie.indexOf("=") + 1)]),
  ];
  for (const secret of secrets) expect(server.output.includes(secret), secret).toBe(false);
  for (const line of server.output.split("\n").filter((text) => text.startsWith("{"))) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.anything() });
    expect(JSON.parse(line)).not.toMatchObject({ level: 60 });
  }
});
