import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { expect, expectArrived, PART_BYTES, startUpload, test } from "./support/fault-fixtures";

test("a byte that changed on the way is found, and one button sends the file again", async ({
  page,
  server,
  disk,
  name,
}) => {
  const spoiledPart = 3;
  const offset = 1_234_567;
  const flip = server.objects.inject({ method: "PUT", part: spoiledPart }, { kind: "flip", offset }, { times: 1 });
  const item = await startUpload(page, disk, name);
  await expect(item).toContainText("Failed", { timeout: 60_000 });
  expect(flip.hits).toMatchObject([{ status: 200 }]);
  await expect(item).toContainText(disk.sha256);
  await expect(item).toContainText(await sha256WithFlip(disk.path, (spoiledPart - 1) * PART_BYTES + offset));
  expect(await server.images.named(name)).toMatchObject([{ upload_status: "failed" }]);

  await page.getByRole("button", { name: `Retry ${name}` }).click();
  await expectArrived(page, server, name, disk);
});

/** Of the file as it arrived: the lowest bit of one byte turned over. */
async function sha256WithFlip(path: string, offset: number): Promise<string> {
  const hash = createHash("sha256");
  let position = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("A file read without an encoding is made of Buffers.");
    const byte = chunk[offset - position];
    if (byte !== undefined) chunk[offset - position] = byte ^ 1;
    position += chunk.length;
    hash.update(chunk);
  }
  return hash.digest("hex");
}
