import { Readable } from "node:stream";
import { hasCode } from "@/lib/images-api/objects/disk/object-error";
import { listPartFiles, type PartFile } from "@/lib/images-api/objects/disk/part-files";
import { readParts } from "@/lib/images-api/objects/disk/part-stream";
import { resolvePaths } from "@/lib/images-api/objects/disk/paths";
import { type BytesSource, UnreadableError } from "./bytes";

/** What a disk answers that cannot give a file's bytes any more. */
const UNREADABLE = ["EIO", "EBADMSG", "EUCLEAN", "EISDIR"];

/** The disk store's files below `directory`, which are only read. */
export function diskSource(directory: string): BytesSource {
  const paths = resolvePaths(directory);
  return {
    endsUpload: () => Promise.resolve(false),
    async image(imageId) {
      const parts = (await listPartFiles(paths, imageId)) ?? [];
      return {
        parts,
        lostParts: [],
        read: (start, end) => Readable.from(bytesOf(parts, start, end), { objectMode: false }),
      };
    },
  };
}

async function* bytesOf(parts: readonly PartFile[], start: number, end: number): AsyncGenerator {
  try {
    yield* readParts(parts, start, end);
  } catch (error) {
    throw hasCode(error, ...UNREADABLE) ? new UnreadableError({ cause: error }) : error;
  }
}
