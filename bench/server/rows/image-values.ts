import { randomBytes } from "node:crypto";

export const OWNER = "ada";

const OTHER_OWNERS = 20;

/** Of so many rows one owner has this many live ones and one that was deleted; the rest is of others. */
const PATTERN_ROWS = 30;
const LIVE_OF_PATTERN = 24;

/** Within the days that the server lets an upload rest, the youngest of a million an hour old. */
const OLDEST_AGE_MS = 6 * 24 * 60 * 60 * 1000;
const BETWEEN_MS = 400;

const RETAINED_MS = 60_000;

/** One in ten waits for parts. */
const OPEN_EVERY = 10;

export const COLUMNS = {
  id: "text",
  owner: "text",
  name: "text",
  status: "text",
  created_at: "bigint",
  active_at: "bigint",
  uploaded_at: "bigint",
  finished_at: "bigint",
  sha256: "text",
  failure_reason: "text",
  deleted_at: "bigint",
  bytes_removed_at: "bigint",
} as const;

type Column = keyof typeof COLUMNS;
export type ImageValues = Record<Column, string | number | null>;

/** How many rows there are in all where the owner has `images` live ones. */
export function rowsFor(images: number): number {
  return Math.ceil((images * PATTERN_ROWS) / LIVE_OF_PATTERN);
}

/**
 * The row of a number as the server writes it: ids by chance, each newer than the row before. None is completed: a server that starts
 * looks for the bytes of those, and there are none.
 * @param now when number 0 was begun to be made, epoch milliseconds
 */
export function imageValues(number: number, now: number): ImageValues {
  const place = number % PATTERN_ROWS;
  const createdAt = now - OLDEST_AGE_MS + number * BETWEEN_MS;
  const isOpen = place < LIVE_OF_PATTERN && number % OPEN_EVERY === 0;
  const isDeleted = place === LIVE_OF_PATTERN;
  const finishedAt = isOpen ? null : createdAt + RETAINED_MS;
  return {
    id: `image_${randomBytes(16).toString("base64url").slice(0, 21)}`,
    owner: place <= LIVE_OF_PATTERN ? OWNER : `user-${number % OTHER_OWNERS}`,
    name: `ubuntu-24.04-server-amd64-${number}`,
    status: isOpen ? "started" : "failed",
    created_at: createdAt,
    active_at: createdAt,
    uploaded_at: finishedAt,
    finished_at: finishedAt,
    sha256: isOpen ? null : randomBytes(32).toString("hex"),
    failure_reason: isOpen ? null : "The stored bytes do not have the declared checksum. Upload the image again.",
    deleted_at: isDeleted ? finishedAt : null,
    bytes_removed_at: finishedAt,
  };
}
