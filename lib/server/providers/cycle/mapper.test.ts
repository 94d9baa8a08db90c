import { expect, test } from "vitest";
import { providerImageSchema } from "@/lib/contract/image";
import { toImage, toImagePage } from "./mapper";
import { wireImageSchema, wireIncludesSchema } from "./wire";

const ID = "651586fca6078e98982dbd90";
const SOURCE_ID = "651586fca6078e98982dbd91";
const ACCOUNT_ID = "651586fca6078e98982dbd92";
const AT = "2026-03-04T10:00:00Z";
const INSTANT = "2026-03-04T10:00:00.000Z";
const NOT_SET = "0001-01-01T00:00:00Z";

const WIRE = {
  id: ID,
  hub_id: ID,
  name: "web-1",
  size: 5,
  backend: { provider: "cycle" },
  requires: { nvidia_gpu: true },
  source: {
    type: "direct",
    details: { id: SOURCE_ID, origin: { type: "docker-hub", details: { target: "nginx:1" } } },
  },
  creator: { id: ACCOUNT_ID, type: "account" },
  factory: { node_id: "node-7" },
  state: { current: "live", changed: AT },
  events: { created: "2026-03-04T11:00:00+01:00", updated: AT, deleted: NOT_SET },
  meta: { containers_count: { available: 2, total: 3, state: {} } },
};

const INCLUDES = wireIncludesSchema.parse({
  creators: { accounts: { [ACCOUNT_ID]: { name: { first: "Web", last: "Operations" } } } },
  sources: {
    [SOURCE_ID]: {
      id: SOURCE_ID,
      type: "direct",
      name: "web",
      origin: { type: "docker-hub" },
      state: { current: "live" },
    },
  },
});

function image(changes: object, includes: typeof INCLUDES | null = null) {
  return toImage(wireImageSchema.parse({ ...WIRE, ...changes }), includes);
}

test("an image of the vendor is an image of ours", () => {
  expect(providerImageSchema.parse(image({}, INCLUDES))).toEqual({
    id: ID,
    name: "web-1",
    status: "completed",
    providerStatus: "live",
    createdAt: INSTANT,
    uploadedAt: null,
    finishedAt: INSTANT,
    visibility: null,
    sha256: null,
    isSha256Verified: null,
    sizeBytes: 5,
    failureReason: null,
    deletedAt: null,
    details: {
      nativeId: null,
      description: null,
      tags: null,
      regions: null,
      operatingSystem: null,
      scope: { id: SOURCE_ID, label: "web" },
      expiresAt: null,
      facts: [
        { label: "Source type", value: "Direct", kind: "text" },
        { label: "Origin", value: "Docker Hub", kind: "text" },
        { label: "Docker Hub image", value: "nginx:1", kind: "code" },
        { label: "Made by", value: "Web Operations", kind: "text" },
        { label: "Used by", value: "2 containers", kind: "text" },
        { label: "Requires", value: "NVIDIA GPU", kind: "text" },
        { label: "Kept at", value: "cycle", kind: "text" },
        { label: "Built on node", value: "node-7", kind: "code" },
        { label: "Status since", value: INSTANT, kind: "instant" },
      ],
    },
    actions: ["rename"],
  });
});

const error = { message: "No space left.", time: AT };

test.each([
  { current: "new", status: "not_imported", actions: ["rename", "import"] },
  { current: "uploading", status: "processing", actions: ["rename"] },
  { current: "downloading", status: "processing", actions: ["rename"] },
  { current: "building", status: "processing", actions: ["rename"] },
  { current: "verifying", status: "processing", actions: ["rename"] },
  { current: "saving", status: "processing", actions: ["rename"] },
  { current: "live", status: "completed", actions: ["rename"] },
  { current: "deleting", status: "deleting", actions: [] },
  { current: "deleted", status: "unknown", actions: [] },
  { current: "resting", status: "unknown", actions: ["rename"] },
  { current: "building", error, status: "failed", actions: ["rename", "import"] },
  { current: "deleting", error, status: "failed", actions: [] },
  { current: "live", error: {}, status: "completed", actions: ["rename"] },
  { current: "live", error: null, status: "completed", actions: ["rename"] },
])("$current with the error $error is $status", ({ current, error: failure, status, actions }) => {
  const state = { current, changed: NOT_SET, ...(failure !== undefined && { error: failure }) };
  expect(image({ state })).toMatchObject({
    status,
    actions,
    providerStatus: current,
    failureReason: status === "failed" ? "No space left." : null,
    finishedAt: status === "failed" ? INSTANT : null,
    deletedAt: current === "deleted" ? "2023-09-28T14:00:28.000Z" : null,
  });
});

test("an image is called after its source, or by its id, when it has no name", () => {
  expect(image({ name: " " }, INCLUDES).name).toBe("web");
  expect(image({ name: "" }).name).toBe(ID);
});

test("a creator without a name is told by what it is", () => {
  const [key, robot] = ["api-key", "robot"].map((type) => image({ creator: { id: ID, type } }).details?.facts);
  expect(key).toContainEqual({ label: "Made by", value: "API key", kind: "text" });
  expect(robot).toContainEqual({ label: "Made by", value: "robot", kind: "text" });
});

test("only what has to be there has to be there", () => {
  const { id, name, state, events } = WIRE;
  const bare = wireImageSchema.parse({ id, name, size: 0, state, events: { ...events, created: NOT_SET } });
  expect(toImage(bare, undefined)).toMatchObject({
    createdAt: "2023-09-28T14:00:28.000Z",
    sizeBytes: null,
    details: { scope: null, facts: [{ label: "Status since" }] },
  });
});

test("a deleted image is in a list that asks for it", () => {
  const data = ["live", "deleted"].map((current) =>
    wireImageSchema.parse({ ...WIRE, state: { current, changed: AT } }),
  );
  const page = (includeDeleted: boolean) => toImagePage({ data }, { includeDeleted, nextCursor: "2x2" });
  expect(page(false)).toMatchObject({ images: [{ providerStatus: "live" }], nextCursor: "2x2" });
  expect(page(true).images).toHaveLength(2);
});

test("an origin is read for its type alone", () => {
  const origin = { type: "docker-registry", details: { target: "team/api", url: "https://r.example.com", token: "t" } };
  const { source } = wireImageSchema.parse({ ...WIRE, source: { type: "direct", details: { id: SOURCE_ID, origin } } });
  expect(source?.details).toEqual({ id: SOURCE_ID, origin: { type: "docker-registry", target: null } });
});

test.each([{ id: "../me" }, { id: "sources" }, { size: -1 }, { state: {} }, { events: { created: "yesterday" } }])(
  "%j is not of the contract",
  (changes) => {
    expect(wireImageSchema.safeParse({ ...WIRE, ...changes }).success).toBe(false);
  },
);

test.each(["__proto__", "constructor", "toString"])("a creator and a source of the id %s are nobody's", (id) => {
  const source = { ...WIRE.source, details: { ...WIRE.source.details, id } };
  const shown = toImage(
    wireImageSchema.parse({ ...WIRE, name: "", source, creator: { id, type: "account" } }),
    INCLUDES,
  );
  expect(shown).toMatchObject({ name: ID, details: { scope: null } });
  expect(JSON.stringify(shown.details?.facts)).not.toMatch(/Object|function/);
});
