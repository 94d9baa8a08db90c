import { imageKey } from "@/components/images/list/image-key";
import type { DownloadLink, Image } from "@/lib/contract/image";
import type { FileFormat } from "@/lib/upload/inspection/file-format";
import { knownFormat } from "@/lib/upload/inspection/known-formats";

/** A format, and how it was found: at the upload in this browser, or by reading the object. */
export interface FoundFormat {
  format: FileFormat;
  by: "upload" | "reading";
}

/** What was read in this tab. Images do not change, so it is true for as long as it is kept. */
const found = new Map<string, FileFormat>();

/** What is known of an image's format without asking anybody. */
export function knownFormatOf(image: Image): FoundFormat | null {
  const atUpload = knownFormat(image);
  if (atUpload !== null) return { format: atUpload, by: "upload" };
  const read = found.get(imageKey(image));
  return read === undefined ? null : { format: read, by: "reading" };
}

/** The object behind a link could not be read from a page: no network, or the storage's rules. */
export class UnreadableObjectError extends Error {
  override readonly name = "UnreadableObjectError";

  constructor(cause: unknown) {
    super("The object could not be read.", { cause });
  }
}

/** Finds an image's format by some ranges of its object. @throws UnreadableObjectError */
export async function readFormat(image: Image, { url, sizeBytes }: DownloadLink): Promise<FoundFormat> {
  try {
    const [{ urlSource }, { inspectBytes }] = await Promise.all([
      import("@/lib/upload/inspection/url-source"),
      import("@/lib/upload/inspection/inspect-bytes"),
    ]);
    const format = await inspectBytes(urlSource(url, sizeBytes));
    found.set(imageKey(image), format);
    return { format, by: "reading" };
  } catch (error) {
    throw new UnreadableObjectError(error);
  }
}
