import type { IncomingMessage, ServerResponse } from "node:http";
import type pino from "pino";
import { attachment } from "@/lib/images-api/objects/content-disposition";
import type { ImageRows } from "@/lib/images-api/objects/types";
import { ObjectError } from "./object-error";
import { totalSize } from "./part-stream";
import { matchesAnyEtag, parseRange, rangeApplies } from "./range";
import type { ListSealed } from "./sealed-lists";
import { sendParts } from "./send-parts";
import { startStallTimer } from "./stall-timer";

/** What a signed download URL says of the image. */
interface SignedContent {
  imageId: string;
  name: string;
  sha256: string;
}

export interface ContentSender {
  listSealed: ListSealed;
  rows: ImageRows;
  readStallTimeoutMs: number;
  log: pino.Logger;
}

/**
 * Answers GET and HEAD of a sealed image: its parts in order as one file.
 * @throws ObjectError to be answered, PeerGoneError when the reader went away or stopped reading
 */
export async function sendContent(
  { listSealed, rows, readStallTimeoutMs, log }: ContentSender,
  content: SignedContent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts = (await listSealed(content.imageId)) ?? [];
  const size = totalSize(parts);
  const permission = await rows.mayBeDownloaded(content.imageId, size);
  if (permission === "deleted") throw new ObjectError(404, "not_found", "This image was deleted.");
  if (permission === "damaged") {
    // Links are signed for completed images alone, so the disk lost it.
    log.error({ imageId: content.imageId, size }, "objects: a download link leads to an image that has lost bytes");
    throw damaged(size);
  }
  const etag = `"${content.sha256}"`;
  response.setHeader("ETag", etag);
  // Whatever stands between must not compress: the checksum is of these bytes.
  response.setHeader("Cache-Control", "private, no-cache, no-transform");
  response.setHeader("Accept-Ranges", "bytes");
  if (matchesAnyEtag(request.headers["if-none-match"], etag)) {
    response.writeHead(304).end();
    return;
  }
  const range = requestedRange(request, etag, size);
  if (range.kind === "unsatisfiable") {
    throw new ObjectError(416, "invalid_request_error", `The range lies outside the image's ${size} bytes.`, {
      "Content-Range": `bytes */${size}`,
    });
  }
  const { start, end } = range.kind === "part" ? range : { start: 0, end: size };
  if (range.kind === "part") response.setHeader("Content-Range", `bytes ${start}-${end - 1}/${size}`);
  response.writeHead(range.kind === "part" ? 206 : 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": attachment(content.name),
    "Content-Length": end - start,
  });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  const timer = startStallTimer(readStallTimeoutMs, () => response.destroy());
  try {
    await sendParts(parts, { start, end }, response, () => timer.moved());
  } finally {
    timer.stop();
  }
}

function damaged(size: number): ObjectError {
  const message =
    "The server has lost some or all bytes of this image. Tell your administrator, who may have a backup, or upload the file again as a new image.";
  return size === 0 ? new ObjectError(404, "not_found", message) : new ObjectError(500, "api_error", message);
}

/** Range is defined for GET alone (RFC 9110 section 14.2). */
function requestedRange({ method, headers }: IncomingMessage, etag: string, size: number) {
  const applies = method === "GET" && rangeApplies(firstOf(headers["if-range"]), etag);
  return parseRange(applies ? headers.range : undefined, size);
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
