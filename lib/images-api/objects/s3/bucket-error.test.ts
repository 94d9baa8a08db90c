import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { HeadObjectCommand, ListPartsCommand } from "@aws-sdk/client-s3";
import { afterEach, expect, test } from "vitest";
import { storageFault } from "@/lib/images-api/storage-fault";
import { BucketError, nullWhenGone } from "./bucket-error";
import { type BucketClients, openClients } from "./client";

const SECRET = "the-secret-key";

let server: Server | undefined;
let clients: BucketClients | undefined;

afterEach(async () => {
  clients?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
});

async function answering(listener: RequestListener): Promise<BucketClients> {
  server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return reaching(`http://127.0.0.1:${address.port}`);
}

function reaching(endpoint: string): BucketClients {
  clients = openClients({
    name: "images",
    region: "us-east-1",
    endpoint: new URL(endpoint),
    publicEndpoint: null,
    forcePathStyle: true,
    credentials: { accessKeyId: "the-key", secretAccessKey: SECRET },
  });
  return clients;
}

function listParts({ own }: BucketClients) {
  return own.send(new ListPartsCommand({ Bucket: "images", Key: "images/image_a", UploadId: "upload" }));
}

async function errorOf(asked: Promise<unknown>): Promise<BucketError> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BucketError)) throw new Error("It did not fail as a bucket does.", { cause: error });
  return error;
}

const document = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>words</Message><StringToSign>all ${SECRET}</StringToSign></Error>`;

test.each<[number, string, number, RegExp]>([
  [503, "SlowDown", 503, /busy.*in a few seconds/],
  [500, "InternalError", 503, /busy/],
  [429, "TooManyRequests", 503, /busy/],
  [403, "AccessDenied", 503, /credentials/],
  [403, "InvalidAccessKeyId", 503, /credentials/],
  [403, "SignatureDoesNotMatch", 503, /credentials/],
  [400, "ExpiredToken", 503, /credentials/],
  [403, "RequestTimeTooSkewed", 503, /clocks/],
  [404, "NoSuchBucket", 503, /bucket.*not there/],
  [400, "AuthorizationHeaderMalformed", 503, /bucket.*not there/],
  [507, "InsufficientStorage", 507, /full/],
  [403, "QuotaExceeded", 507, /full/],
])("%d %s is a fault that says what to do", async (status, code, faultStatus, words) => {
  const error = await errorOf(
    listParts(await answering((_, response) => void response.writeHead(status).end(document(code)))),
  );
  expect(error).toMatchObject({ operation: "ListPartsCommand", reason: code, status });
  const fault = storageFault(error);
  expect(fault).toMatchObject({ status: faultStatus, message: expect.stringMatching(words) });
  expect(fault?.message).not.toContain("the-key");
  expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET);
});

test("a store that is not there, and one that hangs up, are a fault", async () => {
  const refused = await errorOf(listParts(reaching("http://127.0.0.1:9")));
  expect(refused).toMatchObject({ code: "S3_UNREACHABLE", reason: "ECONNREFUSED", status: null });
  expect(storageFault(refused)).toMatchObject({ status: 503, message: expect.stringContaining("does not answer") });
  clients?.close();
  const cut = await errorOf(listParts(await answering((request) => void request.socket.destroy())));
  expect(cut.code).toBe("S3_UNREACHABLE");
});

test("what fails once is tried again", async () => {
  let asked = 0;
  const answer: RequestListener = (_, response) => {
    asked++;
    if (asked < 3) response.writeHead(503).end(document("SlowDown"));
    else response.writeHead(200).end("<ListPartsResult></ListPartsResult>");
  };
  await listParts(await answering(answer));
  expect(asked).toBe(3);
});

test.each([
  [404, "NoSuchUpload"],
  [404, "NoSuchKey"],
  [404, "WhateverElse"],
])("%d %s means gone", async (status, code) => {
  const asked = listParts(await answering((_, response) => void response.writeHead(status).end(document(code))));
  expect(await nullWhenGone(asked)).toBeNull();
});

test("a 404 without a word means gone, a bucket that is gone does not", async () => {
  const { own } = await answering((_, response) => void response.writeHead(404).end());
  const head = own.send(new HeadObjectCommand({ Bucket: "images", Key: "images/image_a" }));
  expect(await nullWhenGone(head)).toBeNull();
  const missing = await answering((_, response) => void response.writeHead(404).end(document("NoSuchBucket")));
  await expect(nullWhenGone(listParts(missing))).rejects.toMatchObject({ code: "S3_NO_BUCKET" });
});
