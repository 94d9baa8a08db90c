import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { parsed } from "@/e2e/server/support/answer";
import { imageSchema } from "@/e2e/server/support/image-client";
import { RunningServer } from "@/e2e/server/support/running-server";
import { readiness } from "./readiness";
import { SlowRequest } from "./slow-request";
import { beginUpload, sha256 } from "./upload";

const PART = randomBytes(2_000_000);
const HALF = PART.length / 2;

/** For what takes as long as a busy machine needs. */
const PATIENTLY = { interval: 20, timeout: 30_000 };

let server: RunningServer;
afterEach(() => server.dispose());

/** Sends the signal and waits until the server has heard it. */
async function signal(name: NodeJS.Signals = "SIGTERM"): Promise<void> {
  process.kill(server.processId, name);
  await expect.poll(() => readiness(server), PATIENTLY).toEqual({ status: 503, failing: { server: "stopping" } });
}

function filesIn(...folder: string[]): string[] {
  const path = join(server.dataDirectory, "objects", ...folder);
  return existsSync(path) ? readdirSync(path) : [];
}

test("a part that ends within the grace is acknowledged and kept, while new work is refused", async () => {
  server = await RunningServer.start();
  const { client, id, url } = await beginUpload(server, "ada");
  const part = await SlowRequest.begin("PUT", url, PART.length);
  await part.send(PART.subarray(0, HALF));
  await signal();

  const refused = await client.list();
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect(refused.headers.get("connection")).toBe("close");
  expect(JSON.parse(refused.text)).toEqual({
    error: { type: "api_error", message: expect.stringMatching(/stopping/) },
  });
  expect((await server.request(null, "GET", "/healthz")).status).toBe(200);
  expect((await server.request(null, "GET", "/sign-in")).status).toBe(503);
  expect((await client.putPart(id, 2, PART)).status).toBe(503);

  await part.send(PART.subarray(HALF));
  expect(await part.head()).toMatch(/^HTTP\/1\.1 200 OK[^]*\r\nconnection: close/i);
  expect((await server.ended()).code).toBe(0);
  // Closing the database in order leaves no log of writes beside it.
  expect(existsSync(join(server.dataDirectory, "images.db-wal"))).toBe(false);

  await server.startAgain();
  expect(parsed(imageSchema, await client.complete(id, sha256(PART))).upload_status).toBe("completed");
  expect((await client.download(id)).text).toBe(sha256(PART));
});

test("a part that does not end within the grace is cut, and nothing is left of it", async () => {
  server = await RunningServer.start({ environment: { SHUTDOWN_GRACE_SECONDS: "0.3" } });
  const { client, id, url } = await beginUpload(server, "ada");
  const part = await SlowRequest.begin("PUT", url, PART.length);
  await part.send(PART.subarray(0, HALF));
  await expect.poll(() => filesIn("incoming"), PATIENTLY).toHaveLength(1);

  expect((await server.stop()).code).toBe(0);
  expect(await part.end()).toBe("");
  expect(filesIn("incoming")).toEqual([]);
  expect(filesIn("open", id)).toEqual([]);
  await server.startAgain();
  expect((await client.complete(id, sha256(PART))).status).toBe(400);
});

test("a connection that was kept open gets one more answer and is closed", async () => {
  server = await RunningServer.start();
  const { url } = await beginUpload(server, "ada");
  const part = await SlowRequest.begin("PUT", url, PART.length);
  const kept = await SlowRequest.send("GET", `${server.url}/v2/openapi.json`);
  expect(await kept.head()).toMatch(/^HTTP\/1\.1 200[^]*connection: keep-alive/i);
  await signal();
  await kept.send("GET /v2/openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n");
  expect(await kept.end()).toMatch(/HTTP\/1\.1 503 [^]*connection: close/i);
  await part.send(PART);
  expect(await part.head()).toMatch(/ 200 /);
});

test("what a request under way asks of the embedded API is answered", async () => {
  server = await RunningServer.start();
  const body = JSON.stringify({ provider: "sfcompute", token: server.adminToken });
  const signIn = await SlowRequest.begin("POST", `${server.url}/api/session`, body.length, {
    origin: server.url,
    "content-type": "application/json",
  });
  await signIn.send(body.slice(0, 10));
  await signal();
  await signIn.send(body.slice(10));
  expect(await signIn.head()).toMatch(/^HTTP\/1\.1 201 /);
  expect((await server.ended()).code).toBe(0);
});

test("Ctrl-C that arrives twice, as npm passes it on, is one signal", async () => {
  server = await RunningServer.start();
  const { url } = await beginUpload(server, "ada");
  const part = await SlowRequest.begin("PUT", url, PART.length);
  await part.send(PART.subarray(0, HALF));
  await signal("SIGINT");
  process.kill(server.processId, "SIGINT");
  await part.send(PART.subarray(HALF));
  expect(await part.head()).toMatch(/ 200 /);
  expect((await server.ended()).code).toBe(0);
});

test("another signal a moment later ends it at once", async () => {
  server = await RunningServer.start({ environment: { SHUTDOWN_GRACE_SECONDS: "3600" } });
  const { url } = await beginUpload(server, "ada");
  await SlowRequest.begin("PUT", url, PART.length);
  const { processId } = server;
  await signal();
  let hasEnded = false;
  const ended = server.ended().finally(() => (hasEnded = true));
  await expect
    .poll(() => hasEnded || (process.kill(processId, "SIGINT"), false), { interval: 200, timeout: 20_000 })
    .toBe(true);
  expect((await ended).code).toBeNull();
});

test("a verification that was stopped is taken up again", async () => {
  server = await RunningServer.start({ environment: { SHUTDOWN_GRACE_SECONDS: "0" } });
  const { client, id } = await beginUpload(server, "ada");
  const bytes = randomBytes(64 * 1024 * 1024);
  expect((await client.putPart(id, 1, bytes)).status).toBe(200);
  const completed = client.complete(id, sha256(bytes)).catch(() => null);
  await expect.poll(() => filesIn("sealed"), PATIENTLY).toEqual([id]);
  expect((await server.stop()).code).toBe(0);
  await completed;
  await server.startAgain();
  await expect.poll(async () => parsed(imageSchema, await client.image(id)).upload_status, PATIENTLY).toBe("completed");
});

test("bytes that can never be read do not hold up the end", async () => {
  server = await RunningServer.start({ environment: { SHUTDOWN_GRACE_SECONDS: "0" } });
  const { client, id } = await beginUpload(server, "ada");
  for (const number of [1, 2]) {
    expect((await client.putPart(id, number, new Uint8Array(6_000_000))).status).toBe(200);
  }
  // Opening a pipe that nobody writes to waits for ever, as a disk may that is gone.
  const last = join(server.dataDirectory, "objects", "open", id, "2");
  rmSync(last);
  execFileSync("mkfifo", [last]);
  // Answered when it has waited long enough: by then the verification waits for the pipe.
  expect(parsed(imageSchema, await client.complete(id, "a".repeat(64))).upload_status).toBe("uploading");
  const { code, output } = await server.stop();
  expect(code).toBeNull();
  expect(output).toContain("could not be closed in time");
});
