import * as z from "zod/mini";
import { uploadFailureSchema } from "@/lib/upload/machine/failure";
import { fileHandleSchema } from "@/lib/upload/file-access/file-handle-schema";
import type { UploadView } from "@/lib/upload/upload-view";

const uploadViewSchema: z.ZodMiniType<UploadView> = z.object({
  id: z.string(),
  connection: z.string(),
  account: z.nullable(z.string()),
  elsewhere: z.boolean(),
  imageId: z.nullable(z.string()),
  name: z.string(),
  fileName: z.string(),
  sizeBytes: z.number().check(z.nonnegative()),
  status: z.enum([
    "queued",
    "creating",
    "uploading",
    "paused",
    "retrying",
    "offline",
    "unauthorized",
    "finishing",
    "verifying",
    "completed",
    "failed",
    "canceling",
  ]),
  sentBytes: z.number().check(z.nonnegative()),
  // A tab that was opened before an update does not tell it.
  sha256: z._default(z.nullable(z.string()), null),
  bytesPerSecond: z.nullable(z.number()),
  secondsLeft: z.nullable(z.number()),
  retry: z.nullable(z.object({ at: z.number(), cause: z.string() })),
  failure: z.nullable(uploadFailureSchema),
  beginsAnew: z._default(z.boolean(), false),
  expiresAt: z._default(z.nullable(z.number()), null),
  can: z.object({
    pause: z.boolean(),
    resume: z.boolean(),
    cancel: z.boolean(),
    retry: z.boolean(),
    dismiss: z.boolean(),
  }),
});

const commandSchema = z.enum(["pause", "resume", "retry"]);
/** What one tab may ask of another's upload: nothing that deletes. */
export type TabCommand = z.infer<typeof commandSchema>;

const newsSchema = z.discriminatedUnion("type", [
  /** A tab just came: answer with everything, files too. */
  z.object({ type: z.literal("hello") }),
  /** Are you there? Answer with `uploads`. */
  z.object({ type: z.literal("ask") }),
  /** All uploads of the telling tab. */
  z.object({ type: z.literal("uploads"), views: z.array(uploadViewSchema) }),
  /** The file of an upload, a reference to bytes on disk: with it another tab can go on when this one is closed. */
  z.object({
    type: z.literal("file"),
    uploadId: z.string(),
    file: z.instanceof(File),
    handle: z.nullable(fileHandleSchema),
  }),
  z.object({ type: z.literal("command"), uploadId: z.string(), command: commandSchema }),
  z.object({ type: z.literal("signed_in"), connection: z.string(), account: z.nullable(z.string()) }),
  /** A record came or went. */
  z.object({ type: z.literal("ledger_changed") }),
  // Where there are no locks: whose an upload is.
  z.object({ type: z.literal("claim"), uploadId: z.string() }),
  z.object({ type: z.literal("owned"), uploadId: z.string() }),
  z.object({ type: z.literal("released"), uploadId: z.string() }),
  z.object({ type: z.literal("goodbye") }),
]);
/** What a tab tells the others. */
export type TabNews = z.infer<typeof newsSchema>;

/** A message as it crosses between tabs. `tab` names the teller. */
export const tabMessageSchema = z.intersection(z.object({ tab: z.string() }), newsSchema);
export type TabMessage = z.infer<typeof tabMessageSchema>;
