import { createHash } from "node:crypto";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ServedApi } from "./served-api.fixture";

const PAGE = Buffer.from("<script>document.title = 'it ran'</script>");
const DIGEST = createHash("sha256").update(PAGE).digest("hex");

let served: ServedApi;
let token: string;
let link: string;

beforeAll(async () => {
  served = await ServedApi.start({ bodyTimeoutMs: 200 });
  token = await served.makeToken("ada", "operator");
  const id = await served.upload(token, "page.html", PAGE);
  await served.request(token, "POST", `/v2/images/${id}/complete`, { sha256: DIGEST });
  const { url } = (await served.request(token, "GET", `/v2/images/${id}/download`)).body;
  link = url.slice(new URL(url).origin.length);
});

afterAll(() => served.remove());

function open(): Socket {
  return connect(served.port, "127.0.0.1").on("error", () => undefined);
}

/** Sends lines as they are and reads until the server closes. */
async function say(...lines: string[]): Promise<string> {
  const socket = open();
  socket.write(lines.join("\r\n"), "latin1");
  return text(socket);
}

const authorized = () => ["Host: localhost", `Authorization: Bearer ${token}`];
const statuses = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

/** Hidden in what another server would take for a body. */
const SECOND = "GET /v2/me HTTP/1.1\r\nHost: localhost\r\n\r\n";

test.each([
  { what: "two lengths", headers: ["Content-Length: 5", `Content-Length: ${SECOND.length}`] },
  { what: "a list of lengths", headers: [`Content-Length: 5, ${SECOND.length}`] },
  { what: "a length and chunks", headers: [`Content-Length: ${SECOND.length}`, "Transfer-Encoding: chunked"] },
  { what: "chunks and a length", headers: ["Transfer-Encoding: chunked", `Content-Length: ${SECOND.length}`] },
  { what: "chunks that are not the last coding", headers: ["Transfer-Encoding: chunked, identity"] },
  { what: "chunks that are misspelt", headers: ["Transfer-Encoding: xchunked"] },
  { what: "a space before the colon", headers: [`Content-Length : ${SECOND.length}`] },
  { what: "a folded header", headers: ["X-A: b", " Transfer-Encoding: chunked"] },
  { what: "a sign in the length", headers: [`Content-Length: +${SECOND.length}`] },
  { what: "a bare line feed", headers: ["X-A: b\nTransfer-Encoding: chunked"] },
])("a request with $what is refused whole: nothing in its body is a request", async ({ headers }) => {
  for (const [method, path] of [
    ["POST", "/v2/images"],
    ["PUT", link],
  ] as const) {
    const answer = await say(
      `${method} ${path} HTTP/1.1`,
      ...authorized(),
      ...headers,
      "Connection: close",
      "",
      SECOND,
    );
    expect(statuses(answer)).toHaveLength(1);
    expect([400, 405]).toContain(statuses(answer)[0]);
  }
});

test.each([
  "//objects/image_x/parts/1",
  "/objects//image_x/parts/1",
  "/objects/..%2f..%2fimages.db",
  "/objects/%2e%2e/%2e%2e/images.db",
  "/objects/image_x%00/parts/1",
  "/objects/image_x/parts/1%2f..%2f2",
  "/objects/../v2/me",
  "/v2/images/..%2f..%2fetc%2fpasswd",
  "/v2/images/image_x%00",
  "/v2/images/image_x%2fdownload",
  "/v2/images/%E0%A4%A",
  "/v2//images",
  "/v2/me/",
  "http://elsewhere.example/v2/images/image_x",
  "http://elsewhere.example/objects/image_x/parts/1",
  "*",
])("%s leads to nothing", async (target) => {
  const answer = await say(`GET ${target} HTTP/1.1`, ...authorized(), "Connection: close", "", "");
  expect([400, 403, 404]).toContain(statuses(answer)[0]);
  expect(answer).not.toContain("root:");
});

test("an address or a header longer than any of ours is refused", async () => {
  expect(statuses(await say(`GET /v2/${"a".repeat(20_000)} HTTP/1.1`, "Host: a", "", ""))).toEqual([431]);
  expect(statuses(await say("GET /v2/me HTTP/1.1", `X: ${"a".repeat(20_000)}`, "", ""))).toEqual([431]);
  const long = await say(`GET /v2/images/${"a".repeat(10_000)} HTTP/1.1`, ...authorized(), "Connection: close", "", "");
  expect(statuses(long)).toEqual([404]);
});

test.each([
  { range: "bytes=0-0,1-1,2-2", status: 200 },
  { range: `bytes=${Array.from({ length: 1_000 }, (_, index) => `${index}-`).join()}`, status: 200 },
  { range: "bytes=0-99999999999999999999999", status: 206 },
  { range: "bytes=99999999999999999999999-", status: 416 },
  { range: "bytes=-99999999999999999999999", status: 206 },
  { range: "bytes=-0", status: 416 },
  { range: "bytes=--1", status: 200 },
  { range: "bytes=1e1-", status: 200 },
  { range: "lines=0-1", status: 200 },
])("the range $range gives no more than the image, once", async ({ range, status }) => {
  const answer = await say(`GET ${link} HTTP/1.1`, "Host: a", `Range: ${range}`, "Connection: close", "", "");
  expect(statuses(answer)).toEqual([status]);
  const body = answer.slice(answer.indexOf("\r\n\r\n") + 4);
  if (status !== 416) expect(body).toBe(PAGE.toString());
  expect(answer).not.toContain("multipart/byteranges");
});

test.each([
  ["If-None-Match", `"${DIGEST}"`, 304],
  ["If-None-Match", "*", 304],
  ["If-None-Match", `${'"a",'.repeat(1_000)}"b"`, 200],
  ["If-Range", "*", 200],
  ["If-Modified-Since", "never", 200],
])("%s: %s is answered with %d", async (name, value, status) => {
  const answer = await say(`GET ${link} HTTP/1.1`, "Host: a", `${name}: ${value}`, "Connection: close", "", "");
  expect(statuses(answer)).toEqual([status]);
});

test("bytes of an image are never a page: they are a file to be kept, and nothing in them could run", async () => {
  for (const method of ["GET", "HEAD"]) {
    const { headers } = await fetch(`http://127.0.0.1:${served.port}${link}`, { method, headers: { Cookie: "a=b" } });
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toBe('attachment; filename="page.html"');
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("set-cookie")).toBeNull();
    expect(headers.get("access-control-allow-credentials")).toBeNull();
  }
});

test("a refusal of a link says as little: no page, no echo of what was asked", async () => {
  const answer = await say(
    "GET /objects/image_x/content/<script>?signature=<script> HTTP/1.1",
    "Host: a",
    "Connection: close",
    "",
    "",
  );
  expect(statuses(answer)).toEqual([403]);
  expect(answer).toContain("Content-Type: application/json");
  expect(answer).toContain("Content-Security-Policy: sandbox");
  expect(answer).not.toContain("<script>");
});

test.each(["POST", "GET", "DELETE"])("a %s whose body never comes is answered and cut", async (method) => {
  const path = method === "POST" ? "/v2/images" : "/v2/images/image_x";
  const socket = open();
  socket.write(
    [
      `${method} ${path} HTTP/1.1`,
      ...authorized(),
      "Content-Type: application/json",
      "Content-Length: 50",
      "",
      '{"na',
    ].join("\r\n"),
  );
  const answer = await text(socket);
  expect(statuses(answer)).toEqual([400]);
  expect(answer).toContain("did not arrive within");
});

test("a body that goes on for ever is cut", async () => {
  const socket = open();
  socket.write(
    [
      "POST /v2/images HTTP/1.1",
      ...authorized(),
      "Content-Type: application/json",
      "Transfer-Encoding: chunked",
      "",
      "",
    ].join("\r\n"),
  );
  const more = setInterval(() => socket.write(`4000\r\n${" ".repeat(0x4000)}\r\n`), 5);
  const answer = await text(socket);
  clearInterval(more);
  expect(statuses(answer)).toEqual([400]);
});
