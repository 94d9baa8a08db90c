import { dataFiles } from "@/lib/images-api/data-files";
import type { ObjectNotes } from "@/lib/images-api/objects/types";
import type { BucketOptions } from "@/lib/images-api/objects/s3/client";
import type { BytesSource, BytesTarget } from "./bytes";
import { diskSource } from "./disk-source";
import { openDiskTarget } from "./disk-target";
import type { Direction, Journal } from "./journal";

export interface OpenBytesOptions {
  direction: Direction;
  dataDirectory: string;
  bucket: BucketOptions;
  /** Of the rows that are moved or stay. */
  notes: ObjectNotes;
  journal: Journal;
}

/** Where bytes come from and where they go. */
export interface OpenedBytes {
  source: BytesSource;
  target: BytesTarget;
  close(): void;
}

/** @throws MigrationError when the bucket cannot be used */
export async function openBytes(options: OpenBytesOptions): Promise<OpenedBytes> {
  const { direction, dataDirectory, bucket } = options;
  const directory = dataFiles.objects(dataDirectory);
  // The SDK is large: whoever has no bucket does not load it.
  const [{ openClients }, { requireBucket }, { s3Source }, { s3Target }] = await Promise.all([
    import("@/lib/images-api/objects/s3/client"),
    import("./s3-objects"),
    import("./s3-source"),
    import("./s3-target"),
  ]);
  const clients = openClients(bucket);
  const close = () => clients.close();
  try {
    await requireBucket(clients);
  } catch (error) {
    close();
    throw error;
  }
  if (direction === "servers") return { source: diskSource(directory), target: s3Target(clients), close };
  return { source: s3Source({ ...options, clients }), target: await openDiskTarget(directory), close };
}
