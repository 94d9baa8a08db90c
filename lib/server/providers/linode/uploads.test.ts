import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLinodeFake, type LinodeFake } from "@/e2e/support/fakes/linode/linode-fake";
import type { FormValues } from "@/lib/contract/form";
import type { UploadPlan } from "@/lib/contract/upload-plan";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider } from "@/lib/server/providers/types";
import { serveForTest } from "@/lib/utils/serve-for-test";
import { linodeProvider } from "./provider";
import { wireFixture } from "./wire-fixture";

const FILE = gzipSync(Buffer.alloc(4096, "image"));
const OCTETS = { "content-type": "application/octet-stream" };

let fake: LinodeFake;
beforeAll(async () => {
  fake = await startLinodeFake();
});
afterAll(async () => {
  const problems = fake.problems();
  await fake.close();
  expect(problems).toEqual([]);
});

function uploadsOf(user: string): NonNullable<ImageProvider["upload"]> {
  const { upload } = linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: user }));
  if (upload === undefined) throw new Error("Linode takes uploads.");
  return upload;
}

async function begun(user: string, name: string, values: FormValues = { region: "us-iad" }) {
  const { image, plan } = await uploadsOf(user).create({ name, sizeBytes: FILE.length, values });
  return { image, ticket: ticketOf(plan), plan };
}

function ticketOf(plan: UploadPlan): string {
  if (plan.kind !== "single") throw new Error("A single PUT was expected.");
  return plan.ticket;
}

const DIGEST = { sha256: "a".repeat(64) };

test("a file goes with one PUT to another origin, and the image is there after a while", async () => {
  const values = { region: "eu-central", description: "New", tags: ["one-tag"], cloudInit: true };
  const { image, ticket, plan } = await begun("user-upload", "new.img.gz", values);
  expect(image).toMatchObject({
    status: "waiting",
    details: { description: "New", tags: ["one-tag"], regions: [{ id: "eu-central", status: "pending" }] },
  });
  expect(plan).toMatchObject({ expiresAt: new Date(Date.parse(image.createdAt) + 86_400_000).toISOString() });
  expect(ticket).not.toContain("http");

  const uploads = uploadsOf("user-upload");
  const { url, expiresAt } = await uploads.createPartUrl(image.id, { partNumber: 1, ticket });
  expect(expiresAt).toBe(image.details?.expiresAt);
  expect(new URL(url).origin).toBe(fake.storageUrl.origin);
  expect(await uploads.complete(image.id, DIGEST)).toMatchObject({ status: "verifying" });
  expect((await fetch(url, { method: "PUT", body: FILE, headers: OCTETS })).status).toBe(200);
  expect(await uploads.complete(image.id, DIGEST)).toMatchObject({ status: "processing" });
  expect(await uploads.complete(image.id, DIGEST)).toMatchObject({ status: "completed", details: { expiresAt: null } });
  expect(fake.eventsOf("user-upload").at(-1)).toMatchObject({ action: "image_upload", status: "finished" });
});

test("what is entered reaches Linode, and nothing that is empty does", async () => {
  const { image } = await begun("user-empty", "plain", { region: "us-iad", description: " ", tags: [] });
  expect(image.details).toMatchObject({ description: null, tags: [] });
});

test.each([
  { name: "a", values: {}, field: "region" },
  { name: "a", values: { region: "" }, field: "region" },
  { name: "a", values: { region: "us-iad", tags: ["no"] }, field: "tags" },
  { name: "a", values: { region: "us-iad", cloudInit: "yes" }, field: "cloudInit" },
  { name: "a/b", values: { region: "us-iad" }, field: "name" },
  { name: "a".repeat(51), values: { region: "us-iad" }, field: "name" },
  { name: "a", values: { region: "ca-central" }, field: "region" },
])("$name with $values is refused for its $field", async ({ name, values, field }) => {
  await expect(uploadsOf("user-wrong").create({ name, sizeBytes: 1, values })).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ field }],
  });
});

test("what Linode says of the label is said of the name", async () => {
  const wrong = {
    errors: [
      { field: "label", reason: "Too plain" },
      { field: "region", reason: "Full" },
    ],
  };
  const server = await serveForTest((_, response) => {
    response.writeHead(400).end(JSON.stringify(wrong));
  });
  const { upload } = linodeProvider({ apiUrl: server.url }).open(callFixture());
  await expect(upload?.create({ name: "a", sizeBytes: 1, values: { region: "us-iad" } })).rejects.toMatchObject({
    code: "invalid_request",
    message: "Too plain. Full.",
    details: [
      { field: "name", message: "Too plain." },
      { field: "region", message: "Full." },
    ],
  });
  await server.close();
});

test("5 GB are taken and a byte more is refused before anything is made", async () => {
  const before = fake.requests.length;
  const uploads = uploadsOf("user-large");
  await expect(
    uploads.create({ name: "large", sizeBytes: 5_000_000_001, values: { region: "us-iad" } }),
  ).rejects.toMatchObject({ code: "too_large" });
  expect(fake.requests.length).toBe(before);
  await uploads.create({ name: "large", sizeBytes: 5_000_000_000, values: { region: "us-iad" } });
});

test("the address is told once: without the ticket, or with another's, there is none", async () => {
  const { image, ticket } = await begun("user-once", "once.img.gz");
  const other = await begun("user-once", "other.img.gz");
  const uploads = uploadsOf("user-once");
  const lost = { code: "conflict", message: expect.stringContaining("only once") };
  await expect(uploads.plan(image.id, { sizeBytes: 1 })).rejects.toMatchObject(lost);
  await expect(uploads.createPartUrl(image.id, { partNumber: 1 })).rejects.toMatchObject(lost);
  await expect(uploads.createPartUrl(image.id, { partNumber: 2, ticket })).rejects.toMatchObject({
    code: "invalid_request",
  });
  await expect(uploads.createPartUrl(image.id, { partNumber: 1, ticket: other.ticket })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test("an image that has its file takes no other", async () => {
  const { id } = fake.addImage("user-full", { label: "full" });
  await expect(uploadsOf("user-full").plan(id.replace("/", "~"), { sizeBytes: 1 })).rejects.toMatchObject({
    code: "conflict",
    message: "This image has its file already.",
  });
});

test("a ticket whose 24 hours are over opens nothing", async () => {
  const call = callFixture({ token: "user-late" });
  const expired = { image: "private~15", url: "https://storage.example/x", expiresAt: "2026-01-01T00:00:00.000Z" };
  const { upload } = linodeProvider({ apiUrl: fake.url }).open(call);
  const ticket = await call.vault.seal(JSON.stringify(expired));
  await expect(upload?.createPartUrl("private~15", { partNumber: 1, ticket })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("24 hours"),
  });
  const garbage = await call.vault.seal("https://storage.example/x");
  await expect(upload?.createPartUrl("private~15", { partNumber: 1, ticket: garbage })).rejects.toMatchObject({
    code: "invalid_request",
  });
});

test.each(["http://storage.example/x", "javascript:alert(1)", "/relative", "ftp://127.0.0.1/x"])(
  "a file is not sent to %s",
  async (address) => {
    const server = await serveForTest((_, response) => {
      response.end(JSON.stringify({ image: { ...wireFixture(), status: "pending_upload" }, upload_to: address }));
    });
    const { upload } = linodeProvider({ apiUrl: server.url }).open(callFixture());
    const creating = upload?.create({ name: "a", sizeBytes: 1, values: { region: "us-iad" } });
    await expect(creating).rejects.toMatchObject({ code: "upstream_failed" });
    await server.close();
  },
);

test("the form offers regions that keep images, and what was entered", async () => {
  const { actions } = linodeProvider({ apiUrl: fake.url }).open(callFixture({ token: "user-form" }));
  const form = await actions?.form("upload", null, { region: "us-east", description: "x", cloudInit: true });
  expect(form?.fields.map((field) => [field.name, field.value])).toEqual([
    ["region", "us-east"],
    ["description", "x"],
    ["tags", []],
    ["cloudInit", true],
  ]);
  const [region] = form?.fields ?? [];
  expect(region?.kind === "choice" ? region.options.map(({ label, hint }) => [label, hint]) : []).toEqual([
    ["Frankfurt, DE (eu-central)", null],
    ["Newark, NJ (us-east)", null],
    ["Singapore, SG (ap-south)", "Linode reports an outage there."],
    ["Washington, DC (us-iad)", null],
  ]);
});
