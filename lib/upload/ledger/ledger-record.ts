import * as z from "zod/mini";
import { catch as otherwise } from "zod/mini";
import { formValuesSchema } from "@/lib/contract/form";
import { sha256Schema } from "@/lib/contract/image";
import { MAX_PARTS } from "@/lib/contract/limits";
import { uploadPlanSchema } from "@/lib/contract/upload-plan";
import { fileHandleSchema } from "@/lib/upload/file-access/file-handle-schema";
import { partBytes, partCount } from "@/lib/upload/machine/parts";

/**
 * The record's own format: one of another number is set aside rather than guessed at. Raise the database's version with it, or a
 * tab of the old version sets aside what one of the new version has just written.
 */
export const LEDGER_VERSION = 2;

/** Records of the first version knew one kind of plan and no forms: they are read as what they are now. */
const versionSchema = z.pipe(
  z.union([z.literal(1), z.literal(LEDGER_VERSION)]),
  z.transform(() => LEDGER_VERSION),
);

/** Where hashing goes on. The state is the library's own and only the same build of it can load it. */
const savedHashSchema = z.object({
  /** Name and version of the hash library, as in `hash-wasm 4.13.0`. */
  library: z.string(),
  /** Whole parts hashed, and their bytes. */
  parts: z.int().check(z.positive()),
  bytes: z.int().check(z.positive()),
  /** Base64. */
  state: z.base64(),
});

/**
 * What is remembered of one upload: enough to go on with the same file, and to tell another file from it. Sizes in bytes, times
 * in epoch milliseconds, parts numbered from 1. No token and no URL is ever in it; a ticket is neither, for only the server can read it.
 * A record that contradicts itself is refused: believing it could complete an image that lacks a part.
 */
export const ledgerRecordSchema = z
  .object({
    version: versionSchema,
    id: z.string().check(z.minLength(1)),
    connection: z.string(),
    /** The account's name; null where the provider does not tell it. */
    account: z.nullable(z.string()),
    /** The image's name. */
    name: z.string(),
    /** Null until the image was made. */
    image: z.nullable(z.object({ id: z.string(), plan: uploadPlanSchema })),
    /** The image was asked for and no answer was heard yet: there may be one. */
    creating: z._default(z.boolean(), false),
    file: z.object({ name: z.string(), sizeBytes: z.int().check(z.positive()), lastModified: z.number() }),
    /** What was entered into the connection's upload form. */
    values: z._default(formValuesSchema, {}),
    /** SHA-256 of the file's size and samples of its head, middle and tail; null when it could not be computed. */
    fingerprint: z.nullable(sha256Schema),
    /** Ascending, each once. */
    acknowledged: z.array(z.int().check(z.positive())).check(z.refine(isAscending, "Its parts are out of order.")),
    hash: z.nullable(savedHashSchema),
    /** The whole file's, once it is known. */
    sha256: z.nullable(sha256Schema),
    paused: z.boolean(),
    startedAt: z.number(),
    updatedAt: z.number(),
    /**
     * Opens the file again after a reload, where the browser can; only a structured clone carries it. One that is broken is as
     * good as none: the file can be chosen by hand.
     */
    handle: otherwise(z.nullable(fileHandleSchema), null),
  })
  .check(
    z.superRefine((record, context) => {
      const message = contradiction(record);
      if (message !== null) context.addIssue({ code: "custom", message });
    }),
  );
export type LedgerRecord = z.infer<typeof ledgerRecordSchema>;

function isAscending(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => number > (numbers[index - 1] ?? 0));
}

function contradiction({
  image,
  file,
  acknowledged,
  hash,
  sha256,
}: Pick<LedgerRecord, "image" | "file" | "acknowledged" | "hash" | "sha256">): string | null {
  if (image === null) {
    const isBegun = acknowledged.length > 0 || hash !== null || sha256 !== null;
    return isBegun ? "It tells of parts and knows no image." : null;
  }
  const count = partCount(image.plan, file.sizeBytes);
  if (count > MAX_PARTS) return `It divides the file into ${count} parts.`;
  if ((acknowledged.at(-1) ?? 0) > count) return `It knows part ${acknowledged.at(-1)} of ${count}.`;
  if (hash === null) return null;
  if (hash.parts > count) return `It hashed ${hash.parts} of ${count} parts.`;
  const { end } = partBytes(image.plan, file.sizeBytes, hash.parts);
  return hash.bytes === end ? null : "Its checksum does not end where a part does.";
}
