import "server-only";
import { z } from "zod";

// The shapes of Oxide's API as far as the dashboard reads them. Lenient on purpose: keys, states and sizes of blocks that we do not
// know pass, because newer systems add some.

/** RFC 3339, with as many digits of a second as the database has. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const uuid = z.string().regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/);

const byteCount = z.int().nonnegative();

/** `project_id` is missing or null for an image of the silo. */
export const wireImageSchema = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  os: z.string(),
  version: z.string(),
  block_size: z.int().positive(),
  size: byteCount,
  digest: z.object({ type: z.string(), value: z.string() }).nullish(),
  project_id: uuid.nullish(),
  time_created: instant,
  time_modified: instant,
});
export type WireImage = z.infer<typeof wireImageSchema>;

export const wireProjectSchema = z.object({ id: uuid, name: z.string() });
export type WireProject = z.infer<typeof wireProjectSchema>;

export const wireDiskSchema = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  project_id: uuid,
  block_size: z.int().positive(),
  size: byteCount,
  state: z.object({ state: z.string() }),
  disk_type: z.string().nullish(),
  read_only: z.boolean().nullish(),
  time_created: instant,
  time_modified: instant,
});
export type WireDisk = z.infer<typeof wireDiskSchema>;

export const wireSnapshotSchema = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  disk_id: uuid,
  project_id: uuid,
  size: byteCount,
  state: z.string(),
  time_created: instant,
});
export type WireSnapshot = z.infer<typeof wireSnapshotSchema>;

/** `GET /v1/me`. */
export const wireUserSchema = z.object({ display_name: z.string(), silo_admin: z.boolean().nullish() });
export type WireUser = z.infer<typeof wireUserSchema>;

/** `error_code` is missing where no handler was reached. */
export const wireErrorSchema = z.object({ message: z.string(), error_code: z.string().nullish() });
export type WireError = z.infer<typeof wireErrorSchema>;
