import * as z from "zod/mini";

/** Bytes; null where the header tells a number that cannot be one. */
const bytesSchema = z.nullable(z.int().check(z.nonnegative()));

/** A string out of the file itself, made fit to be shown; see `printable`. */
const textSchema = z.nullable(z.string().check(z.maxLength(1024)));

const countSchema = z.int().check(z.nonnegative());

/**
 * What a file is, by its first bytes. Everything in it is what the file says of itself: it may be wrong, and is for people to read.
 * Sizes in bytes. `endsAt`: where the last partition or the volume ends; beyond the file's own end when it was cut off.
 */
export const fileFormatSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("gpt"),
    sectorBytes: z.union([z.literal(512), z.literal(4096)]),
    /** As far as they were read: the first 128. */
    partitions: countSchema,
    hasEfiSystem: z.boolean(),
    /** A partition for GRUB on machines that start the old way. */
    hasBiosBoot: z.boolean(),
    hasProtectiveMbr: z.boolean(),
    /** The header's checksum is that of its bytes. */
    isIntact: z.boolean(),
    endsAt: bytesSchema,
    sizeBytes: countSchema,
  }),
  z.object({
    kind: z.literal("mbr"),
    partitions: countSchema,
    /** A partition is marked active, or is an EFI system partition. */
    isBootable: z.boolean(),
    /** It only says that there is a GPT, and there is none. */
    lacksGpt: z.boolean(),
    endsAt: bytesSchema,
    sizeBytes: countSchema,
  }),
  z.object({
    kind: z.literal("iso9660"),
    label: textSchema,
    /** It has an El Torito boot record. */
    isBootable: z.boolean(),
    /** Also bootable from a disk, by the partition table in front. */
    hybrid: z.nullable(z.enum(["gpt", "mbr"])),
    endsAt: bytesSchema,
    sizeBytes: countSchema,
  }),
  z.object({
    kind: z.literal("qcow2"),
    version: countSchema,
    virtualBytes: bytesSchema,
    backingFile: textSchema,
    /** The header names a file that holds the data. */
    hasDataFile: z.boolean(),
    encryption: z.enum(["none", "aes", "luks", "other"]),
  }),
  z.object({
    kind: z.literal("vmdk"),
    /** `descriptor`: text that names the files in which the disk is. */
    variant: z.enum(["sparse", "stream", "esx", "descriptor"]),
    virtualBytes: bytesSchema,
  }),
  z.object({
    kind: z.literal("vhd"),
    variant: z.enum(["fixed", "dynamic", "differencing"]),
    virtualBytes: bytesSchema,
  }),
  z.object({ kind: z.literal("vhdx"), virtualBytes: bytesSchema }),
  z.object({
    kind: z.literal("vdi"),
    variant: z.enum(["dynamic", "fixed", "differencing", "other"]),
    virtualBytes: bytesSchema,
  }),
  z.object({
    kind: z.literal("compressed"),
    method: z.enum(["gzip", "xz", "zstd", "bzip2"]),
    /** What was compressed, where the header tells it. */
    fileName: textSchema,
  }),
  z.object({
    kind: z.literal("archive"),
    type: z.enum(["zip", "tar", "7z"]),
    /** The first file in it, where the header tells it. */
    fileName: textSchema,
  }),
  z.object({
    kind: z.literal("filesystem"),
    type: z.enum(["ext", "xfs", "btrfs", "squashfs", "fat", "ntfs"]),
    label: textSchema,
  }),
  z.object({
    kind: z.literal("unrecognized"),
    /** What it looks like all the same. */
    hint: z.nullable(z.enum(["zeros", "text", "html", "elf", "pe", "pdf"])),
  }),
]);
export type FileFormat = z.infer<typeof fileFormatSchema>;
