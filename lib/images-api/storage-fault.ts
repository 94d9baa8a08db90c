/** What an error of the disk, of the database or of the bucket means for whoever made the request. */
export interface StorageFault {
  /** 503: later may help. 507: there is no room (RFC 4918 section 11.5). */
  status: 503 | 507;
  /** A sentence that says what to do. Names nothing of the server. */
  message: string;
  retryAfterSeconds: number;
}

/** The database's file has another one in its place, or none. */
export class StorageGoneError extends Error {
  override readonly name = "StorageGoneError";
  readonly code = "STORAGE_GONE";

  constructor(path: string) {
    super(`${path} was taken away or replaced while the server runs. Put it back, then start the server again.`);
  }
}

/** The server cannot tell any more that the rows are its to change: they may be moved, or another server's, by now. */
export class LockLostError extends Error {
  override readonly name = "LockLostError";
  readonly code = "LOCK_LOST";
}

/** Faults that pass by themselves, in seconds, and those that somebody has to mend. */
const SOON_SECONDS = 5;
const LATER_SECONDS = 60;

const FULL: StorageFault = {
  status: 507,
  message: "The server's disk is full, so this was not done. Ask your administrator for room, then try again.",
  retryAfterSeconds: LATER_SECONDS,
};
const BUSY: StorageFault = {
  status: 503,
  message: "The server's database is busy, so this was not done. Try again in a few seconds.",
  retryAfterSeconds: SOON_SECONDS,
};
const CROWDED: StorageFault = {
  status: 503,
  message: "The server has too many connections and files open, so this was not done. Try again in a few seconds.",
  retryAfterSeconds: SOON_SECONDS,
};
const READ_ONLY: StorageFault = {
  status: 503,
  message:
    "The server's disk can only be read at the moment, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const BROKEN: StorageFault = {
  status: 503,
  message: "The server's disk does not work, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const GONE: StorageFault = {
  status: 503,
  message: "The server's data folder is not there, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const DATABASE_FULL: StorageFault = {
  status: 507,
  message: "The server's database is full, so this was not done. Ask your administrator for room, then try again.",
  retryAfterSeconds: LATER_SECONDS,
};
const DATABASE_UNREACHABLE: StorageFault = {
  status: 503,
  message:
    "The server's database does not answer, so this may not have been done. Look whether it was, or try again in a few seconds; if it stays so, tell your administrator.",
  retryAfterSeconds: SOON_SECONDS,
};
const DATABASE_LEFT: StorageFault = {
  status: 503,
  message:
    "The server has lost its lock on the database, so this was not finished. Try again in a few seconds; if it stays so, tell your administrator.",
  retryAfterSeconds: SOON_SECONDS,
};
const DATABASE_READ_ONLY: StorageFault = {
  status: 503,
  message:
    "The server's database can only be read at the moment, so this was not done. Try again in a few seconds; if it stays so, tell your administrator.",
  retryAfterSeconds: SOON_SECONDS,
};
const DATABASE_REFUSED: StorageFault = {
  status: 503,
  message: "The server may not use its database, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const DATABASE_BROKEN: StorageFault = {
  status: 503,
  message: "The server's database does not work, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};

const BUCKET_FULL: StorageFault = {
  status: 507,
  message: "The object store is full, so this was not done. Ask your administrator for room, then try again.",
  retryAfterSeconds: LATER_SECONDS,
};
const BUCKET_BUSY: StorageFault = {
  status: 503,
  message: "The object store is busy, so this was not done. Try again in a few seconds.",
  retryAfterSeconds: SOON_SECONDS,
};
const BUCKET_UNREACHABLE: StorageFault = {
  status: 503,
  message:
    "The object store does not answer, so this was not done. Try again in a few seconds; if it stays so, tell your administrator.",
  retryAfterSeconds: SOON_SECONDS,
};
const BUCKET_REFUSED: StorageFault = {
  status: 503,
  message:
    "The object store does not accept this server's credentials, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const BUCKET_CLOCK: StorageFault = {
  status: 503,
  message:
    "The clocks of the server and of the object store differ too much, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const BUCKET_DISTRUSTED: StorageFault = {
  status: 503,
  message:
    "The server cannot talk to the object store over an encrypted connection that it trusts, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};
const BUCKET_GONE: StorageFault = {
  status: 503,
  message:
    "The bucket that keeps the images is not there, so this was not done. Tell your administrator, and try again later.",
  retryAfterSeconds: LATER_SECONDS,
};

/**
 * Of Node and of better-sqlite3; SQLite's extended codes begin like the plain one (https://www.sqlite.org/rescode.html). Five digits and
 * capitals are Postgres' (https://www.postgresql.org/docs/current/errcodes-appendix.html): a statement or a wait for a lock that took too
 * long, transactions in each other's way; a connection that broke, a server that starts or stops; credentials, a database that is gone.
 */
const FAULTS: readonly (readonly [RegExp, StorageFault])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)$/, FULL],
  [/^SQLITE_(BUSY|LOCKED)/, BUSY],
  [/^(EMFILE|ENFILE)$/, CROWDED],
  [/^(EROFS|EACCES|EPERM|SQLITE_READONLY.*)$/, READ_ONLY],
  [/^(EIO|ESTALE|SQLITE_IOERR.*|SQLITE_CORRUPT.*|SQLITE_NOTADB)$/, BROKEN],
  [/^(ENOENT|ENOTDIR|SQLITE_CANTOPEN.*|STORAGE_GONE)$/, GONE],
  [/^53100$/, DATABASE_FULL],
  [/^(53...|57014|55P03|40001|40P01|25P0[34])$/, BUSY],
  [/^(08...|57P0[1235])$/, DATABASE_UNREACHABLE],
  [/^LOCK_LOST$/, DATABASE_LEFT],
  [/^25006$/, DATABASE_READ_ONLY],
  [/^(28...|3D000|42501|57P04)$/, DATABASE_REFUSED],
  [/^(58...|XX00[12])$/, DATABASE_BROKEN],
  [/^S3_FULL$/, BUCKET_FULL],
  [/^S3_BUSY$/, BUCKET_BUSY],
  [/^S3_UNREACHABLE$/, BUCKET_UNREACHABLE],
  [/^S3_REFUSED$/, BUCKET_REFUSED],
  [/^S3_CLOCK$/, BUCKET_CLOCK],
  [/^S3_DISTRUSTED$/, BUCKET_DISTRUSTED],
  [/^S3_NO_BUCKET$/, BUCKET_GONE],
];

/** @returns null for what is no fault of the disk, the database or the bucket */
export function storageFault(error: unknown): StorageFault | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const code = String(error.code);
  return FAULTS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}
