import type { Kysely } from "kysely";
import { damageReason } from "@/lib/images-api/check/damage";
import { writtenParts } from "@/lib/images-api/metadata/sql/object-notes";
import type { Schema } from "@/lib/images-api/metadata/sql/schema";
import { movePlaceOfBytes } from "@/lib/images-api/metadata/sql/store-facts";
import { type CopiedRows, copyRows, deleteRows, digestRows } from "./copy-rows";
import type { Destination } from "./destination";
import type { Journal } from "./journal";
import { MigrationError } from "./migration-error";
import type { MovedBytes } from "./move-bytes";
import { type BytesPlace, placeText } from "./place";
import type { Plan } from "./plan";
import { lastAuditId, notedPlace, raiseAuditId, type RowsSide } from "./rows-side";
import { MOVED_TABLES } from "./tables";

/** Notes in one statement: SQLite binds 32,766 values at most, three each. */
const NOTES_AT_ONCE = 1_000;

export interface MoveRowsOptions {
  plan: Plan;
  journal: Journal;
  bytes: MovedBytes | null;
  /** What the rows that stay behind say of where they went. */
  destination: Destination;
  signal: AbortSignal;
  onRows: (table: string, rows: number) => void;
}

/** Copies all rows, and compares them, before the target is used. @returns what was copied. @throws MigrationError */
export async function moveRows(
  source: RowsSide,
  target: RowsSide,
  options: MoveRowsOptions,
): Promise<Partial<CopiedRows>> {
  const { plan, journal, bytes } = options;
  const tables = plan.movesBytes ? MOVED_TABLES.filter((table) => table !== "object_notes") : MOVED_TABLES;
  const copied = await target.database.transaction().execute(async (transaction) => {
    await deleteRows(transaction);
    const rows = await copyRows({ ...options, source: source.database, target: transaction, tables });
    await compare(transaction, rows, "were not kept by the target as they were sent");
    await raiseAuditId(target.engine, transaction, await lastAuditId(source));
    if (plan.movesBytes) await insertNotes(transaction, plan, journal);
    return rows;
  });
  // Whoever wrote to the source did so without asking: the lock keeps servers away, and the admin command.
  await compare(
    source.database,
    copied,
    "changed while they were copied. Stop whatever writes to them, and run this again",
  );
  await markDamaged(target, bytes);
  await movePlaceOfBytes(
    source.database,
    placeText({
      kind: "moved",
      moveId: journal.moveId,
      before: await placeBefore(source),
      to: options.destination,
    }),
  );
  await movePlaceOfBytes(target.database, placeText(plan.place));
  return copied;
}

/** Where rows stay and bytes move: one transaction tells of all of them that they are elsewhere. */
export async function changePlace(
  rows: RowsSide,
  { plan, journal, bytes }: Pick<MoveRowsOptions, "plan" | "journal" | "bytes">,
): Promise<void> {
  await markDamaged(rows, bytes);
  await rows.database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("object_notes").execute();
    await insertNotes(transaction, plan, journal);
    await movePlaceOfBytes(transaction, placeText(plan.place));
  });
}

async function insertNotes(database: Kysely<Schema>, { place }: Plan, journal: Journal): Promise<void> {
  if (place.kind === "disk") return;
  let notes: { image_id: string; upload_id: string; sealed_parts: string | null }[] = [];
  const flush = async (): Promise<void> => {
    if (notes.length > 0) await database.insertInto("object_notes").values(notes).execute();
    notes = [];
  };
  for (const { id, state, uploadId, parts } of journal.images()) {
    if (uploadId === null) throw new Error(`The journal knows no upload of ${id}.`);
    notes.push({ image_id: id, upload_id: uploadId, sealed_parts: state === "whole" ? writtenParts(parts) : null });
    if (notes.length === NOTES_AT_ONCE) await flush();
  }
  await flush();
}

/** As a start does it with images that have lost bytes: their owners read why, and nobody downloads what they are not. */
async function markDamaged({ database, metadata }: RowsSide, bytes: MovedBytes | null): Promise<void> {
  if (bytes === null) return;
  const found: MovedBytes["damaged"] = [
    ...bytes.damaged,
    ...bytes.unreadable.map((id) => ({ id, damage: { kind: "missing" } as const })),
  ];
  for (const { id, damage } of found) {
    const { sha256, sizeBytes } = await database
      .selectFrom("images")
      .select(["sha256", "size_bytes as sizeBytes"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (sha256 === null || sizeBytes === null) continue;
    await metadata.markDamaged(id, damageReason(damage, { sha256, sizeBytes }), Date.now());
  }
}

async function compare(database: Kysely<Schema>, copied: Partial<CopiedRows>, what: string): Promise<void> {
  for (const table of MOVED_TABLES) {
    const expected = copied[table];
    if (expected === undefined) continue;
    const found = await digestRows(database, table);
    if (found.rows === expected.rows && found.digest === expected.digest) continue;
    throw new MigrationError(`The rows of ${table} ${what}. Nothing was switched over.`);
  }
}

/** What a run that was cut short noted already, or what is noted still. */
async function placeBefore(source: RowsSide): Promise<BytesPlace> {
  const place = await notedPlace(source);
  if (place === null) return { kind: "disk" };
  if (place.kind === "moved") return place.before;
  if (place.kind === "moving") throw new Error("Rows that are no complete copy are not moved on.");
  return place;
}
