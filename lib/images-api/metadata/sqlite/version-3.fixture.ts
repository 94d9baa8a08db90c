import SqliteDatabase from "better-sqlite3";

/** As the version wrote it that knew three migrations, each in SQLite's own words. */
const TABLES = `
create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
insert into kysely_migration_lock values ('migration_lock', 0);
insert into kysely_migration values ('0001_first_tables', '2026-01-01T00:00:00.000Z'),
  ('0002_instants', '2026-01-01T00:00:00.001Z'), ('0003_audit_trail', '2026-01-01T00:00:00.002Z');
create table images (
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
) strict;
create unique index images_live_name on images (owner, name) where deleted_at is null;
create index images_live_list on images (owner, deleted_at, created_at, id) where deleted_at is null;
create index images_list on images (owner, created_at, id);
create index images_verifying on images (active_at)
  where status = 'uploading' and sha256 is not null and deleted_at is null;
create index images_open on images (active_at)
  where status in ('started', 'uploading') and sha256 is null and deleted_at is null;
create index images_failed_bytes on images (id) where status = 'failed' and bytes_removed_at is null;
create index images_deleted_bytes on images (deleted_at) where deleted_at is not null and bytes_removed_at is null;
create table tokens (
  id text primary key not null,
  hash text not null unique check (length(hash) = 64),
  owner text not null,
  role text not null check (role in ('viewer', 'operator', 'admin')),
  created_at integer not null,
  last_used_at integer,
  revoked_at integer
) strict;
alter table images add column "uploaded_at" integer;
alter table images add column "finished_at" integer;
alter table tokens add column "expires_at" integer;
create table audit_entries (
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
) strict;
create index audit_entries_at on audit_entries (at);
create index audit_entries_actor on audit_entries (actor, at);
create index audit_entries_actor_action on audit_entries (actor, action, at);
create index audit_entries_action on audit_entries (action, at);
create index audit_entries_image on audit_entries (image_id, at) where image_id is not null;
create trigger audit_entries_never_change before update on audit_entries
  begin select raise(abort, 'an entry of the audit trail never changes'); end;
`;

const ROWS = `
insert into images (id, owner, name, status, created_at, active_at, uploaded_at, finished_at, sha256, size_bytes)
  values ('image_1', 'ada', 'debian', 'completed', 1000, 3000, 2000, 3000, '${"ab".repeat(32)}', 5);
insert into tokens (id, hash, owner, role, created_at) values ('token_1', '${"0f".repeat(32)}', 'ada', 'admin', 1);
insert into audit_entries (at, actor, action, outcome, image_id, image_name)
  values (1000, 'ada', 'image.create', 'done', 'image_1', 'debian');
`;

/** Makes such a database, with an image, a token and an entry or with no rows at all. */
export function makeVersion3(file: string, { isEmpty = false } = {}): void {
  const database = new SqliteDatabase(file);
  database.pragma("journal_mode = WAL");
  database.exec(isEmpty ? TABLES : TABLES + ROWS);
  database.close();
}
