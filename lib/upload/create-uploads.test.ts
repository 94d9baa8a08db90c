import "fake-indexeddb/auto";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ACCOUNT_HEADER } from "@/lib/contract/session";
import { createUploads, type Uploads } from "./create-uploads";
import { TARGET, textFile } from "./engine/engine-fixture";
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

beforeEach(async () => {
  freshStorage();
  signedInAs = TARGET.account;
  server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.headers[ACCOUNT_HEADER] !== signedInAs) {
      const error = { code: "not_signed_in", message: "Sign in as ops to go on.", requestId: "r1" };
      response.writeHead(401).end(JSON.stringify({ error }));
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
  vi.stubGlobal("Worker", SilentWorker);
  uploads = createUploads({ onImageChanged: () => undefined });
});

afterEach(async () => {
  page.dispatchEvent(new Event("pagehide"));
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test("an image is filled by one upload at a time", async () => {
  const outcomes = await Promise.allSettled([uploads.fill(TARGET, image, chosen), uploads.fill(TARGET, image, chosen)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(uploads.fill(TARGET, image, chosen)).rejects.toMatchObject({ code: "conflict" });
  expect(uploads.getSnapshot().uploads).toMatchObject([{ imageId: "image_1" }]);
});

test("an upload that begins on a page of an account that is no longer signed in waits for it", async () => {
  signedInAs = "others";
  uploads.start(TARGET, [{ ...chosen, name: "disk.img" }]);
  await vi.waitFor(() => expect(uploads.getSnapshot().uploads).toMatchObject([{ status: "unauthorized" }]));
});

test("nothing is discarded while another account is signed in", async () => {
  const record = recordLike();
  await indexeddbLedger().put(record);
  uploads = createUploads({ onImageChanged: () => undefined });
  await vi.waitFor(() => expect(uploads.getSnapshot().interrupted).toHaveLength(1));
  signedInAs = "others";
  await expect(uploads.discardInterrupted(record.id)).rejects.toMatchObject({ code: "not_signed_in" });
  expect(await indexeddbLedger().get(record.id)).not.toBeNull();
});
