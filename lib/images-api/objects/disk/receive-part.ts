import { createHash, type Hash, randomBytes } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { MAX_PART_BYTES } from "@/lib/contract/limits";
import type { ExpectedPart, ImageRows } from "@/lib/images-api/objects/types";
import type { Claim, FreeSpace } from "./free-space";
import { hasCode, ObjectError, PeerGoneError } from "./object-error";
import { commitPart, exists } from "./part-files";
import { type LeastPace, startPaceTimer } from "./pace-timer";
import type { Paths } from "./paths";
import { startStallTimer } from "./stall-timer";
import { temporaryName } from "./temporary-files";

/** Bytes waiting for the disk before the socket is paused: one large writev instead of 64 small writes (1.2 GB/s, not 0.5). */
const WRITE_BUFFER_BYTES = 4 * 1024 * 1024;

export interface PartReceiver {
  paths: Paths;
  space: FreeSpace;
  stallTimeoutMs: number;
  leastPace: LeastPace;
  rows: ImageRows;
}

/**
 * Takes one PUT of a part: everything that can be known is checked before the first byte, then the bytes go to a temporary file,
 * are synced and renamed, the row is told, and only then is the part acknowledged.
 * @throws ObjectError to be answered, PeerGoneError when the connection broke
 */
export async function receivePart(
  receiver: PartReceiver,
  part: { imageId: string; partNumber: number } & ExpectedPart,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { paths, rows } = receiver;
  const length = contentLength(request);
  checkExpected(request, length, part);
  const isOpen = (await rows.takesParts(part.imageId)) && (await exists(paths.openImage(part.imageId)));
  if (!isOpen) throw takesNoParts();
  const claim = await receiver.space.claim(length);
  if (claim === null) throw diskFull();
  const temporary = join(paths.incoming, temporaryName());
  try {
    if (request.headers.expect?.toLowerCase() === "100-continue") response.writeContinue();
    const md5 = part.contentMd5 === undefined ? null : createHash("md5");
    await writeFile(receiver, request, temporary, { claim, md5 });
    if (md5 !== null && md5.digest("base64") !== part.contentMd5) throw otherBytes();
    if (!(await commitPart(paths, temporary, part.imageId, part.partNumber))) throw takesNoParts();
  } catch (error) {
    await rm(temporary, { force: true });
    throw hasCode(error, "ENOSPC", "EDQUOT") ? diskFull() : error;
  } finally {
    claim.release();
  }
  if (!(await rows.recordPart(part.imageId))) throw takesNoParts();
  // Any two stored parts differ in their tags, so the tag is strong without a checksum of the bytes.
  response.writeHead(200, { ETag: `"${randomBytes(16).toString("hex")}"`, "Content-Length": 0 });
  response.end();
}

/** Node's parser refuses a Content-Length that is no number, or that comes with Transfer-Encoding. */
function contentLength(request: IncomingMessage): number {
  const header = request.headers["content-length"];
  if (header === undefined) {
    throw new ObjectError(411, "invalid_request_error", "Send the part's length in a Content-Length header.");
  }
  const length = Number(header);
  if (length === 0) throw new ObjectError(400, "invalid_request_error", "A part has at least 1 byte.");
  if (length > MAX_PART_BYTES) {
    throw new ObjectError(413, "payload_too_large", `A part has at most ${MAX_PART_BYTES} bytes (5 GiB).`);
  }
  return length;
}

/** What the link is bound to. The header has to be there as well, as in S3, where it is signed: so a client that works here works there. */
function checkExpected(request: IncomingMessage, length: number, { sizeBytes, contentMd5 }: ExpectedPart): void {
  if (sizeBytes !== undefined && length !== sizeBytes) {
    throw new ObjectError(
      403,
      "forbidden",
      `This link takes a part of ${sizeBytes} bytes. Ask for one for ${length} bytes.`,
    );
  }
  if (contentMd5 !== undefined && request.headers["content-md5"] !== contentMd5) {
    throw new ObjectError(403, "forbidden", `This link needs the header Content-MD5: ${contentMd5}.`);
  }
}

/** What is told of each byte that arrives. */
interface Watched {
  claim: Claim;
  md5: Hash | null;
}

/** Two descriptors of one file: the stream closes its own, ours was open before the first write and so hears of every lost one. */
async function writeFile(
  receiver: PartReceiver,
  request: IncomingMessage,
  path: string,
  watched: Watched,
): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    await pour(request, createWriteStream(path, { flags: "r+", highWaterMark: WRITE_BUFFER_BYTES }), receiver, watched);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Resolves when every byte was handed to the system and the file is closed.
 * Not `pipeline`: that destroys the request, and with it the connection, before an error can be answered.
 */
function pour(
  request: IncomingMessage,
  file: WriteStream,
  receiver: PartReceiver,
  { claim, md5 }: Watched,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown = null;
    const fail = (error: unknown) => {
      failure ??= error;
      request.unpipe(file);
      file.destroy();
    };
    const onRequestClosed = () => {
      if (!request.complete) fail(new PeerGoneError("The connection broke before the part's last byte."));
    };
    // All has come, or more may not come yet: then the disk is what takes so long.
    const waitingForUs = () => request.complete || file.writableNeedDrain;
    const { stallTimeoutMs, leastPace } = receiver;
    const stall = startStallTimer(stallTimeoutMs, () => fail(stalled(stallTimeoutMs)), waitingForUs);
    const pace = startPaceTimer(leastPace, () => fail(tooSlow(leastPace)), waitingForUs);
    const onData = (chunk: Buffer) => {
      stall.moved();
      pace.moved(chunk.length);
      claim.used(chunk.length);
      md5?.update(chunk);
    };
    request.on("data", onData).once("close", onRequestClosed).once("error", onRequestClosed);
    file.once("error", fail).once("close", () => {
      stall.stop();
      pace.stop();
      request.off("data", onData).off("close", onRequestClosed);
      if (failure === null) resolve();
      else reject(failure);
    });
    if (request.destroyed) onRequestClosed();
    request.pipe(file);
  });
}

function takesNoParts(): ObjectError {
  return new ObjectError(409, "conflict", "This image takes no parts any more: it was completed, deleted or given up.");
}

function otherBytes(): ObjectError {
  return new ObjectError(400, "invalid_request_error", "The bytes that arrived have another MD5. Send the part again.");
}

function diskFull(): ObjectError {
  return new ObjectError(507, "insufficient_storage", "The server's disk has too little free space for this part.");
}

function stalled(timeoutMs: number): ObjectError {
  const seconds = Math.ceil(timeoutMs / 1000);
  return new ObjectError(408, "request_timeout", `No byte arrived for ${seconds} s. Send the part again.`);
}

function tooSlow({ bytes, windowMs }: LeastPace): ObjectError {
  const message = `Fewer than ${bytes} bytes arrived in ${Math.ceil(windowMs / 1000)} s. Send the part again over a faster line.`;
  return new ObjectError(408, "request_timeout", message);
}
