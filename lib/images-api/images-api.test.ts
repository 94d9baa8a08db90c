import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ServedApi } from "./served-api.fixture";

const BYTES = randomBytes(100_000);
const DIGEST = createHash("sha256").update(BYTES).digest("hex");

let served: ServedApi;
/** Of the first start. */
let admin: string;

beforeEach(async () => {
  served = await ServedApi.start();
  admin = served.api?.firstAdminToken ?? "";
});

afterEach(() => served.remove());

const getImage = (id: string) => served.request(admin, "GET", `/v2/images/${id}`);

test("the first start makes an admin's token, once, and keeps its hash alone", async () => {
  expect(admin).toMatch(/^images_[A-Za-z0-9_-]{43}$/);
  expect((await served.request(admin, "GET", "/v2/me")).body).toMatchObject({ account: "admin", role: "admin" });
  await served.stop();
  for (const entry of await readdir(served.dataDirectory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) expect(await readFile(join(entry.parentPath, entry.name), "latin1")).not.toContain(admin);
  }
  await served.open();
  expect(served.api?.firstAdminToken).toBeNull();
  expect((await served.request(admin, "GET", "/v2/me")).status).toBe(200);
});

test("no token is made again when all were revoked", async () => {
  await served.withRows(async (store) => {
    for (const { id } of await store.listTokens()) await store.revokeToken(id, Date.now());
  });
  await served.stop();
  await served.open();
  expect(served.api?.firstAdminToken).toBeNull();
});

test("a configured admin token stands instead, for as long as it is configured", async () => {
  const configured = "configured-".padEnd(40, "x");
  const other = await ServedApi.start({ adminToken: configured });
  try {
    expect(other.api?.firstAdminToken).toBeNull();
    expect((await other.request(configured, "GET", "/v2/me")).body).toMatchObject({ account: "admin", role: "admin" });
    await other.stop();
    await other.open("another-".padEnd(40, "x"));
    expect((await other.request(configured, "GET", "/v2/me")).status).toBe(401);
  } finally {
    await other.remove();
  }
});

test("after a restart rows, bytes and links are as before, and an upload goes on", async () => {
  const done = await served.upload(admin, "done", BYTES);
  await served.request(admin, "POST", `/v2/images/${done}/complete`, { sha256: DIGEST });
  const { url } = (await served.request(admin, "GET", `/v2/images/${done}/download`)).body;
  const open = await served.upload(admin, "open", BYTES);
  const before = (await served.request(admin, "GET", "/v2/images")).body;

  await served.stop();
  await served.open();

  expect((await served.request(admin, "GET", "/v2/images")).body).toEqual(before);
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(BYTES)).toBe(true);
  const { body } = await served.request(admin, "POST", `/v2/images/${open}/complete`, { sha256: DIGEST });
  expect(body).toMatchObject({ upload_status: "completed", sha256: DIGEST, size: BYTES.length });
});

test("a verification that a crash cut off is finished after the start", async () => {
  const right = await served.upload(admin, "right", BYTES);
  const wrong = await served.upload(admin, "wrong", BYTES);
  await served.stop();
  // What a crash right after the image was frozen leaves: the row says so, and the bytes are not sealed yet.
  await served.withRows(async (store) => {
    expect(await store.beginVerification(right, DIGEST, Date.now())).toBe(true);
    expect(await store.beginVerification(wrong, "0".repeat(64), Date.now())).toBe(true);
  });
  await served.open();
  await expect.poll(() => getImage(right)).toMatchObject({ body: { upload_status: "completed", sha256: DIGEST } });
  await expect
    .poll(() => getImage(wrong))
    .toMatchObject({ body: { upload_status: "failed", failure_reason: expect.any(String) } });
});

test("an image that was deleted while it was verified is verified when it is restored", async () => {
  const id = await served.upload(admin, "debian", BYTES);
  await served.withRows((store) => store.beginVerification(id, DIGEST, Date.now()));
  expect((await served.request(admin, "DELETE", `/v2/images/${id}`)).status).toBe(200);
  const restored = await served.request(admin, "POST", `/v2/images/${id}/restore`);
  expect(restored).toMatchObject({ status: 200, body: { upload_status: "uploading", sha256: DIGEST } });
  await expect.poll(() => getImage(id)).toMatchObject({ body: { upload_status: "completed", sha256: DIGEST } });
});

test("an image whose bytes are gone is not restored, and the answer says what to do", async () => {
  const id = await served.upload(admin, "debian", BYTES);
  await served.request(admin, "DELETE", `/v2/images/${id}`);
  await served.withRows((store) => store.claimRemovable(Date.now() + 1, Date.now()));
  const refused = await served.request(admin, "POST", `/v2/images/${id}/restore`);
  expect(refused).toMatchObject({ status: 409, body: { error: { type: "conflict" } } });
  expect(refused.body.error?.message).toMatch(/upload the file again/);
});

test("neither a token nor a signature is ever logged, and every request is", async () => {
  const id = await served.upload(admin, "debian", BYTES);
  const { headers } = await served.request(admin, "GET", `/v2/images/${id}?token=${admin}`);
  await served.request("images_mistyped", "GET", "/v2/images");
  const log = served.logLines.join("");
  expect(log).toContain(headers.get("x-request-id"));
  expect(log).not.toContain(admin);
  expect(log).not.toContain("images_mistyped");
  expect(log).not.toMatch(/signature=/);
});

test("every answer of /objects has a request id, which the log knows when something fails", async () => {
  const id = await served.upload(admin, "debian", BYTES);
  const { url } = (await served.request(admin, "POST", `/v2/images/${id}/parts`, { part_id: 1 })).body;
  const given = { "X-Request-Id": "req_from-a-script" };
  const replies = [
    await fetch(url, { method: "PUT", body: BYTES }),
    await fetch(url, { method: "GET" }),
    await fetch(url.replace(/\?.*/, ""), { method: "PUT", body: BYTES }),
    await fetch(url, { method: "OPTIONS" }),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 405, 403, 204]);
  const ids = replies.map(({ headers }) => headers.get("x-request-id"));
  for (const requestId of ids) expect(requestId).toMatch(/^req_[A-Za-z0-9_-]{21}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect(replies[0]?.headers.get("access-control-expose-headers")).toContain("X-Request-Id");

  await served.api?.close();
  const failed = await fetch(url, { method: "PUT", body: BYTES, headers: given });
  expect(failed.status).toBe(500);
  expect(failed.headers.get("x-request-id")).toBe("req_from-a-script");
  expect(await failed.text()).toContain("req_from-a-script");
  expect(served.logLines.join("")).toContain('"requestId":"req_from-a-script"');
});

test("a client that goes away in the middle of a body is no failure of the server", async () => {
  const id = "req_that-goes-away";
  const socket = connect(served.port, "127.0.0.1");
  const head = ["POST /v2/images HTTP/1.1", "Host: localhost", `Authorization: Bearer ${admin}`, `X-Request-Id: ${id}`];
  socket.write([...head, "Content-Type: application/json", "Content-Length: 50", "", '{"name"'].join("\r\n"));
  // Answered from here on: the request before it on the wire was taken up.
  await expect.poll(() => served.request(admin, "GET", "/v2/me")).toMatchObject({ status: 200 });
  socket.destroy();
  await expect.poll(() => served.logLines.find((line) => line.includes(id))).toBeDefined();
  const lines = served.logLines.filter((line) => line.includes(id));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 30, status: 400 }]);
});

async function idFor(given: string): Promise<string | null> {
  const { headers } = await served.request(admin, "GET", "/v2/me", undefined, { "X-Request-Id": given });
  return headers.get("x-request-id");
}

test("a caller's request id is kept when it is harmless", async () => {
  expect(await idFor("req_from-the-dashboard")).toBe("req_from-the-dashboard");
  expect(await idFor("short")).toMatch(/^req_/);
  expect(await idFor(`{"evil":"${"x".repeat(100)}"}`)).toMatch(/^req_/);
});

test("what nobody planned for is a 500 that shows no internals", async () => {
  await served.api?.close();
  const { status, headers, body } = await served.request(admin, "GET", "/v2/images");
  expect(status).toBe(500);
  expect(body.error).toMatchObject({ type: "api_error" });
  expect(body.error?.message).toContain(headers.get("x-request-id"));
  expect(body.error?.message).not.toMatch(/database|driver|sqlite/i);
});
