import { EventEmitter, once } from "node:events";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSchema } from "@/e2e/support/engines/schemas";
import { DIGEST, makeImage, makeVerifyingImage } from "@/lib/images-api/metadata/conformance/images";
import { againOnConflict } from "@/lib/images-api/metadata/sql/again-on-conflict";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { POSTGRES_ENGINE } from "./postgres-engine";
import { openPostgresDatabase, openPostgresMetadataStore } from "./postgres-metadata-store";

const LIMITS = { poolSize: 8, statementTimeoutMs: 20_000 };
const MANY = Array.from({ length: 20 }, (_, index) => `image_${index}`);

let url: string;
let stores: MetadataStore[];

beforeEach(async () => {
  url = await createSchema();
  // All make the tables, at once.
  stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresMetadataStore({ url, ...LIMITS })));
});
afterEach(async () => {
  await Promise.all(stores.map((one) => one.close()));
});

function store(index = 0): MetadataStore {
  const one = stores[index % stores.length];
  if (one === undefined) throw new Error("A store is open only during a test.");
  return one;
}

test("of servers that create one name at once, one has it", async () => {
  const made = MANY.map((id, index) =>
    store(index).createImage({ id, owner: "ada", name: "debian", createdAt: index }),
  );
  expect((await Promise.all(made)).filter((row) => row !== "name_taken")).toHaveLength(1);
});

test("of images of one name that servers restore at once, one is live", async () => {
  for (const id of MANY) {
    await makeImage(store(), { id, name: "debian" });
    await store().deleteImage(id, "ada", 2_000);
  }
  const restored = await Promise.all(MANY.map((id, index) => store(index).restoreImage(id, "ada", 3_000)));
  expect(restored.filter((result) => result !== "name_taken")).toHaveLength(1);
  const { entries } = await store().listAudit({ limit: 50, action: "image.restore" });
  expect(entries, "a second attempt notes nothing twice").toHaveLength(1);
});

test("what one server restores while another removes bytes has them, or is told that it has none", async () => {
  for (const id of MANY) {
    await makeImage(store(), { id });
    await store().deleteImage(id, "ada", 2_000);
  }
  const restoring = Promise.all(MANY.map((id, index) => store(index).restoreImage(id, "ada", 3_000)));
  const claiming = Promise.all([store(1).claimRemovable(9_000, 3_000), store(2).claimRemovable(9_000, 3_000)]);
  const isRestored = (await restoring).map((result) => result !== "bytes_removed");
  const claimed = (await claiming).flat();
  expect(new Set(claimed).size, "each one once").toBe(claimed.length);
  expect(MANY.map((id) => !claimed.includes(id))).toEqual(isRestored);
});

test("twenty completions of one image at once are one", async () => {
  await makeImage(store(), { id: "image_1" });
  const frozen = await Promise.all(MANY.map((_, index) => store(index).beginVerification("image_1", DIGEST, index)));
  expect(frozen.filter(Boolean)).toHaveLength(1);
  const completed = await Promise.all(MANY.map((_, index) => store(index).completeImage("image_1", 10, 2_000 + index)));
  expect(completed.filter(Boolean)).toHaveLength(1);
  for (const action of ["image.complete", "image.verified"]) {
    expect((await store().listAudit({ limit: 50, action })).entries).toHaveLength(1);
  }
});

test("a deletion and a completion at once are both kept, and one entry each", async () => {
  for (const id of MANY) await makeVerifyingImage(store(), id);
  await Promise.all(
    MANY.flatMap((id, index) => [
      store(index).deleteImage(id, "ada", 2_000),
      store(index + 1).completeImage(id, 10, 2_000),
    ]),
  );
  const rows = await store().findImages(MANY);
  expect(rows.every(({ deletedAt }) => deletedAt === 2_000)).toBe(true);
  const { entries } = await store().listAudit({ limit: 50, action: "image.verified" });
  expect(entries).toHaveLength(rows.filter(({ status }) => status === "completed").length);
});

test("transactions that wait for each other are made one after the other", async () => {
  await Promise.all(["image_a", "image_b"].map((id) => makeImage(store(), { id })));
  const database = await openPostgresDatabase({ url, ...LIMITS });
  let attempts = 0;
  let changed = 0;
  const meeting = new EventEmitter();
  const bothBegan = once(meeting, "both");
  const touch = (first: string, second: string) =>
    againOnConflict(POSTGRES_ENGINE, () =>
      database.transaction().execute(async (transaction) => {
        attempts++;
        await sql`update images set active_at = active_at + 1 where id = ${first}`.execute(transaction);
        // Only now each has what the other one wants.
        if (++changed === 2) meeting.emit("both");
        await bothBegan;
        await sql`update images set active_at = active_at + 1 where id = ${second}`.execute(transaction);
      }),
    );
  await Promise.all([touch("image_a", "image_b"), touch("image_b", "image_a")]);
  expect(attempts, "one of them was refused by the database and began again").toBe(3);
  expect(await store().findImages(["image_a", "image_b"])).toMatchObject([{ activeAt: 1_002 }, { activeAt: 1_002 }]);
  await database.destroy();
});
