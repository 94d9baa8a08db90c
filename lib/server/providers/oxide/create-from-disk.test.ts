import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startOxideFake, type OxideFake } from "@/e2e/support/fakes/oxide/oxide-fake";
import type { FormValues } from "@/lib/contract/form";
import { callFixture } from "@/lib/server/providers/call-fixture";
import { oxideProvider } from "./provider";
import { temporaryDiskName, writeDescription } from "./temporary-disk";

const GIB = 2 ** 30;
const ACTION = "create-from-disk";

let fake: OxideFake;
let users = 0;
beforeAll(async () => {
  fake = await startOxideFake();
});
afterEach(() => expect(fake.problems()).toEqual([]));
afterAll(() => fake.close());

function someone(atMostMs = 5_000) {
  const user = `user-disk-${++users}`;
  const kind = oxideProvider({ apiUrl: fake.url, waits: { snapshot: { everyMs: 1, atMostMs } } });
  const { actions } = kind.open(callFixture({ token: user }));
  if (actions === undefined) throw new Error("It has actions.");
  const silo = fake.silo(user);
  const projectId = silo.projects[0]?.id ?? "";
  const disk = silo.addDisk({ name: "worker", projectId, size: 3 * GIB, state: "detached", blockSize: 4096 });
  const values = { project: projectId, disk: disk.id, name: "made", os: "Alpine", version: "3.20" };
  const run = (changes: FormValues = {}) => actions.run(ACTION, null, { ...values, ...changes });
  const snapshotNames = () => silo.snapshots.map(({ name }) => name);
  return { actions, silo, projectId, disk, run, snapshotNames };
}

const thrownBy = (run: Promise<unknown>): Promise<unknown> => run.catch((error: unknown) => error);

test("a project's disks are offered, but for those that uploads fill, and of which Oxide takes no snapshots", async () => {
  const { actions, silo, projectId } = someone();
  const more = { projectId, size: GIB };
  silo.addDisk({ ...more, name: "scratch", state: "detached", type: "local" });
  silo.addDisk({ ...more, name: "template", state: "detached", isReadOnly: true });
  silo.addDisk({ ...more, name: "half", state: "importing_from_bulk_writes" });
  const planned = { name: "new", description: "", os: "Debian", version: "12", sizeBytes: 1 };
  const description = writeDescription(planned) ?? "";
  silo.addDisk({ ...more, name: temporaryDiskName("new"), state: "detached", description });
  const empty = await actions.form(ACTION, null, {});
  expect(empty.fields.find(({ name }) => name === "disk")).toMatchObject({ help: "Choose a project first." });
  const form = await actions.form(ACTION, null, { project: projectId });
  expect(form.fields.find(({ name }) => name === "disk")).toMatchObject({
    options: [
      { label: "gateway-root", hint: expect.stringContaining("An instance uses it."), disabledReason: null },
      { label: "half", disabledReason: expect.stringContaining("It is importing from bulk writes.") },
      { label: "scratch", disabledReason: expect.stringContaining("local") },
      { label: "template", disabledReason: expect.stringContaining("read-only") },
      { label: "worker", hint: null, disabledReason: null },
    ],
  });
  silo.disks.splice(0);
  expect((await actions.form(ACTION, null, { project: projectId })).disabledReason).toContain("no disks");
  silo.projects.splice(0);
  expect((await actions.form(ACTION, null, {})).disabledReason).toContain("cannot see any project");
});

test("an image is made of a disk, and the snapshot on the way is deleted or kept", async () => {
  const { run, silo, snapshotNames, projectId } = someone();
  expect(await run({ description: "Of a disk" })).toMatchObject({
    message: "made is made.",
    image: { name: "made", details: { scope: { id: projectId }, description: "Of a disk" } },
  });
  expect(silo.images.at(-1)).toMatchObject({ size: 3 * GIB, blockSize: 4096, os: "Alpine" });
  expect(snapshotNames()).not.toContain("made");
  const kept = await run({ name: "kept", visibility: "silo", keepSnapshot: true });
  expect(kept).toMatchObject({ message: expect.stringContaining("is kept"), image: { visibility: "silo" } });
  expect(snapshotNames()).toContain("kept");
});

test("what is wrong with what is said, before anything is made", async () => {
  const { run, silo, disk, snapshotNames } = someone();
  const before = snapshotNames();
  expect(await thrownBy(run({ project: "", disk: "", name: "Upper", os: "", keepSnapshot: "yes" }))).toMatchObject({
    code: "invalid_request",
    details: [{ field: "project" }, { field: "disk" }, { field: "name" }, { field: "os" }, { field: "keepSnapshot" }],
  });
  expect(await thrownBy(run({ disk: silo.userId }))).toMatchObject({ details: [{ field: "disk" }] });
  disk.state = "faulted";
  expect(await thrownBy(run())).toMatchObject({
    details: [{ field: "disk", message: expect.stringContaining("It is faulted.") }],
  });
  expect(snapshotNames()).toEqual(before);
});

test("the snapshot goes when no image came of it", async () => {
  const { run, snapshotNames } = someone();
  const before = snapshotNames();
  expect(await thrownBy(run({ name: "gateway", keepSnapshot: true }))).toMatchObject({
    details: [{ field: "name", message: expect.stringMatching(/^This project already has an image named gateway/) }],
  });
  expect(await thrownBy(run({ name: "fail-quota-disk" }))).toMatchObject({ code: "too_large" });
  expect(await thrownBy(run({ name: "fail-broken-disk" }))).toMatchObject({
    code: "upstream_failed",
    message: expect.stringContaining("could not make a snapshot"),
  });
  expect(snapshotNames()).toEqual(before);
});

test("a snapshot's name that is taken is said at the name, and that snapshot stays", async () => {
  const { run, snapshotNames } = someone();
  const before = snapshotNames();
  expect(await thrownBy(run({ name: "gateway-before-upgrade" }))).toMatchObject({
    details: [{ field: "name", message: expect.stringContaining("already has a snapshot") }],
  });
  expect(snapshotNames()).toEqual(before);
});

test("a snapshot that cannot be deleted is told of", async () => {
  const { run, disk, snapshotNames } = someone();
  disk.description = "fail-cleanup-disk";
  expect(await run()).toMatchObject({
    message: expect.stringMatching(/^made is made\. The snapshot made could not be deleted/),
    image: { name: "made" },
    isIncomplete: true,
  });
  const clash = await thrownBy(run({ name: "gateway" }));
  expect(clash).toMatchObject({
    details: [{ field: "name", message: expect.stringContaining("The snapshot gateway could not be deleted") }],
  });
  expect(snapshotNames()).toEqual(expect.arrayContaining(["made", "gateway"]));
});

test.each([
  { why: "takes long", atMostMs: 0, name: "made" },
  { why: "cannot be looked at", atMostMs: 5_000, name: "fail-garbage-disk" },
])("a snapshot that $why is left to be made an image of later", async ({ atMostMs, name }) => {
  const { run, silo, snapshotNames } = someone(atMostMs);
  const result = await run({ name });
  expect(result).toMatchObject({ image: null, isIncomplete: true, message: expect.stringContaining("still making") });
  expect(snapshotNames()).toContain(name);
  expect(silo.images.map((image) => image.name)).not.toContain(name);
});
