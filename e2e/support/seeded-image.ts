import { createHash } from "node:crypto";
import type { Insertable } from "kysely";
import type { ImagesTable } from "@/lib/images-api/metadata/sql/schema";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const NEWEST_AGE_MS = 3 * MINUTE_MS;
const OLDEST_AGE_MS = 2 * 365 * DAY_MS;
const LEAST_BETWEEN_MS = MINUTE_MS / 2;

/** Younger than the server lets an upload rest (`STALE_UPLOAD_DAYS`) at its shortest, so that upkeep leaves the open ones alone. */
const OPEN_AGE_MS = DAY_MS / 2;

/** The server removes a deleted image's bytes after so long at most (`DELETED_RETENTION_DAYS`). */
const RETENTION_MS = 30 * DAY_MS;

/** How fast it was uploaded, and then verified. */
const BYTES_PER_MS = 250_000;
const DIGEST_BYTES_PER_MS = 1_000_000;

const FAMILIES = [
  "ubuntu-24.04-server",
  "ubuntu-22.04-minimal",
  "debian-13-generic",
  "debian-12-cloud",
  "talos-v1.11",
  "flatcar-stable",
  "fedora-coreos-42",
  "rocky-9.6",
  "alpine-3.22-virt",
  "nixos-25.05",
  "windows-server-2025",
  "gpu-worker-cuda-12.9",
] as const;

const ARCHITECTURES = ["amd64", "amd64", "arm64"] as const;

/** In the server's own words. */
const FAILURE_REASONS = [
  `The checksum does not match: the file sent has SHA-256 ${"5e".repeat(32)}, the bytes that arrived have ${"b1".repeat(32)}.`,
  "No part arrived for 7 days, so the upload was given up and its parts were removed.",
] as const;

type Kind = "waiting" | "uploading" | "verifying" | "completed" | "failed" | "deleted";

/** One of each at the top, so that ten rows show everything. */
const FIRST_KINDS: readonly Kind[] = [
  "waiting",
  "uploading",
  "verifying",
  "completed",
  "failed",
  "completed",
  "deleted",
];

export interface Place {
  owner: string;
  /** 0 is the newest. */
  index: number;
  count: number;
  seed: number;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * An image's row as the server could have written it: everything but the instants follows from owner, seed and index. Most are
 * completed, of some hundred MB to 40 GB; one in thirty failed, as many are deleted, one in twenty is public.
 */
export function seededImage({ owner, index, count, seed, now }: Place): Insertable<ImagesTable> {
  const chance = createHash("sha256").update(`${owner}\n${seed}\n${index}`).digest();
  const pick = <T>(values: readonly [T, ...T[]], byte: number): T =>
    values[(chance[byte] ?? 0) % values.length] ?? values[0];
  const restMs = OLDEST_AGE_MS - NEWEST_AGE_MS - (count - 1) * LEAST_BETWEEN_MS;
  // The newest lie close together, as they do where builds became more frequent.
  const ageMs = NEWEST_AGE_MS + index * LEAST_BETWEEN_MS + restMs * (index / Math.max(count - 1, 1)) ** 3;
  const createdAt = Math.round(now - ageMs);
  const kind = FIRST_KINDS[index] ?? kindByChance(chance.readUInt8(0), ageMs);
  const sizeBytes = Math.round(300e6 * 130 ** (chance.readUInt16BE(1) / 65_535));
  const uploadedAt = Math.min(createdAt + Math.round(sizeBytes / BYTES_PER_MS), now);
  const deletedAt = kind === "deleted" ? Math.round(now - ageMs / 2) : null;
  const sha256 = createHash("sha256").update(chance).digest("hex");
  return {
    id: `image_${chance.toString("base64url", 0, 16).slice(0, 21)}`,
    owner,
    name: `${pick(FAMILIES, 17)}-${pick(ARCHITECTURES, 18)}-${seed * 100_000 + count - index}`,
    is_public: chance.readUInt8(20) < 13 ? 1 : 0,
    created_at: createdAt,
    active_at: kind === "waiting" ? createdAt : uploadedAt,
    ...instantsOf(kind, uploadedAt, Math.min(uploadedAt + Math.round(sizeBytes / DIGEST_BYTES_PER_MS), now)),
    deleted_at: deletedAt,
    bytes_removed_at: kind === "failed" || (deletedAt !== null && deletedAt < now - RETENTION_MS) ? now : null,
    ...outcomeOf(kind, { sha256, sizeBytes, failureReason: pick(FAILURE_REASONS, 19) }),
  };
}

function instantsOf(kind: Kind, uploadedAt: number, finishedAt: number) {
  const isUploaded = kind !== "waiting" && kind !== "uploading";
  return {
    uploaded_at: isUploaded ? uploadedAt : null,
    finished_at: isUploaded && kind !== "verifying" ? finishedAt : null,
  };
}

function kindByChance(byte: number, ageMs: number): Kind {
  if (byte < 8) return "failed";
  if (byte < 16) return "deleted";
  if (byte < 40 && ageMs < OPEN_AGE_MS) return byte < 28 ? "waiting" : "uploading";
  return "completed";
}

interface Facts {
  sha256: string;
  sizeBytes: number;
  failureReason: string;
}

function outcomeOf(kind: Kind, { sha256, sizeBytes, failureReason }: Facts) {
  switch (kind) {
    case "waiting":
      return { status: "started" as const };
    case "uploading":
      return { status: "uploading" as const };
    case "verifying":
      return { status: "uploading" as const, sha256 };
    case "failed":
      return { status: "failed" as const, sha256, failure_reason: failureReason };
    case "completed":
    case "deleted":
      return { status: "completed" as const, sha256, size_bytes: sizeBytes };
    default:
      return kind satisfies never;
  }
}
