import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isObject } from "@/lib/images-api/objects/s3/bucket-proxy.fixture";
import { freeze, holdBack, type TestServer, TestServers, upload, WATCHED_LEASE } from "./servers.fixture";
import { BUCKET_PLACES, createVerifier, type Verifier, type VerifierOptions } from "./verifier";

const ID = "image_shared";

/** A dead server's claim ends after so many milliseconds: before the test does. */
const LEFT_CLAIM_MS = 900;

/** For what another server does, and for a store that lets a request wait. */
const SOON = { timeout: 30_000 };

let servers: TestServers;
let one: TestServer;
let other: TestServer;
let verifiers: Verifier[];

beforeEach(async () => {
  verifiers = [];
  servers = await TestServers.create();
  [one, other] = [await servers.open(), await servers.open()];
});
afterEach(async () => {
  for (const { proxy } of [one, other]) proxy.decide = () => "pass";
  await Promise.all(verifiers.map((verifier) => verifier.close()));
  await servers.dispose();
});

function verifierOf(server: TestServer, options: Partial<VerifierOptions> = {}): Verifier {
  const verifier = createVerifier({
    ...server,
    places: BUCKET_PLACES,
    lease: WATCHED_LEASE,
    pollEveryMs: 200,
    ...options,
  });
  verifiers.push(verifier);
  return verifier;
}

const image = (id = ID) => one.metadata.findImage(id);

/** How many images servers made final. Each says so after the row has changed, so a test that saw the row polls for it. */
const verifiedBy =
  (...by: TestServer[]) =>
  () =>
    by.flatMap(({ logged }) => logged).filter(({ msg }) => msg === "image verified").length;

const errorsOf =
  ({ logged }: TestServer) =>
  () =>
    logged.filter(({ level }) => level === 50).length;

/** From now on the bytes of no image reach the server. @returns how many were asked for */
function holdBytes({ proxy }: TestServer): () => number {
  let asked = 0;
  proxy.decide = (request) => {
    if (!isObject(request)) return "pass";
    asked++;
    return new Promise(() => undefined);
  };
  return () => asked;
}

test("what a server that died had claimed is verified by another one", async () => {
  await freeze(one, ID, randomBytes(1000));
  expect(await one.metadata.claims.claimVerification(ID, LEFT_CLAIM_MS)).toBe(true);
  verifierOf(other).start();
  await expect.poll(image, SOON).toMatchObject({ status: "completed", isVerified: true });
  await expect.poll(verifiedBy(other), SOON).toBe(1);
});

test("two servers share what is due, and each image is read once", async () => {
  const ids = Array.from({ length: 8 }, (_, index) => `${ID}_${index}`);
  for (const id of ids) await freeze(one, id, randomBytes(1000));
  for (const server of [one, other]) verifierOf(server).start();
  for (const id of ids) await expect.poll(() => image(id), SOON).toMatchObject({ status: "completed" });
  await expect.poll(verifiedBy(one, other), SOON).toBe(8);
  expect(one.proxy.fetchedBytes + other.proxy.fetchedBytes).toBe(8_000);
});

test("a completion that is asked of another server waits until the image is final", async () => {
  await freeze(one, ID, randomBytes(1000));
  const held = holdBack();
  let asked = 0;
  one.proxy.decide = (request) => {
    if (!isObject(request)) return "pass";
    asked++;
    return held.passed;
  };
  verifierOf(one).start();
  await expect.poll(() => asked, SOON).toBeGreaterThan(0);
  const waiting = verifierOf(other).verify(ID);
  held.letGo();
  await waiting;
  expect(await image()).toMatchObject({ status: "completed" });
  await expect.poll(verifiedBy(one), SOON).toBe(1);
});

test("a deletion at one server stops the digest at another, and a restoration begins it again", async () => {
  await freeze(one, ID, randomBytes(1000));
  const asked = holdBytes(other);
  const reading = verifierOf(other).verify(ID);
  await expect.poll(asked, SOON).toBeGreaterThan(0);
  await one.metadata.deleteImage(ID, "ops", Date.now());
  // Bytes that never come would hold it up for ever.
  await reading;
  await one.metadata.restoreImage(ID, "ops", Date.now());
  await verifierOf(one).verify(ID);
  expect(await image()).toMatchObject({ status: "completed" });
});

test("a server that stops gives back what it had, so that another one has it at once", async () => {
  await freeze(one, ID, randomBytes(1000));
  const asked = holdBytes(one);
  const stopping = createVerifier({ ...one, places: BUCKET_PLACES });
  stopping.start();
  await expect.poll(asked, SOON).toBeGreaterThan(0);
  expect(await other.metadata.claims.claimVerification(ID, 1_000)).toBe(false);
  await stopping.close();
  expect(await other.metadata.claims.claimVerification(ID, 1_000)).toBe(true);
});

test("one image at a time: what a busy server has no place for is left to others", async () => {
  const asked = holdBytes(one);
  await freeze(one, ID, randomBytes(1000));
  await freeze(one, `${ID}_2`, randomBytes(1000));
  const busy = verifierOf(one);
  busy.start();
  await expect.poll(asked, SOON).toBe(1);
  await verifierOf(other).verify(`${ID}_2`);
  expect(await image(`${ID}_2`)).toMatchObject({ status: "completed" });
  expect(await image()).toMatchObject({ status: "uploading" });
  expect(asked()).toBe(1);
});

test("an error of one server's way to the bucket is no reason: the other one completes the image", async () => {
  await freeze(one, ID, randomBytes(1000));
  one.proxy.decide = () => ({ answer: 500 });
  verifierOf(one).start();
  await expect.poll(errorsOf(one), SOON).toBeGreaterThan(0);
  verifierOf(other).start();
  await expect.poll(image, SOON).toMatchObject({ status: "completed" });
  await expect.poll(verifiedBy(other), SOON).toBe(1);
});

test("an image whose bytes the bucket cannot give any more fails, but not before it was told for a while", async () => {
  for (const [id, minutes] of [
    [ID, 1],
    [`${ID}_old`, 16],
  ] as const) {
    const sha256 = await upload(one, id, randomBytes(1000));
    expect(await one.metadata.beginVerification(id, sha256, Date.now() - minutes * 60_000)).toBe(true);
  }
  // As Swift does when a part was sent again after the completion.
  one.proxy.decide = (request) => (isObject(request) ? { answer: 409 } : "pass");
  verifierOf(one).start();
  await expect
    .poll(() => image(`${ID}_old`), SOON)
    .toMatchObject({
      status: "failed",
      failureReason: expect.stringContaining("cannot read the image"),
    });
  await expect.poll(errorsOf(one), SOON).toBeGreaterThan(0);
  expect(await image()).toMatchObject({ status: "uploading", failureReason: null });
});

test("a bucket that is late with its list of parts loses none of them", async () => {
  await freeze(one, ID, randomBytes(1000));
  const late = { answer: 200, body: "<ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>" };
  one.proxy.decide = ({ method, url }) => (method === "GET" && url?.includes("uploadId=") === true ? late : "pass");
  verifierOf(one).start();
  await expect.poll(errorsOf(one), SOON).toBeGreaterThan(0);
  one.proxy.decide = () => "pass";
  await expect.poll(image, SOON).toMatchObject({ status: "completed", sizeBytes: 1000 });
});

test("where bytes are not read none are fetched, and the image says so", async () => {
  const sha256 = await freeze(one, ID, randomBytes(1000));
  await verifierOf(one, { readsBytes: false }).verify(ID);
  expect(await image()).toMatchObject({ status: "completed", isVerified: false, sha256, sizeBytes: 1000 });
  expect(one.proxy.fetchedBytes).toBe(0);
});
