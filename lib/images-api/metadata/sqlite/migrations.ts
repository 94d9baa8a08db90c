import { type Kysely, type Migration, type MigrationProvider, Migrator, type RawBuilder, sql } from "kysely";

/**
 * kysely runs SQLite migrations outside a transaction, so each one opens its own and makes only what is missing: a process killed
 * between the tables and kysely's note that they are made starts over without harm.
 */
const firstTables: Migration = {
  async up(database: Kysely<unknown>) {
    await database.transaction().execute(async (transaction) => {
      for (const statement of FIRST_TABLES) await statement.execute(transaction);
    });
  },
};

const FIRST_TABLES = [
  sql`create table if not exists images (
    id text primary key not null,
    owner text not null,
    name text not null,
    status text not null check (status in ('started', 'uploading', 'completed', 'failed')),
    is_public integer not null default 0 check (is_public in (0, 1)),
    created_at integer not null,
    active_at integer not null,
    sha256 text check (length(sha256) = 64),
    size_bytes integer check (size_bytes >= 0),
    failure_reason text,
    deleted_at integer,
    bytes_removed_at integer,
    check (status <> 'completed' or (sha256 is not null and size_bytes is not null)),
    check (status <> 'failed' or failure_reason is not null)
  ) strict`,
  // Two creates at once cannot both win, and a deleted image's name is free.
  sql`create unique index if not exists images_live_name on images (owner, name) where deleted_at is null`,
  // The two lists of an owner, live and with deleted ones: a page is one walk along the index, however many rows there are.
  // `deleted_at` stands in the first one so that SQLite prefers it: without, it takes the other one and skips deleted rows one by one.
  sql`create index if not exists images_live_list on images (owner, deleted_at, created_at, id) where deleted_at is null`,
  sql`create index if not exists images_list on images (owner, created_at, id)`,
  // What the jobs look for; each index holds only the few rows that are due.
  sql`create index if not exists images_verifying on images (active_at)
      where status = 'uploading' and sha256 is not null and deleted_at is null`,
  sql`create index if not exists images_open on images (active_at)
      where status in ('started', 'uploading') and sha256 is null and deleted_at is null`,
  sql`create index if not exists images_failed_bytes on images (id)
      where status = 'failed' and bytes_removed_at is null`,
  sql`create index if not exists images_deleted_bytes on images (deleted_at)
      where deleted_at is not null and bytes_removed_at is null`,
  sql`create table if not exists tokens (
    id text primary key not null,
    hash text not null unique check (length(hash) = 64),
    owner text not null,
    role text not null check (role in ('viewer', 'operator', 'admin')),
    created_at integer not null,
    last_used_at integer,
    revoked_at integer
  ) strict`,
];

/** What a timeline of an image needs. Nobody knows it of older images. */
const instants: Migration = {
  async up(database: Kysely<unknown>) {
    await database.transaction().execute(async (transaction) => {
      await addColumn(transaction, "images", "uploaded_at", sql`integer`);
      await addColumn(transaction, "images", "finished_at", sql`integer`);
    });
  },
};

/** Who did what, and tokens that end by themselves. */
const auditTrail: Migration = {
  async up(database: Kysely<unknown>) {
    await database.transaction().execute(async (transaction) => {
      await addColumn(transaction, "tokens", "expires_at", sql`integer`);
      for (const statement of AUDIT_TABLE) await statement.execute(transaction);
    });
  },
};

const AUDIT_TABLE = [
  // `autoincrement`: the number of an entry that was removed is never given to another.
  sql`create table if not exists audit_entries (
    id integer primary key autoincrement,
    at integer not null,
    actor text,
    token_id text,
    action text not null,
    outcome text not null check (outcome in ('done', 'refused', 'failed')),
    reason text,
    image_id text,
    image_name text,
    address text,
    request_id text
  ) strict`,
  // A page of each filter is one walk along an index; each ends with `id`, as every index of SQLite does.
  sql`create index if not exists audit_entries_at on audit_entries (at)`,
  sql`create index if not exists audit_entries_actor on audit_entries (actor, at)`,
  sql`create index if not exists audit_entries_actor_action on audit_entries (actor, action, at)`,
  sql`create index if not exists audit_entries_action on audit_entries (action, at)`,
  sql`create index if not exists audit_entries_image on audit_entries (image_id, at) where image_id is not null`,
  // Neither a slip of ours nor a hand at the database rewrites what happened without noticing.
  sql`create trigger if not exists audit_entries_never_change before update on audit_entries
      begin select raise(abort, 'an entry of the audit trail never changes'); end`,
];

/** What several servers on one database share, and bytes that are elsewhere. */
const sharedWork: Migration = {
  async up(database: Kysely<unknown>) {
    await database.transaction().execute(async (transaction) => {
      // Whoever does not know of it, as the version before, has verified what it completes.
      await addColumn(
        transaction,
        "images",
        "is_verified",
        sql`integer not null default 1 check (is_verified in (0, 1))`,
      );
      await addColumn(transaction, "images", "verifier", sql`text`);
      await addColumn(transaction, "images", "verifier_until", sql`integer`);
      for (const statement of SHARED_WORK_TABLES) await statement.execute(transaction);
    });
  },
};

const SHARED_WORK_TABLES = [
  sql`create table if not exists work_rounds (
    name text primary key not null,
    server text,
    until integer,
    ended_at integer
  ) strict`,
  sql`create table if not exists object_notes (
    image_id text primary key not null,
    upload_id text not null,
    sealed_parts text,
    digest_bytes integer,
    digest_state blob,
    digest_format text
  ) strict`,
  sql`create table if not exists store_facts (name text primary key not null, value text not null) strict`,
  // Until now bytes were kept on disk and nowhere else.
  sql`insert into store_facts (name, value) select 'place_of_bytes', 'disk' where exists (select 1 from images)
      on conflict (name) do nothing`,
];

/** SQLite has no "add column if not exists". */
async function addColumn(database: Kysely<unknown>, table: string, column: string, type: RawBuilder<unknown>) {
  const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = ${column}`.execute(database);
  if (rows.length > 0) return;
  await sql`alter table ${sql.table(table)} add column ${sql.ref(column)} ${type}`.execute(database);
}

/** In code, because a bundled or packaged program has no folder of migrations. Names sort in the order they run. */
const provider: MigrationProvider = {
  getMigrations: async () => ({
    "0001_first_tables": firstTables,
    "0002_instants": instants,
    "0003_audit_trail": auditTrail,
    "0004_shared_work": sharedWork,
  }),
};

/** What this version knows, oldest first: a database with others is of a newer one. */
export async function migrationNames(): Promise<string[]> {
  return Object.keys(await provider.getMigrations());
}

/** Brings the tables up to date. @throws the first migration's error, or kysely's when the file is of a newer version */
export async function migrate<T>(database: Kysely<T>): Promise<void> {
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error("The migration failed.", { cause: error });
}
