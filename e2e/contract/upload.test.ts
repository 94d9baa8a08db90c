import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { request } from "./support/api";
import { expectError, messageOf } from "./support/expectations";
import {
  complete,
  createImage,
  downloadLink,
  getImage,
  MIN_PART_BYTES,
  partUrl,
  putPart,
  sha256,
  uploadImage,
} from "./support/images";
import { imageShape, presignedShape } from "./support/shapes";

const MIB = 1024 * 1024;
const DIGEST = "0".repeat(64);

describe("part URLs", () => {
  test.each([1, 2, 10_000])("part %d has one that expires later", async (partId) => {
    const { id } = await createImage();
    const { status, body } = await request("POST", `/v2/images/${id}/parts`, { json: { part_id: partId } });
    expect(status).toBe(200);
    const { url, expires_at } = presignedShape.parse(body);
    expect(url).toMatch(/^https?:\/\//);
    expect(expires_at * 1000).toBeGreaterThan(Date.now());
  });

  test.each([0, -1, 1.5, 10_001, 2 ** 40, "1", null, true])("part %j has none", async (partId) => {
    const { id } = await createImage();
    const reply = await request("POST", `/v2/images/${id}/parts`, { json: { part_id: partId } });
    expectError(reply, 400, "invalid_request_error", "part_id");
  });

  test("asking for one uploads nothing", async () => {
    const { id } = await createImage();
    await partUrl(id, 1);
    expectError(await complete(id, DIGEST), 400, "invalid_request_error");
    expect((await getImage(id)).upload_status).toMatch(/^(started|uploading)$/);
  });
});

describe("an upload", () => {
  test("in parts of 5 MiB and a short one, sent in any order and one of them twice, is completed", async () => {
    const [first, second, last] = [randomBytes(MIN_PART_BYTES), randomBytes(MIN_PART_BYTES), randomBytes(12_345)];
    const { id } = await createImage();
    await putPart(id, 3, last);
    expect((await getImage(id)).upload_status).toBe("uploading");
    await putPart(id, 1, randomBytes(MIN_PART_BYTES + 1));
    await putPart(id, 2, second);
    await putPart(id, 1, first);
    const open = await getImage(id);
    expect(open.sha256 ?? null).toBeNull();
    expect([open.uploaded_at, open.finished_at]).toEqual([undefined, undefined]);

    const digest = sha256(first, second, last);
    const { status, body } = await complete(id, digest);
    expect(status).toBe(200);
    const size = 2 * MIN_PART_BYTES + last.length;
    const image = imageShape.parse(body);
    expect(image).toMatchObject({ id, upload_status: "completed", sha256: digest, size, is_public: false });
    expect(image.uploaded_at).toBeGreaterThanOrEqual(image.created_at);
    expect(image.finished_at).toBeGreaterThanOrEqual(image.uploaded_at ?? Infinity);
    expect(await getImage(id)).toEqual(image);
    expect(await downloadLink(id)).toMatchObject({ sha256: digest, size });
  });

  test("of a single byte is completed", async () => {
    expect((await uploadImage(randomBytes(1))).size).toBe(1);
  });

  test("of more than the server verifies at once goes on `uploading` and is completed by itself", async () => {
    const parts = Array.from({ length: 5 }, () => randomBytes(16 * MIB));
    const { id } = await createImage();
    for (const [index, bytes] of parts.entries()) await putPart(id, index + 1, bytes);
    const digest = sha256(...parts);
    const { status, body } = await complete(id, digest);
    expect(status).toBe(200);
    expect(imageShape.parse(body)).toMatchObject({
      upload_status: expect.stringMatching(/^(uploading|completed)$/),
      sha256: digest,
    });
    const again = await complete(id, digest);
    expect(again.status).toBe(200);
    await expect
      .poll(() => getImage(id), { timeout: 50_000, interval: 100 })
      .toMatchObject({ upload_status: "completed", sha256: digest, size: 80 * MIB });
  });

  test("with a wrong digest fails, says why, and is not shown as verified", async () => {
    const { id } = await createImage();
    await putPart(id, 1, randomBytes(1000));
    const { status, body } = await complete(id, DIGEST);
    expect(status).toBe(200);
    const image = imageShape.parse(body);
    expect(image).toMatchObject({
      upload_status: "failed",
      failure_reason: expect.stringMatching(/\S/),
      uploaded_at: expect.any(Number),
      finished_at: expect.any(Number),
    });
    expect(image.sha256 ?? null).toBeNull();
    expectError(await request("GET", `/v2/images/${id}/download`), 409, "conflict");
    expectError(
      await request("POST", `/v2/images/${id}/parts`, { json: { part_id: 1 } }),
      400,
      "invalid_request_error",
    );
    expect(await complete(id, DIGEST)).toMatchObject({ status: 200, body: { upload_status: "failed" } });
    expectError(await complete(id, "1".repeat(64)), 400, "invalid_request_error");
  });
});

describe("completing", () => {
  test.each(["", "abc", "A".repeat(64), "g".repeat(64), "0".repeat(63), "0".repeat(65), `${DIGEST}\n`, 5, null])(
    "with %j is refused, and the answer names the field",
    async (digest) => {
      const { id } = await createImage();
      const reply = await request("POST", `/v2/images/${id}/complete`, { json: { sha256: digest } });
      expectError(reply, 400, "invalid_request_error", "sha256");
    },
  );

  test("without any part is refused", async () => {
    const { id } = await createImage();
    expectError(await complete(id, DIGEST), 400, "invalid_request_error");
    expect((await getImage(id)).upload_status).toBe("started");
  });

  test("with parts missing names them, and works when they are there", async () => {
    const last = randomBytes(10);
    const { id } = await createImage();
    await putPart(id, 5, last);
    await putPart(id, 2, randomBytes(MIN_PART_BYTES));
    const reply = await complete(id, DIGEST);
    expectError(reply, 400, "invalid_request_error");
    expect(messageOf(reply)).toMatch(/\b1, 3-4\b/);
    expect((await getImage(id)).upload_status).toBe("uploading");
    const filled = randomBytes(MIN_PART_BYTES);
    for (const partId of [1, 2, 3, 4]) await putPart(id, partId, filled);
    const completed = await complete(id, sha256(filled, filled, filled, filled, last));
    expect(completed.body).toMatchObject({ upload_status: "completed" });
  });

  test("with a part under 5 MiB that is not the last names it", async () => {
    const { id } = await createImage();
    await putPart(id, 1, randomBytes(MIN_PART_BYTES));
    await putPart(id, 2, randomBytes(MIN_PART_BYTES - 1));
    await putPart(id, 3, randomBytes(1));
    const reply = await complete(id, DIGEST);
    expectError(reply, 400, "invalid_request_error");
    expect(messageOf(reply)).toMatch(/\bpart 2\b/i);
  });

  test("twice with one digest is harmless, with another one is refused", async () => {
    const image = await uploadImage(randomBytes(500));
    const again = await complete(image.id, image.sha256 ?? "");
    expect(again).toMatchObject({ status: 200, body: image });
    expectError(await complete(image.id, DIGEST), 400, "invalid_request_error", "sha256");
    expect(await getImage(image.id)).toEqual(image);
  });

  test("at the same time from two sides gives one result", async () => {
    const bytes = randomBytes(2 * MIB);
    const { id } = await createImage();
    await putPart(id, 1, bytes);
    const replies = await Promise.all([complete(id, sha256(bytes)), complete(id, sha256(bytes))]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200]);
    await expect.poll(() => getImage(id), { timeout: 20_000 }).toMatchObject({ upload_status: "completed" });
  });

  test("is the end of parts: neither a new URL nor one from before changes the image", async () => {
    const bytes = randomBytes(500);
    const { id } = await createImage();
    await putPart(id, 1, bytes);
    const early = await partUrl(id, 1);
    expect((await complete(id, sha256(bytes))).status).toBe(200);
    expectError(
      await request("POST", `/v2/images/${id}/parts`, { json: { part_id: 2 } }),
      400,
      "invalid_request_error",
    );
    const late = await fetch(early, { method: "PUT", body: randomBytes(500) });
    await late.arrayBuffer();
    const { url } = await downloadLink(id);
    const download = await fetch(url);
    const downloaded = Buffer.from(await download.arrayBuffer());
    // Swift 2.30 takes it. Then the image cannot be read any more, rather than be another one.
    if (late.ok) expect(download.ok).toBe(false);
    else expect(sha256(downloaded)).toBe(sha256(bytes));
  });
});
