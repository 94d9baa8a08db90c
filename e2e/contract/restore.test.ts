import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { request } from "./support/api";
import { expectError, messageOf } from "./support/expectations";
import {
  complete,
  createImage,
  downloadLink,
  getImage,
  putPart,
  sha256,
  uniqueName,
  uploadImage,
} from "./support/images";
import { imageShape, listShape } from "./support/shapes";

async function remove(id: string): Promise<void> {
  expect((await request("DELETE", `/v2/images/${id}`)).status).toBe(200);
}

const restore = (id: string) => request("POST", `/v2/images/${id}/restore`);

/** The image as a list with deleted ones shows it. */
async function listed(id: string): Promise<unknown> {
  const { body } = await request("GET", "/v2/images?limit=200&include_deleted=true");
  return listShape.parse(body).data.find((image) => image.id === id);
}

test("a deleted image is restored as it was, with its bytes and its links", async () => {
  const bytes = randomBytes(5_000);
  const image = await uploadImage(bytes);
  const { url } = await downloadLink(image.id);
  await remove(image.id);
  expect(await listed(image.id)).toEqual({ ...image, deleted_at: expect.any(Number) });

  const { status, body } = await restore(image.id);
  expect(status).toBe(200);
  expect(imageShape.parse(body)).toEqual(image);
  expect(await listed(image.id)).toEqual(image);
  expect(await getImage(image.id)).toEqual(image);
  expect(sha256(Buffer.from(await (await fetch(url)).arrayBuffer()))).toBe(image.sha256);
});

test("an upload goes on after the image was deleted and restored", async () => {
  const bytes = randomBytes(1_000);
  const { id } = await createImage();
  await putPart(id, 1, bytes);
  await remove(id);
  expect(await restore(id)).toMatchObject({ status: 200, body: { upload_status: "uploading" } });
  expect(await complete(id, sha256(bytes))).toMatchObject({ status: 200, body: { upload_status: "completed" } });
});

test("only a deleted image can be restored, and once", async () => {
  const { id } = await createImage();
  expectError(await restore(id), 404, "not_found");
  await remove(id);
  expect((await restore(id)).status).toBe(200);
  expectError(await restore(id), 404, "not_found");
  expectError(await restore("image_000000000000000000000"), 404, "not_found");
});

test("while another image has the name, it is refused and says what to do", async () => {
  const name = uniqueName("twice");
  const first = await createImage(name);
  await remove(first.id);
  const second = await createImage(name);
  const reply = await restore(first.id);
  expectError(reply, 409, "conflict");
  expect(messageOf(reply)).toMatch(/\bdelete\b/i);
  await remove(second.id);
  expect((await restore(first.id)).status).toBe(200);
});
