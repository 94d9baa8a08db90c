import { whereTo } from "./destination";
import type { Direction } from "./journal";
import { MigrationError, NothingToMoveError } from "./migration-error";
import { type BytesPlace, type Place, placeText } from "./place";

/** What is known before a move. */
export interface Known {
  direction: Direction;
  /** What SQLite's rows in the folder note; null when there are no rows. */
  folder: Place | null;
  /** The same of Postgres; "unused" when none is configured. */
  database: Place | null | "unused";
  /** The bucket that is configured. */
  bucket: string | null;
  moveId: string;
}

/** What is to be done. */
export interface Plan {
  /** From SQLite to Postgres or back, or they stay where they are. */
  rows: { move: true; from: "folder" | "database" } | { move: false; in: "folder" | "database" };
  /** From the disk to the bucket or back. */
  movesBytes: boolean;
  /** What the rows note at the end. */
  place: BytesPlace;
}

/** @throws MigrationError when there is nothing to move, or when the target has what is not this move's */
export function planMove(known: Known): Plan {
  const rows = planRows(known);
  const live = livePlace(known, rows.move ? rows.from : rows.in);
  const place = bytesTarget(known, live);
  const movesBytes = placeText(place) !== placeText(live);
  if (!rows.move && !movesBytes) {
    throw new NothingToMoveError(
      `There is nothing to move: all of it is where \`--to ${known.direction}\` brings it. ${
        known.direction === "servers"
          ? "Start the servers with this configuration."
          : "Start the server with DATA_DIR, and without the variables of what was moved."
      }`,
    );
  }
  return { rows, movesBytes, place };
}

function planRows({ direction, folder, database, moveId }: Known): Plan["rows"] {
  if (database === "unused") {
    if (folder === null) throw noRows("DATA_DIR");
    // Of rows that were moved, DATABASE_URL was forgotten: to go on with them would make two of the images.
    if (!isBytesPlace(folder)) throw unusable(folder, nameOf("folder"));
    return { move: false, in: "folder" };
  }
  const [from, to] = direction === "servers" ? (["folder", "database"] as const) : (["database", "folder"] as const);
  const [source, target] = direction === "servers" ? [folder, database] : [database, folder];
  const isSourceLive = source !== null && isBytesPlace(source);
  const isOurs = target?.kind === "moving" && target.moveId === moveId;
  if (isOurs && (isSourceLive || (source?.kind === "moved" && source.moveId === moveId))) return { move: true, from };
  if (target === null && isSourceLive) return { move: true, from };
  if (target !== null && isBytesPlace(target) && !isSourceLive) return { move: false, in: to };
  if (target === null) throw source === null ? noRows(nameOf(from)) : unusable(source, nameOf(from));
  if (isSourceLive || source === null) throw notEmpty(target, nameOf(to));
  throw unusable(source, nameOf(from));
}

/** Where the bytes are that the rows speak of. */
function livePlace({ folder, database }: Known, side: "folder" | "database"): BytesPlace {
  const place = side === "folder" ? folder : database;
  if (place !== null && place !== "unused") {
    if (isBytesPlace(place)) return place;
    if (place.kind === "moved") return place.before;
  }
  throw new Error("The rows that move say where their bytes are.");
}

function bytesTarget({ direction, bucket }: Known, live: BytesPlace): BytesPlace {
  if (bucket === null) return live;
  if (live.kind === "s3" && live.bucket !== bucket) {
    throw new MigrationError(
      `The images' bytes are in the bucket ${live.bucket}, and S3_BUCKET is ${bucket}. Bytes move between DATA_DIR and a bucket only: name that bucket.`,
    );
  }
  return direction === "servers" ? { kind: "s3", bucket } : { kind: "disk" };
}

export function isBytesPlace(place: Place): place is BytesPlace {
  return place.kind === "disk" || place.kind === "s3";
}

function nameOf(side: "folder" | "database"): string {
  return side === "folder" ? "DATA_DIR" : "the database of DATABASE_URL";
}

function noRows(where: string): MigrationError {
  return new MigrationError(
    `There are no images and no tokens in ${where}, so there is nothing to move. Set DATA_DIR and DATABASE_URL to what the server uses.`,
  );
}

function unusable(place: Place, where: string): MigrationError {
  return new MigrationError(
    place.kind === "moved"
      ? `What is in ${where} was moved already${place.to === null ? "" : `, ${whereTo(place.to)}`}. --reopen takes that mark away.`
      : `What is in ${where} is a copy that is not complete. Finish the move that began it first.`,
  );
}

function notEmpty(place: Place, where: string): MigrationError {
  if (place.kind === "moved") {
    return new MigrationError(
      where === nameOf("folder")
        ? `In ${where} there are still rows that were moved away earlier, and nothing is replaced. Use an empty folder, or take images.db and what begins with its name out of this one.`
        : `In ${where} there are still rows that were moved away earlier, and nothing is replaced. Use an empty one.`,
    );
  }
  return new MigrationError(
    place.kind === "moving"
      ? `Another move to ${where} was begun and not finished. Finish that one with its own DATA_DIR, or use an empty place.`
      : `There are rows in ${where} already, which are not of this move. Use an empty one: nothing is merged or replaced.`,
  );
}
