import { expect, test } from "vitest";
import { providerImageSchema } from "@/lib/contract/image";
import { toImage, toImagePage } from "./mapper";
import { wireImageListSchema, wireImageSchema } from "./wire";

const DIGEST = "a".repeat(64);
const WIRE = { object: "image", id: "image_a", name: "n", upload_status: "started", created_at: 1_738_972_800 };

test.each([
  { upload_status: "started", sha256: null, status: "waiting" },
  { upload_status: "uploading", sha256: null, status: "uploading" },
  { upload_status: "uploading", sha256: undefined, status: "uploading" },
  { upload_status: "uploading", sha256: DIGEST, status: "verifying" },
  { upload_status: "completed", sha256: DIGEST, status: "completed" },
  { upload_status: "failed", sha256: DIGEST, status: "failed" },
  { upload_status: "revoked", sha256: DIGEST, status: "unknown" },
])("$upload_status with the digest $sha256 is $status", ({ upload_status, sha256, status }) => {
  const image = toImage(wireImageSchema.parse({ ...WIRE, upload_status, sha256 }));
  expect(image).toMatchObject({ status, providerStatus: upload_status, sha256: sha256 ?? null });
});

test("an image of the vendor is an image of ours", () => {
  const image = toImage(wireImageSchema.parse({ ...WIRE, provider: null, something_new: { x: 1 } }));
  expect(providerImageSchema.parse(image)).toEqual({
    id: "image_a",
    name: "n",
    status: "waiting",
    providerStatus: "started",
    createdAt: "2025-02-08T00:00:00.000Z",
    uploadedAt: null,
    finishedAt: null,
    visibility: null,
    sha256: null,
    isSha256Verified: null,
    sizeBytes: null,
    failureReason: null,
    deletedAt: null,
    details: null,
    actions: [],
  });
});

test("what only the embedded API tells is kept", () => {
  const more = {
    upload_status: "failed",
    size: 7,
    failure_reason: "Wrong checksum.",
    deleted_at: 1_738_972_801,
    is_public: true,
  };
  expect(toImage(wireImageSchema.parse({ ...WIRE, ...more }))).toMatchObject({
    sizeBytes: 7,
    failureReason: "Wrong checksum.",
    deletedAt: "2025-02-08T00:00:01.000Z",
    visibility: "public",
  });
});

test.each([
  { list: { data: [], has_more: false, cursor: null }, nextCursor: null },
  { list: { data: [], has_more: false }, nextCursor: null },
  { list: { data: [], has_more: false, cursor: "imagec_a" }, nextCursor: null },
  { list: { data: [], has_more: true, cursor: "imagec_a" }, nextCursor: "imagec_a" },
])("the page after $list is $nextCursor", ({ list, nextCursor }) => {
  expect(toImagePage(wireImageListSchema.parse(list)).nextCursor).toBe(nextCursor);
});

test.each([
  { ...WIRE, created_at: "2025-02-08" },
  { ...WIRE, created_at: 1e15 },
  { ...WIRE, id: "../me" },
])("%j is not of the contract", (wire) => {
  expect(wireImageSchema.safeParse(wire).success).toBe(false);
});

test("a list that has more but says not where is not of the contract", () => {
  expect(wireImageListSchema.safeParse({ data: [], has_more: true, cursor: null }).success).toBe(false);
});

test.each([
  { sha256: "abc" },
  { size: -1 },
  { size: "5" },
  { is_public: "yes" },
  { finished_at: "2025-02-08" },
  { owner: { id: 5 } },
])("a page is not lost by one image that tells %j", (wrong) => {
  const list = { data: [{ ...WIRE, ...wrong }, WIRE], has_more: false };
  const [image, other] = toImagePage(wireImageListSchema.parse(list)).images;
  expect(image).toEqual(other);
});

test("what only the preview tells is kept, and an image without a name goes by its id", () => {
  const told = { name: null, workspace: "research", owner: "acme", resource_path: "acme/research/images/x" };
  const image = toImage(wireImageSchema.parse({ ...WIRE, ...told }));
  expect(providerImageSchema.parse(image).name).toBe("image_a");
  expect(image.details?.facts).toEqual([
    { label: "Workspace", value: "research", kind: "text" },
    { label: "Owner", value: "acme", kind: "text" },
    { label: "Resource path", value: "acme/research/images/x", kind: "code" },
  ]);
});

test.each([
  { wire: { upload_status: "completed" }, offersRevoke: true, actions: ["revoke"] },
  { wire: { upload_status: "completed" }, offersRevoke: false, actions: [] },
  { wire: { upload_status: "completed", deleted_at: 1_738_972_800 }, offersRevoke: true, actions: [] },
  { wire: { upload_status: "revoked" }, offersRevoke: true, actions: [] },
])("$wire can be revoked where that is offered ($offersRevoke): $actions", ({ wire, offersRevoke, actions }) => {
  expect(toImage(wireImageSchema.parse({ ...WIRE, ...wire }), offersRevoke).actions).toEqual(actions);
});

test.each([
  [true, true],
  [false, false],
  [undefined, null],
  ["yes", null],
])("a checksum of which the API says verified: %j is told as %j", (sha256_verified, told) => {
  const image = toImage(
    wireImageSchema.parse({ ...WIRE, upload_status: "completed", sha256: DIGEST, sha256_verified }),
  );
  expect(image.isSha256Verified).toBe(told);
});
