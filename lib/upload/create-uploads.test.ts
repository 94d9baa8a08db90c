import "fake-indexeddb/auto";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createUploads, type Uploads } from "./create-uploads";
import { TARGET, textFile } from "./engine-fixture";
import { freshStorage } from "./ledger/ledger-fixture";
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

beforeEach(async () => {
  freshStorage();
  server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
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
  uploads.signedIn({ ...TARGET, account: "others" });
  uploads.start(TARGET, [{ ...chosen, name: "disk.img" }]);
  await vi.waitFor(() => expect(uploads.getSnapshot().uploads).toMatchObject([{ status: "unauthorized" }]));
});
