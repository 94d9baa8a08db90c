import { createHash, randomBytes } from "node:crypto";
import { afterAll, expect } from "vitest";
import { type Reply, request } from "./api";
import { downloadShape, imageShape, type DownloadShape, type ImageShape, presignedShape } from "./shapes";

/** The least that a part has, unless it is the last, in bytes. */
export const MIN_PART_BYTES = 5 * 1024 * 1024;

const made = new Set<string>();

// What a file's tests make is removed after them, so that the suite can be run again and again.
afterAll(async () => {
  for (const id of made) await request("DELETE", `/v2/images/${id}`);
  made.clear();
});

/** A name no other run uses. */
export function uniqueName(word = "image"): string {
  return `contract-${word}-${randomBytes(6).toString("hex")}`;
}

export async function createImage(name = uniqueName()): Promise<ImageShape> {
  const { status, body } = await request("POST", "/v2/images", { json: { name } });
  expect(status, JSON.stringify(body)).toBe(201);
  return madeImage(body);
}

/** An image of an answer to a create, to be removed in the end. */
export function madeImage(body: unknown): ImageShape {
  const image = imageShape.parse(body);
  made.add(image.id);
  return image;
}

export async function getImage(id: string): Promise<ImageShape> {
  const { status, body } = await request("GET", `/v2/images/${id}`);
  expect(status).toBe(200);
  return imageShape.parse(body);
}

/** A URL for one PUT of the part. */
export async function partUrl(id: string, partId: number): Promise<string> {
  const { status, body } = await request("POST", `/v2/images/${id}/parts`, { json: { part_id: partId } });
  expect(status, JSON.stringify(body)).toBe(200);
  return presignedShape.parse(body).url;
}

/** Sends a part to its URL, as the vendor's client does: no token. */
export async function putPart(id: string, partId: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(await partUrl(id, partId), {
    method: "PUT",
    headers: { "Content-Type": "application/octet-stream" },
    body: bytes,
  });
  expect(response.status, await response.text()).toBe(200);
}

export function complete(id: string, digest: string): Promise<Reply> {
  return request("POST", `/v2/images/${id}/complete`, { json: { sha256: digest } });
}

export function sha256(...parts: Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Uploads the parts in order and completes the image, which is small enough to be verified at once. */
export async function uploadImage(...parts: Uint8Array<ArrayBuffer>[]): Promise<ImageShape> {
  const { id } = await createImage();
  for (const [index, bytes] of parts.entries()) await putPart(id, index + 1, bytes);
  const { status, body } = await complete(id, sha256(...parts));
  expect(status, JSON.stringify(body)).toBe(200);
  const image = imageShape.parse(body);
  expect(image.upload_status).toBe("completed");
  return image;
}

export async function downloadLink(id: string): Promise<DownloadShape> {
  const { status, body } = await request("GET", `/v2/images/${id}/download`);
  expect(status, JSON.stringify(body)).toBe(200);
  return downloadShape.parse(body);
}
