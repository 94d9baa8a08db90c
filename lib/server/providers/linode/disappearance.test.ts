import { afterAll, beforeAll, expect, test } from "vitest";
import { startLinodeFake, type LinodeFake } from "@/e2e/support/fakes/linode/linode-fake";
import { callFixture } from "@/lib/server/providers/call-fixture";
import type { ImageProvider } from "@/lib/server/providers/types";
import { explanation } from "./disappearance";
import { linodeProvider } from "./provider";
import { wireEventSchema } from "./wire";

let fake: LinodeFake;
beforeAll(async () => {
  fake = await startLinodeFake();
});
afterAll(async () => {
  const problems = fake.problems();
  await fake.close();
  expect(problems).toEqual([]);
});

function open(token: string): ImageProvider {
  return linodeProvider({ apiUrl: fake.url }).open(callFixture({ token }));
}

async function beginUpload(token: string, name: string): Promise<{ id: string; native: string }> {
  const made = await open(token).upload?.create({ name, sizeBytes: 1000, values: { region: "us-iad" } });
  const id = made?.image.id ?? "";
  return { id, native: made?.image.details?.nativeId ?? "" };
}

async function reasonOf(token: string, id: string): Promise<string> {
  const error = await open(token)
    .get(id)
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  expect(error).toMatchObject({ code: "not_found" });
  return error instanceof Error ? error.message : "";
}

test("an upload that did not arrive in 24 hours", async () => {
  const { id, native } = await beginUpload("user-late", "late.img.gz");
  fake.expire(native);
  expect(await reasonOf("user-late", id)).toBe(
    "The upload of late.img.gz did not arrive within 24 hours, so Linode removed the image (“Upload window expired”). Upload the file again.",
  );
});

test("a file that is of no use", async () => {
  const { id, native } = await beginUpload("user-odd", "odd.img.gz");
  fake.reject(native, "The file is no disk image");
  expect(await reasonOf("user-odd", id)).toMatch(
    /^Linode could not make an image of the file of odd\.img\.gz.*“The file is no disk image”/,
  );
});

test("an image that somebody deleted", async () => {
  const { id } = fake.addImage("user-shared", { label: "web" });
  fake.deleteAs("user-colleague", id);
  expect(await reasonOf("user-shared", id.replace("/", "~"))).toMatch(/^web was deleted by user-colleague on \d/);
});

test("a disk of which no image could be made", async () => {
  const { actions } = open("user-disk");
  const [instance] = fake.instancesOf("user-disk");
  const disk = String(instance?.disks[0]?.id);
  const made = await actions?.run("create-from-disk", null, { linode: String(instance?.id), disk, label: "golden" });
  fake.reject(made?.image?.details?.nativeId ?? "", "The disk is too large");
  const reason = await reasonOf("user-disk", made?.image?.id ?? "");
  expect(reason).toBe("Linode could not make golden of its disk (“The disk is too large”). Create it again.");
});

test("a token that may not read events is told which scope would tell more", async () => {
  const { id, native } = await beginUpload("user-blind.no-events", "x.img.gz");
  fake.expire(native);
  expect(await reasonOf("user-blind.no-events", id)).toContain("events:read_only");
});

test("an image that never was, and one that is nobody's of the account", async () => {
  expect(await reasonOf("user-late", "private~999999")).toBe("There is no image with this id.");
  const before = fake.requests.length;
  expect(await reasonOf("user-late", "linode~plan9")).toBe("There is no image with this id.");
  expect(fake.requests.slice(before).map(({ line }) => line)).toEqual(["GET /v4/images/linode%2Fplan9"]);
});

test("every operation on an image that vanished says why", async () => {
  const { id, native } = await beginUpload("user-all", "all.img.gz");
  fake.expire(native);
  const provider = open("user-all");
  const { actions, upload } = provider;
  if (actions === undefined || upload === undefined) throw new Error("Linode has actions, and takes uploads.");
  const asked: (() => Promise<unknown>)[] = [
    () => provider.delete(id),
    () => upload.plan(id, { sizeBytes: 1 }),
    () => upload.complete(id, { sha256: "a".repeat(64) }),
    () => actions.form("edit", id, {}),
    () => actions.run("edit", id, { label: "x" }),
    () => actions.form("replicate", id, {}),
    () => actions.run("replicate", id, { regions: ["us-iad"] }),
  ];
  const message = expect.stringContaining("within 24 hours");
  const late = { code: "not_found", message, details: [{ field: null, message }] };
  for (const ask of asked) await expect(ask()).rejects.toMatchObject(late);
});

function event(changes: object) {
  return wireEventSchema.parse({
    action: "image_upload",
    created: "2026-08-14T22:44:02",
    status: "finished",
    ...changes,
  });
}

test("of several events the newest that ended something counts, and ids match whether number or text", () => {
  const entity = { id: 15, type: "image", label: "web" };
  const events = [
    event({ action: "image_delete", status: "failed", entity }),
    event({ action: "disk_imagize", status: "failed", entity, secondary_entity: { id: 3 } }),
    event({
      action: "disk_imagize",
      status: "failed",
      entity: { id: 3 },
      secondary_entity: { id: "15", label: "web" },
    }),
    event({ status: "finished", entity }),
    event({ action: "image_delete", status: "notification", entity, username: "somebody" }),
  ];
  expect(explanation(events, "15")).toBe("Linode could not make web of its disk. Create it again.");
  expect(explanation(events.slice(3), "15")).toMatch(/^web was deleted by somebody/);
  expect(explanation(events, "16")).toBe("There is no image with this id.");
  expect(explanation([event({ status: "canceled", duration: null, entity })], "15")).toContain("was canceled");
});
