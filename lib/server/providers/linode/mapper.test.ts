import { expect, test } from "vitest";
import { providerImageSchema } from "@/lib/contract/image";
import { MIB } from "@/lib/contract/limits";
import { newestFirst, toImage } from "./mapper";
import { wireImageSchema } from "./wire";
import { wireFixture } from "./wire-fixture";

test("an image of Linode's is an image of ours", () => {
  expect(providerImageSchema.parse(toImage(wireFixture()))).toEqual({
    id: "private~15",
    name: "web-base",
    status: "completed",
    providerStatus: "available",
    createdAt: "2026-08-14T22:44:02.000Z",
    uploadedAt: null,
    finishedAt: null,
    visibility: "private",
    sha256: null,
    isSha256Verified: null,
    sizeBytes: 2500 * MIB,
    failureReason: null,
    deletedAt: null,
    details: {
      nativeId: "private/15",
      description: "What every web server begins with.",
      tags: ["golden"],
      regions: [{ id: "us-iad", status: "available", isAvailable: true }],
      operatingSystem: null,
      scope: null,
      expiresAt: null,
      facts: [
        { label: "Minimum disk", kind: "bytes", value: String(2500 * MIB) },
        { label: "Stored in all regions", kind: "bytes", value: "1234567" },
        { label: "Type", kind: "text", value: "manual" },
        { label: "Created by", kind: "text", value: "somebody" },
        { label: "Capabilities", kind: "text", value: "cloud-init" },
        { label: "Updated", kind: "instant", value: "2026-08-15T08:00:00.000Z" },
      ],
    },
    actions: ["edit", "replicate"],
  });
});

test.each([
  { status: "pending_upload", ours: "waiting", actions: ["edit"], expiresAt: "2026-08-15T22:44:02.000Z" },
  { status: "creating", ours: "processing", actions: ["edit"], expiresAt: null },
  { status: "available", ours: "completed", actions: ["edit", "replicate"], expiresAt: null },
  { status: "resting", ours: "unknown", actions: ["edit"], expiresAt: null },
  { status: null, ours: "unknown", actions: ["edit"], expiresAt: null },
])("$status is $ours", ({ status, ours, actions, expiresAt }) => {
  const image = toImage(wireFixture({ status }));
  expect(image).toMatchObject({ status: ours, providerStatus: status ?? "unknown", actions, details: { expiresAt } });
});

test.each([
  { more: { is_public: true, id: "linode/debian12" }, visibility: "public", actions: [] },
  { more: { is_shared: true }, visibility: "shared", actions: ["edit", "replicate"] },
  { more: { is_shared: "none", type: "shared", id: "shared/3" }, visibility: "shared", actions: [] },
  { more: { type: "shared" }, visibility: "shared", actions: [] },
  { more: { is_shared: undefined, image_sharing: undefined }, visibility: "private", actions: ["edit", "replicate"] },
])("$more is $visibility", ({ more, visibility, actions }) => {
  expect(toImage(wireFixture(more))).toMatchObject({ visibility, actions });
});

test("regions keep the provider's own words", () => {
  const regions = [
    { region: "us-iad", status: "available" },
    { region: "eu-central", status: "pending replication" },
    { region: "us-east", status: "timedout" },
  ];
  expect(toImage(wireFixture({ regions })).details?.regions).toEqual([
    { id: "us-iad", status: "available", isAvailable: true },
    { id: "eu-central", status: "pending replication", isAvailable: false },
    { id: "us-east", status: "timedout", isAvailable: false },
  ]);
});

test("what only some images have is told of those", () => {
  const image = toImage(
    wireFixture({
      vendor: "Debian",
      deprecated: true,
      eol: "2026-07-01T04:00:00",
      expiry: "2026-09-01T00:00:00",
      total_size: 0,
      image_sharing: { shared_with: { sharegroup_count: 2 }, shared_by: null },
    }),
  );
  expect(image.details?.expiresAt).toBe("2026-09-01T00:00:00.000Z");
  const facts = Object.fromEntries((image.details?.facts ?? []).map(({ label, value }) => [label, value]));
  expect(facts).toMatchObject({ Vendor: "Debian", Deprecated: "Yes", "Shared with": "2 share groups" });
  expect(facts["End of life"]).toBe("2026-07-01T04:00:00.000Z");
  expect(facts).not.toHaveProperty("Stored in all regions");
  const shared = wireFixture({ image_sharing: { shared_by: { sharegroup_label: "Hardened" }, shared_with: null } });
  expect(toImage(shared).details?.facts).toContainEqual({ label: "Share group", kind: "text", value: "Hardened" });
});

test("what is odd beside the point costs neither the image nor its page", () => {
  const odd = {
    description: 5,
    size: "large",
    total_size: -1,
    regions: "everywhere",
    tags: [1],
    is_shared: 7,
    image_sharing: [],
    capabilities: null,
    eol: "soon",
    expiry: {},
    vendor: false,
    updated: 12,
    more: "of the future",
  };
  expect(providerImageSchema.parse(toImage(wireFixture(odd)))).toMatchObject({
    sizeBytes: null,
    visibility: "private",
    details: { description: null, tags: null, regions: null, expiresAt: null },
  });
});

test.each([{ id: "private 15" }, { id: "../profile" }, { id: undefined }, { label: null }, { created: "yesterday" }])(
  "an image with %j is not of the contract",
  (changes) => {
    expect(wireImageSchema.safeParse({ ...wireFixture(), ...changes }).success).toBe(false);
  },
);

test.each([
  ["2026-08-14T22:44:02", "2026-08-14T22:44:02.000Z"],
  ["2026-08-14T22:44:02Z", "2026-08-14T22:44:02.000Z"],
  ["2026-08-14T22:44:02+02:00", "2026-08-14T20:44:02.000Z"],
])("%s is the instant %s", (created, createdAt) => {
  expect(toImage(wireFixture({ created })).createdAt).toBe(createdAt);
});

function imageFrom(id: string, created: string) {
  return toImage(wireFixture({ id, created }));
}

test("the newest stands first, each once, and those of one second in the order of their numbers", () => {
  const images = [
    imageFrom("private/9", "2026-08-14T22:44:02"),
    imageFrom("private/10", "2026-08-14T22:44:02"),
    imageFrom("linode/debian12", "2023-01-01T00:00:00"),
    imageFrom("private/8", "2026-08-15T00:00:00"),
    imageFrom("private/9", "2026-08-14T22:44:02"),
  ];
  expect(newestFirst(images).map(({ id }) => id)).toEqual(["private~8", "private~10", "private~9", "linode~debian12"]);
});
