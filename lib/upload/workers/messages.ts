import * as z from "zod/mini";
import { uploadFailureSchema } from "@/lib/upload/machine/failure";
import { faultSchema } from "@/lib/upload/machine/fault";

// What the page and its two workers tell each other. Each side parses what it is told, once, where it arrives.

const blobSchema = z.instanceof(Blob);
const operationSchema = z.int().check(z.nonnegative());

/** Page → transfer worker. `operation` names one try; the answers carry it. */
export const transferRequestSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("send"),
    operation: operationSchema,
    connection: z.string(),
    account: z.nullable(z.string()),
    imageId: z.string(),
    ticket: z.nullable(z.string()),
    partNumber: z.int().check(z.gte(1)),
    laterPart: z.nullable(z.object({ partNumber: z.int().check(z.gte(1)), sizeBytes: z.int().check(z.gte(1)) })),
    /** Where parts may go beside the dashboard. */
    sources: z.array(z.string()),
    /** A slice of the file: a reference to bytes on disk, not the bytes. */
    body: blobSchema,
  }),
  z.object({ type: z.literal("abort"), operation: operationSchema }),
]);
export type TransferRequest = z.infer<typeof transferRequestSchema>;

/** Transfer worker → page. An aborted try is not answered. */
export const transferReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progressed"), operation: operationSchema, sentBytes: z.number().check(z.nonnegative()) }),
  z.object({ type: z.literal("acknowledged"), operation: operationSchema }),
  z.object({ type: z.literal("failed"), operation: operationSchema, fault: faultSchema }),
]);
export type TransferReply = z.infer<typeof transferReplySchema>;

/** Where hashing can go on: the library's state, in base64, after `bytes` bytes. */
const checkpointSchema = z.object({ bytes: z.number().check(z.nonnegative()), state: z.string() });

/** Page → hash worker. `job` names one pass over one file. */
export const hashRequestSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("begin"),
    job: operationSchema,
    file: blobSchema,
    checkpoint: z.nullable(checkpointSchema),
    /** A checkpoint is told each time so many bytes more are hashed. */
    checkpointEvery: z.int().check(z.positive()),
  }),
  /** How far the file may be read, in bytes from its beginning. Less than was read already is a pause. */
  z.object({ type: z.literal("allow"), job: operationSchema, through: z.number().check(z.nonnegative()) }),
  z.object({ type: z.literal("end"), job: operationSchema }),
]);
export type HashRequest = z.infer<typeof hashRequestSchema>;

/** Hash worker → page. */
export const hashReplySchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progressed"),
    job: operationSchema,
    hashedBytes: z.number().check(z.nonnegative()),
    checkpoint: z.nullable(checkpointSchema),
  }),
  z.object({ type: z.literal("finished"), job: operationSchema, sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  z.object({ type: z.literal("failed"), job: operationSchema, failure: uploadFailureSchema }),
]);
export type HashReply = z.infer<typeof hashReplySchema>;
