import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { nameProblem, type Naming } from "@/lib/contract/image-name";
import { oxideText } from "@/lib/text/oxide-text";

const UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

/** Oxide's rule for every name, stated at `Name` in its document. The hyphen is escaped for patterns of HTML, which demand it. */
export const OXIDE_NAMING: Naming = {
  pattern: `^(?!${UUID}$)[a-z](?:[a-zA-Z0-9\\-]*[a-zA-Z0-9])?$`,
  maxLength: 63,
  hint: oxideText.nameHint,
  // Only within a project: another one may have an image of this name.
  isUnique: false,
};

/** What an id of ours names: an image of Oxide's, or the disk that is to become one. */
export type ImageReference = { kind: "image"; id: string } | { kind: "upload"; projectId: string; name: string };

const UUID_ALONE = new RegExp(`^${UUID}$`);
const UPLOAD = new RegExp(`^upload_(${UUID})_(.+)$`);

/** The id of an image whose upload has not ended: Oxide has none for it yet. */
export function uploadId(projectId: string, name: string): string {
  return `upload_${projectId}_${name}`;
}

/** @throws ApiError `not_found` for an id that nothing of Oxide's can have */
export function parseImageId(imageId: string): ImageReference {
  if (UUID_ALONE.test(imageId)) return { kind: "image", id: imageId };
  const [, projectId, name] = UPLOAD.exec(imageId) ?? [];
  if (projectId === undefined || name === undefined || nameProblem(name, OXIDE_NAMING) !== null) {
    throw new ApiError("not_found", oxideText.noSuchImage);
  }
  return { kind: "upload", projectId, name };
}

export function isUuid(text: string): boolean {
  return UUID_ALONE.test(text);
}
