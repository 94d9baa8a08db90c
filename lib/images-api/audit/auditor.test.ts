import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteMetadataStore } from "@/lib/images-api/metadata/sqlite/sqlite-metadata-store";
import type { MetadataStore } from "@/lib/images-api/metadata/types";
import { createAuditor } from "./auditor";

const ADA = { actor: "ada", tokenId: "token_1", address: "192.0.2.1", requestId: null };

let folder: string;
let file: string;
let metadata: MetadataStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "images-auditor-"));
  file = join(folder, "images.db");
  metadata = await openSqliteMetadataStore(file);
});
afterEach(async () => {
  await metadata.close();
  await rm(folder, { recursive: true });
});

test("a sign-in whose entry could not be kept is no sign-in, and the next one needs its entry as well", async () => {
  const auditor = createAuditor(metadata, pino({ level: "silent" }));
  await rename(file, `${file}-away`);
  for (const _ of [1, 2]) await expect(auditor.used(ADA, "sign_in")).rejects.toThrow("taken away");
  await rename(`${file}-away`, file);
  await auditor.used(ADA, "sign_in");
  await auditor.used(ADA, "sign_in");
  const { entries } = await metadata.listAudit({ limit: 10 });
  expect(entries).toMatchObject([{ actor: "ada", action: "sign_in", outcome: "done" }]);
});
