import { mkdir } from "node:fs/promises";
import { takeFolder } from "@/lib/images-api/folder-lock";
import type { BucketOptions } from "@/lib/images-api/objects/s3/client";
import type { DatabaseOptions } from "@/lib/images-api/stores/store-options";
import type { CopiedRows } from "./copy-rows";
import type { Destination } from "./destination";
import { type Direction, Journal } from "./journal";
import { MigrationError, NothingToMoveError } from "./migration-error";
import { openBytes } from "./open-bytes";
import { requireBytes } from "./require-bytes";
import { type MoveBytesOptions, type MovedBytes, moveBytes, requireOwnTarget } from "./move-bytes";
import { changePlace, moveRows } from "./move-rows";
import { type Plan, planMove } from "./plan";
import { databaseFault, livePlace, markAsMoving, openFolderRows, openServerRows, type RowsSide } from "./rows-side";

export interface MigrateOptions {
  direction: Direction;
  dataDirectory: string;
  database: DatabaseOptions | null;
  bucket: BucketOptions | null;
  /** Copies bytes of completed images only, while servers may run. */
  prepare: boolean;
  signal: AbortSignal;
  onProgress: (line: { images: number; sentBytes: number } | { table: string; rows: number }) => void;
  onEnding: MoveBytesOptions["onEnding"];
}

export interface MigrateSummary {
  plan: Plan;
  /** Null where bytes stay. */
  bytes: MovedBytes | null;
  /** Null where rows stay, or were not copied yet. */
  rows: Partial<CopiedRows> | null;
}

/** What servers are kept away from. */
interface LockedPlaces {
  dataDirectory: string | null;
  database: DatabaseOptions | null;
}

/** What lets them in again. */
type Locks = (() => void | Promise<void>)[];

/** Both databases, as far as they are configured and there. */
interface Sides {
  folder: RowsSide | null;
  database: RowsSide | null;
}

/**
 * Moves rows and bytes between a folder and servers, as far as both are configured. It may be cut short at any moment and run again. What
 * is moved stays where it was; at the end it is marked there, so that no server starts on it. @throws MigrationError, FolderLockedError
 */
export async function migrateStore(options: MigrateOptions): Promise<MigrateSummary> {
  const { direction, dataDirectory, prepare } = options;
  if (options.database === null && options.bucket === null) {
    throw new MigrationError("Set DATABASE_URL, S3_BUCKET or both: they say what to move, beside DATA_DIR.");
  }
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const locks = prepare ? [] : await keepServersAway(options);
  const sides: Sides = { folder: null, database: null };
  let journal: Journal | null = null;
  try {
    journal = Journal.open(dataDirectory, direction, serversOf(options));
    const plan = await planned(sides, journal, options);
    if (prepare && plan.rows.move && plan.movesBytes) locks.push(...(await keepServersAway(targetOf(options))));
    const summary = await migrate(plan, sides, journal, options);
    if (prepare && !journal.isUnused()) journal.close();
    else journal.discard();
    return summary;
  } catch (error) {
    // A move that was refused leaves nothing, nor does one that had ended before it could remove this.
    if (journal?.isUnused() === true || error instanceof NothingToMoveError) journal?.discard();
    else journal?.close();
    throw error;
  } finally {
    await sides.folder?.close();
    await sides.database?.close();
    for (const release of locks) await release();
  }
}

/** @returns what lets them in again */
async function keepServersAway({ dataDirectory, database }: LockedPlaces): Promise<Locks> {
  const folder = dataDirectory === null ? null : takeFolder(dataDirectory);
  const release = () => folder?.release();
  if (database === null) return [release];
  try {
    const { lockForMigration } = await import("@/lib/images-api/metadata/postgres/server-lock");
    return [release, await lockForMigration(database.url)];
  } catch (error) {
    release();
    throw error instanceof Error && error.name === "LockTakenError"
      ? new MigrationError(error.message)
      : databaseFault(error);
  }
}

/**
 * Where rows are to go, a server that began on nothing would not notice that they come, and what people make there in the meantime would
 * be replaced. Once it is marked, none starts.
 */
function targetOf({ direction, dataDirectory, database }: MigrateOptions): LockedPlaces {
  return direction === "servers" ? { dataDirectory: null, database } : { dataDirectory, database: null };
}

async function openSides(sides: Sides, { dataDirectory, database }: MigrateOptions): Promise<void> {
  if (database !== null) sides.database = await openServerRows(database);
  sides.folder = await openFolderRows(dataDirectory, { make: false });
}

async function planned(sides: Sides, journal: Journal, options: MigrateOptions): Promise<Plan> {
  await openSides(sides, options);
  const { direction, bucket, database } = options;
  return planMove({
    direction,
    folder: await livePlace(sides.folder),
    database: database === null ? "unused" : await livePlace(sides.database),
    bucket: bucket?.name ?? null,
    moveId: journal.moveId,
  });
}

async function migrate(plan: Plan, sides: Sides, journal: Journal, options: MigrateOptions): Promise<MigrateSummary> {
  const { bucket, signal, prepare, onProgress, onEnding } = options;
  if (prepare && !plan.movesBytes) return { plan, bytes: null, rows: null };
  const source = openSide(sides, plan.rows.move ? plan.rows.from : plan.rows.in);
  if (!plan.movesBytes && plan.place.kind === "disk") await requireBytes(source, options.dataDirectory);
  const opened =
    plan.movesBytes && bucket !== null
      ? await openBytes({ ...options, bucket, notes: source.metadata.notes, journal })
      : null;
  try {
    // What is asked for wrongly is refused before anything says that a move was begun.
    if (opened !== null) await requireOwnTarget(opened.target, journal);
    journal.start();
    if (plan.rows.move) sides.folder ??= await openFolderRows(options.dataDirectory, { make: true });
    const target = plan.rows.move ? openSide(sides, plan.rows.from === "folder" ? "database" : "folder") : null;
    if (target !== null) await markAsMoving(target, journal.moveId);
    const bytes =
      opened === null
        ? null
        : await moveBytes({ ...opened, rows: source, journal, prepare, signal, onProgress, onEnding });
    if (prepare) return { plan, bytes, rows: null };
    const onRows = (table: string, rows: number) => onProgress({ table, rows });
    if (target !== null) {
      const destination = await destinationOf(plan, options);
      return {
        plan,
        bytes,
        rows: await moveRows(source, target, { plan, journal, bytes, destination, signal, onRows }),
      };
    }
    await changePlace(source, { plan, journal, bytes });
    return { plan, bytes, rows: null };
  } finally {
    opened?.close();
  }
}

function openSide(sides: Sides, name: keyof Sides): RowsSide {
  const side = sides[name];
  if (side === null) throw new Error("Rows that move, and where they go, are open.");
  return side;
}

/** Where the rows of a plan that moves them are afterwards. */
async function destinationOf(
  { place }: Plan,
  { direction, dataDirectory, database }: MigrateOptions,
): Promise<Destination> {
  const bucket = place.kind === "s3" ? place.bucket : null;
  if (direction === "folder" || database === null) return { folder: dataDirectory, bucket };
  const { databaseAddress } = await import("@/lib/postgres/database-address");
  return { ...databaseAddress(database.url), bucket };
}

/** Names what is not the folder, without user and password. */
function serversOf({ database, bucket }: MigrateOptions): string {
  const names: string[] = [];
  if (database !== null) {
    const { hostname, port, pathname } = new URL(database.url);
    names.push(`database ${pathname.slice(1)} at ${hostname}${port === "" ? "" : `:${port}`}`);
  }
  if (bucket !== null) names.push(`bucket ${bucket.name} at ${bucket.endpoint?.host ?? "AWS"}`);
  return names.join(" and ");
}
