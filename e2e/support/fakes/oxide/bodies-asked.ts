import { z } from "zod";
import { invalidRequest } from "./answers";
import type { OxideContext } from "./find";

const UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

const name = z
  .string()
  .max(63)
  .regex(new RegExp(`^(?!${UUID}$)[a-z]([a-zA-Z0-9-]*[a-zA-Z0-9]+)?$`));

/** As long as the database keeps it. */
const description = z.string().max(512);

export const diskCreateSchema = z.object({
  name,
  description,
  size: z.int().nonnegative(),
  disk_backend: z.object({
    type: z.literal("distributed"),
    disk_source: z.object({
      type: z.literal("importing_blocks"),
      block_size: z.union([z.literal(512), z.literal(2048), z.literal(4096)]),
    }),
  }),
});

export const bulkWriteSchema = z.object({ offset: z.int().nonnegative(), base64_encoded_data: z.string() });

export const finalizeSchema = z.object({ snapshot_name: name.nullish() });

export const imageCreateSchema = z.object({
  name,
  description,
  os: z.string().max(64),
  version: z.string().max(64),
  source: z.object({ type: z.literal("snapshot"), id: z.uuid() }),
});

export const snapshotCreateSchema = z.object({ name, description, disk: z.string() });

/** @throws Refusal for a body that is not of that shape */
export async function bodyOf<T>(c: OxideContext, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await c.req.json().catch(() => null));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidRequest(`unable to parse JSON body: ${issue?.path.join(".")}: ${issue?.message}`);
}
