import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { linodeText } from "@/lib/text/linode-text";

/** A word of an id, as Linode makes them. One of dots alone would climb in a path. */
const WORD = /^(?!\.+$)[A-Za-z0-9._-]+$/;

/** `private/15` as it stands in our URLs: `private~15`. A tilde is in no id of Linode's, so the way back is certain. */
export function toImageId(native: string): string {
  return native.replaceAll("/", "~");
}

/** The way back. @throws ApiError `not_found` for what can be no id of Linode's */
export function toNativeId(imageId: string): string {
  const words = imageId.split("~");
  if (!words.every((word) => WORD.test(word))) throw new ApiError("not_found", linodeText.gone.plain);
  return words.join("/");
}

/** The number of an image of the account, by which events name it; null for the public and the shared ones. */
export function privateNumber(native: string): string | null {
  return /^private\/(\d+)$/.exec(native)?.[1] ?? null;
}
