import type { Generated, Selectable } from "kysely";
import type { AuditOutcome } from "@/lib/contract/audit";
import type { ImageRow, TokenRole, TokenRow, UploadStatus } from "@/lib/images-api/metadata/types";

/** Times are epoch milliseconds; not every database has booleans, so they are 0 and 1. */
export interface ImagesTable {
  id: string;
  owner: string;
  name: string;
  status: UploadStatus;
  is_public: Generated<0 | 1>;
  created_at: number;
  active_at: number;
  uploaded_at: number | null;
  finished_at: number | null;
  sha256: string | null;
  size_bytes: number | null;
  failure_reason: string | null;
  deleted_at: number | null;
  bytes_removed_at: number | null;
  is_verified: Generated<0 | 1>;
  verifier: Generated<string | null>;
  verifier_until: Generated<number | null>;
}

export interface TokensTable {
  id: string;
  hash: string;
  owner: string;
  role: TokenRole;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
}

export interface AuditEntriesTable {
  id: Generated<number>;
  at: number;
  actor: string | null;
  token_id: string | null;
  action: string;
  outcome: AuditOutcome;
  reason: string | null;
  image_id: string | null;
  image_name: string | null;
  address: string | null;
  request_id: string | null;
}

export interface WorkRoundsTable {
  name: string;
  server: string | null;
  until: number | null;
  ended_at: Generated<number | null>;
}

export interface ObjectNotesTable {
  image_id: string;
  upload_id: string;
  sealed_parts: Generated<string | null>;
  digest_bytes: Generated<number | null>;
  digest_state: Generated<Uint8Array | null>;
  digest_format: Generated<string | null>;
}

export interface StoreFactsTable {
  name: string;
  value: string;
}

export interface Schema {
  images: ImagesTable;
  tokens: TokensTable;
  audit_entries: AuditEntriesTable;
  work_rounds: WorkRoundsTable;
  object_notes: ObjectNotesTable;
  store_facts: StoreFactsTable;
}

export function imageRow(row: Selectable<ImagesTable>): ImageRow {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    status: row.status,
    isPublic: row.is_public === 1,
    createdAt: row.created_at,
    activeAt: row.active_at,
    uploadedAt: row.uploaded_at,
    finishedAt: row.finished_at,
    sha256: row.sha256,
    // Only what was completed has a size.
    isVerified: row.is_verified === 1 && row.size_bytes !== null,
    sizeBytes: row.size_bytes,
    failureReason: row.failure_reason,
    deletedAt: row.deleted_at,
    bytesRemovedAt: row.bytes_removed_at,
  };
}

export function tokenRow(row: Selectable<TokensTable>): TokenRow {
  return {
    id: row.id,
    hash: row.hash,
    owner: row.owner,
    role: row.role,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
