import * as z from "zod/mini";
import { fileHandleSchema } from "@/lib/upload/file-access/file-handle-schema";

// What the page and a download's worker tell each other. Each side parses what it is told, once, where it arrives.

const bytesSchema = z.number().check(z.nonnegative());
const waitSchema = z.nullable(z.number().check(z.nonnegative()));

/** Page → worker. One worker serves one download. */
export const receiverRequestSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("open"), handle: fileHandleSchema, sizeBytes: bytesSchema }),
  /** Goes on from the byte that was reached. */
  z.object({ type: z.literal("receive"), url: z.url() }),
  /** Throws away what came. */
  z.object({ type: z.literal("discard") }),
]);
export type ReceiverRequest = z.infer<typeof receiverRequestSchema>;

/** A fault as the worker sees it: of links it knows nothing. */
const receiverFaultSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("line"), status: z.nullable(z.int()), retryAfterMilliseconds: waitSchema }),
  z.object({ kind: z.literal("refused"), status: z.int() }),
]);
export type ReceiverFault = z.infer<typeof receiverFaultSchema>;

const receiverProblemSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("disk_full") }),
  z.object({ kind: z.literal("not_allowed") }),
  z.object({ kind: z.literal("file_gone") }),
  z.object({ kind: z.literal("not_written"), why: z.string() }),
  z.object({ kind: z.literal("too_long") }),
  z.object({ kind: z.literal("internal"), why: z.string() }),
]);
export type ReceiverProblem = z.infer<typeof receiverProblemSchema>;

/** Worker → page. */
export const receiverReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progressed"), receivedBytes: bytesSchema }),
  z.object({ type: z.literal("broke"), fault: receiverFaultSchema }),
  /** Every byte came; the file is being put into its place. */
  z.object({ type: z.literal("received") }),
  z.object({ type: z.literal("saved"), sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  z.object({ type: z.literal("failed"), problem: receiverProblemSchema }),
  z.object({ type: z.literal("discarded") }),
]);
export type ReceiverReply = z.infer<typeof receiverReplySchema>;
