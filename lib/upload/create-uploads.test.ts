import "fake-indexeddb/auto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { imageFixture } from "@/lib/contract/image-fixture";
import { ACCOUNT_HEADER } from "@/lib/contract/account-header";
import { eventually } from "@/lib/utils/eventually.fixture";
import { createUploads, type Uploads } from "./create-uploads";
import { TARGET, textFile } from "./engine/engine-fixture";
import { knownFormat } from "./inspection/known-formats";
import { indexeddbLedger } from "./ledger/indexeddb-ledger";
import { freshStorage, recordLike } from "./ledger/ledger-fixture";
import { MemoryLocks } from "./tabs/locks-fixture";

/** A worker that never answers: every part stays in flight. */
class SilentWorker extends EventTarget {
  postMessage(): void {}
}

const image = { id: "image_1", name: "disk.img" };
const chosen = { file: textFile("disk.img", 45), handle: null };
let server: Server;
let page: EventTarget;
let uploads: Uploads;
let signedInAs: string;
let created: string[];

beforeEach(async () => {
  freshStorage();
  signedInAs = TARGET.account;
  created = [];
  server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.headers[ACCOUNT_HEADER] !== signedInAs) {
      const error = { code: "not_signed_in", message: "Sign in as ops to go on.", requestId: "r1" };
      response.writeHead(401).end(JSON.stringify({ error }));
      return;
    }
    if (request.method === "POST" && request.url?.endsWith("/images") === true) {
      void answerCreation(request, response);
      return;
    }
    response.end(JSON.stringify({ kind: "multipart", partSizeBytes: 16 * 1024 * 1024 }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("navigator", { locks: new MemoryLocks(), onLine: true });
  vi.stubGlobal("location", { origin: `http://127.0.0.1:${address.port}` });
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("Worker", SilentWorker);
  uploads = createUploads({ onImageChanged: () => undefined });
});

afterEach(async () => {
  page.dispatchEvent(new Event("pagehide"));
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** One name is taken. */
async function answerCreation(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  created.push(body);
  if (body.includes('"nowhere"')) {
    const details = [{ field: "values.region", message: "Choose a region." }];
    const error = { code: "invalid_request", message: "Some of the fields are not valid.", requestId: "r3", details };
    response.writeHead(400).end(JSON.stringify({ error }));
    return;
  }
  if (body.includes('"taken.img"')) {
    const error = { code: "conflict", message: "There is an image with this name.", requestId: "r2" };
    response.writeHead(409).end(JSON.stringify({ error }));
    return;
  }
  const plan = { kind: "multipart", partSizeBytes: 16 * 1024 * 1024 };
  response.end(JSON.stringify({ image: imageFixture({ id: "image_2", name: "free.img", status: "waiting" }), plan }));
}

test("a failed upload whose name is taken begins again under another, and its format is remembered", async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  uploads.start(TARGET, [{ ...chosen, name: "taken.img", format: { kind: "vhdx", virtualBytes: null } }]);
  await eventually(() => expect(uploads.getSnapshot().uploads).toMatchObject([{ failure: { code: "conflict" } }]));
  const [failed] = uploads.getSnapshot().uploads;
  uploads.startAgain(failed?.id ?? "", "free.img");
  await eventually(() =>
    expect(uploads.getSnapshot().uploads).toMatchObject([{ name: "free.img", imageId: "image_2", failure: null }]),
  );
  expect(knownFormat({ connection: "sfcompute", id: "image_2" })).toEqual({ kind: "vhdx", virtualBytes: null });
});

test("what was entered into the form travels with the creation, and can be mended", async () => {
  uploads.start(TARGET, [{ ...chosen, name: "free.img", format: null, values: { region: "nowhere", tags: ["a"] } }]);
  await eventually(() =>
    expect(uploads.getSnapshot().uploads).toMatchObject([
      { failure: { details: [{ field: "values.region", message: "Choose a region." }] } },
    ]),
  );
  const [failed] = uploads.getSnapshot().uploads;
  const entered = uploads.valuesOf(failed?.id ?? "");
  expect(entered).toEqual({ region: "nowhere", tags: ["a"] });
  uploads.startAgain(failed?.id ?? "", "free.img", { ...entered, region: "us-east" });
  await eventually(() => expect(uploads.getSnapshot().uploads).toMatchObject([{ imageId: "image_2" }]));
  const values = { region: "us-east", tags: ["a"] };
  expect(created.map((body): unknown => JSON.parse(body)).at(-1)).toEqual({ name: "free.img", sizeBytes: 45, values });
});

test("an image is filled by one upload at a time", async () => {
  const outcomes = await Promise.allSettled([uploads.fill(TARGET, image, chosen), uploads.fill(TARGET, image, chosen)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(uploads.fill(TARGET, image, chosen)).rejects.toMatchObject({ code: "conflict" });
  expect(uploads.getSnapshot().uploads).toMatchObject([{ imageId: "image_1" }]);
});

test("an upload that begins on a page of an account that is no longer signed in waits for it", async () => {
  signedInAs = "others";
  uploads.start(TARGET, [{ ...chosen, name: "disk.img", format: null }]);
  await eventually(() => expect(uploads.getSnapshot().uploads).toMatchObject([{ status: "unauthorized" }]));
});

test("nothing is discarded while another account is signed in", async () => {
  const record = recordLike();
  await indexeddbLedger().put(record);
  uploads = createUploads({ onImageChanged: () => undefined });
  await eventually(() => expect(uploads.getSnapshot().interrupted).toHaveLength(1));
  signedInAs = "others";
  await expect(uploads.discardInterrupted(record.id)).rejects.toMatchObject({ code: "not_signed_in" });
  expect(await indexeddbLedger().get(record.id)).not.toBeNull();
});
