import { z } from "@hono/zod-openapi";
import { IMAGE_NAME_PATTERN, IMAGE_NAME_RULES, MAX_IMAGE_NAME_LENGTH } from "@/lib/contract/image-name";
import { GIB, MAX_PART_BYTES, MAX_PARTS } from "@/lib/contract/limits";

/** Images on a page: the vendor's limits. */
const MAX_PAGE_SIZE = 200;
const DEFAULT_PAGE_SIZE = 50;

export const unixSecondsSchema = z
  .int()
  .openapi("UnixEpoch", { description: "Unix timestamp, in seconds.", format: "int64" });

const digestSchema = z
  .string()
  .regex(/^[a-f0-9]{64}$/, "A SHA-256 is 64 lower-case hexadecimal digits.")
  .describe("SHA-256 of the whole file, lower-case hexadecimal.");

export const imageIdSchema = z
  .string()
  .regex(/^image_[0-9A-Za-z_-]{1,21}$/, "This is not an image's id. Give it whole, as in image_k3R-nX9vLm7Qp2Yw5Jd8F.")
  .openapi("ImageId", { example: "image_k3R-nX9vLm7Qp2Yw5Jd8F" });

const CURSOR_PATTERN = /^imagec_[A-Za-z0-9_-]+$/;

const cursorSchema = z.string().regex(CURSOR_PATTERN).openapi("ImagesCursor");

/** Any text: the list itself parses cursors, and says more than a pattern could. */
const cursorParameterSchema = z.string().optional().openapi({ pattern: CURSOR_PATTERN.source });

/** Query strings hold text: digits only, so that `1e2` and ` 5` are not numbers. */
export const limitSchema = z
  .string()
  .regex(/^\d{1,9}$/, "Give a whole number.")
  .transform(Number)
  .pipe(z.int().min(1, "Ask for at least 1.").max(MAX_PAGE_SIZE, `Ask for at most ${MAX_PAGE_SIZE}.`))
  .default(DEFAULT_PAGE_SIZE)
  .openapi({ type: "integer", minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE });

/** Not strict: unknown query parameters are ignored. */
export const listQuerySchema = z.object({
  limit: limitSchema,
  starting_after: cursorParameterSchema.describe("Cursor: images older than it."),
  ending_before: cursorParameterSchema.describe("Cursor: images newer than it. Not together with `starting_after`."),
  include_deleted: z
    .enum(["true", "false"], "Give true or false.")
    .transform((text) => text === "true")
    .default(false)
    .openapi({ type: "boolean", default: false }),
});
export type ListQuery = z.output<typeof listQuerySchema>;

const nameSchema = z
  .string()
  .min(1, IMAGE_NAME_RULES.tooShort)
  .max(MAX_IMAGE_NAME_LENGTH, IMAGE_NAME_RULES.tooLong)
  .regex(IMAGE_NAME_PATTERN, IMAGE_NAME_RULES.pattern);

export const createRequestSchema = z.strictObject({ name: nameSchema }).openapi("StartUploadRequest");
export type CreateRequest = z.output<typeof createRequestSchema>;

export const partRequestSchema = z
  .strictObject({
    part_id: z
      .int("Give a whole number.")
      .min(1, "Parts are numbered from 1.")
      .max(MAX_PARTS, `An image has at most ${MAX_PARTS} parts.`),
    size: z
      .int("Give a whole number of bytes.")
      .min(1, "A part has at least one byte.")
      .max(MAX_PART_BYTES, `A part has at most ${MAX_PART_BYTES} bytes (${MAX_PART_BYTES / GIB} GiB).`)
      .optional()
      .describe("Length of the part in bytes: the URL then takes no other."),
    content_md5: z
      .string()
      .regex(/^[A-Za-z0-9+/]{22}==$/, "Give the MD5 in base64, as in the header Content-MD5.")
      .optional()
      .describe(
        "MD5 of the part in base64: the PUT then has to bear it as `Content-MD5`, and no other bytes are taken.",
      ),
  })
  .openapi("UploadPartRequest");
export type PartRequest = z.output<typeof partRequestSchema>;

export const completeRequestSchema = z.strictObject({ sha256: digestSchema }).openapi("CompleteUploadRequest");
export type CompleteRequest = z.output<typeof completeRequestSchema>;

export const imageAnswerSchema = z
  .strictObject({
    object: z.literal("image"),
    id: imageIdSchema,
    name: z.string(),
    upload_status: z
      .enum(["started", "uploading", "completed", "failed"])
      .describe("`uploading` with a `sha256`: all parts are there and the server compares the digest."),
    created_at: unixSecondsSchema,
    sha256: digestSchema.nullable(),
    sha256_verified: z
      .boolean()
      .optional()
      .describe(
        "Once completed: whether the server compared the digest with the bytes, or it is only what the uploader gave.",
      ),
    is_public: z.boolean().describe("Whether every token that knows its id can see it."),
    uploaded_at: unixSecondsSchema.optional().describe("When every byte was there and its digest was declared."),
    finished_at: unixSecondsSchema.optional().describe("When it became `completed` or `failed`."),
    size: z.int().nonnegative().optional().describe("Length in bytes, once completed."),
    failure_reason: z.string().optional().describe("Why it failed: a sentence for people."),
    deleted_at: unixSecondsSchema.optional(),
  })
  .openapi("Image");
export type ImageAnswer = z.output<typeof imageAnswerSchema>;

export const listAnswerSchema = z
  .strictObject({
    object: z.literal("list"),
    data: z.array(imageAnswerSchema),
    has_more: z.boolean().describe("Whether images remain in the direction asked for."),
    cursor: z
      .union([cursorSchema, z.null()])
      .describe("Where the next page in this direction begins; null for an empty page."),
  })
  .openapi("ListImagesResponse");
export type ListAnswer = z.output<typeof listAnswerSchema>;

export const deleteAnswerSchema = z
  .strictObject({ object: z.literal("image"), deleted: z.literal(true), name: z.string() })
  .openapi("DeleteImageResponse");
export type DeleteAnswer = z.output<typeof deleteAnswerSchema>;

export const partAnswerSchema = z
  .strictObject({ url: z.url().describe("Takes one PUT of the part's bytes."), expires_at: unixSecondsSchema })
  .openapi("UploadPartResponse");
export type PartAnswer = z.output<typeof partAnswerSchema>;

export const downloadAnswerSchema = z
  .strictObject({
    url: z.url().describe("For GET, with ranges."),
    expires_at: unixSecondsSchema,
    sha256: digestSchema,
    size: z.int().nonnegative().describe("Length in bytes."),
  })
  .openapi("ImageDownloadResponse");
export type DownloadAnswer = z.output<typeof downloadAnswerSchema>;
