import { expect, test } from "vitest";
import type { MetadataStore } from "@/lib/images-api/metadata/types";

const PARTS = [
  { partNumber: 1, sizeBytes: 5_242_880 },
  { partNumber: 3, sizeBytes: 7 },
];
const DIGEST_STATE = { bytes: 5_242_880, state: Uint8Array.from([0, 1, 254, 255]), format: "a library, version 1" };

/** @param other another opening of the same rows, as another server has */
export function declareNoteTests(store: () => MetadataStore, other: () => MetadataStore): void {
  const notes = () => store().notes;

  test("what is noted of an image's bytes is found, also by another server, until it is removed", async () => {
    expect(await notes().find("image_1")).toBeNull();
    const begun = { uploadId: "upload-1", sealedParts: null, digest: null };
    expect(await notes().begin("image_1", "upload-1")).toEqual(begun);
    expect(await other().notes.find("image_1")).toEqual(begun);
    const sealed = { ...begun, sealedParts: PARTS };
    expect(await notes().seal("image_1", PARTS)).toEqual(sealed);
    await notes().keepDigest("image_1", DIGEST_STATE);
    expect(await other().notes.find("image_1")).toEqual({ ...sealed, digest: DIGEST_STATE });
    await notes().remove("image_1");
    await notes().remove("image_1");
    expect(await other().notes.find("image_1")).toBeNull();
  });

  test("the first of several stands", async () => {
    await notes().begin("image_1", "upload-1");
    expect(await other().notes.begin("image_1", "upload-2")).toMatchObject({ uploadId: "upload-1" });
    await notes().seal("image_1", PARTS);
    expect(await other().notes.seal("image_1", [])).toMatchObject({ sealedParts: PARTS });
  });

  test("an upload takes the place of one that is over, but of no other and of none that is sealed", async () => {
    await notes().begin("image_1", "upload-1");
    expect(await notes().begin("image_1", "upload-2", "upload-1")).toMatchObject({ uploadId: "upload-2" });
    expect(await other().notes.begin("image_1", "upload-3", "upload-1")).toMatchObject({ uploadId: "upload-2" });
    await notes().seal("image_1", PARTS);
    expect(await notes().begin("image_1", "upload-4", "upload-2")).toMatchObject({ uploadId: "upload-2" });
  });

  test("of servers that begin at once all hear of one upload", async () => {
    const begun = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? store() : other()).notes.begin("image_1", `upload-${index}`),
    );
    expect(new Set((await Promise.all(begun)).map(({ uploadId }) => uploadId)).size).toBe(1);
  });

  test("what was not begun is not sealed, and its digest not kept", async () => {
    expect(await notes().seal("image_1", PARTS)).toBeNull();
    await notes().keepDigest("image_1", DIGEST_STATE);
    expect(await notes().find("image_1")).toBeNull();
  });

  test("where the bytes are is noted once", async () => {
    expect(await store().placeOfBytes("s3 images")).toBe("s3 images");
    expect(await other().placeOfBytes("disk")).toBe("s3 images");
  });
}
