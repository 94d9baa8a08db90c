import type { QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { Image } from "@/lib/contract/image";
import type { Capabilities } from "@/lib/contract/session";
import { imageActionsText } from "@/lib/text/image-actions-text";
import { restoreImages } from "./bulk/restore-images";
import { isUnfinished } from "./image-permissions";

interface Deletion {
  queryClient: QueryClient;
  connection: string;
  capabilities: Capabilities;
  images: readonly Image[];
  /** What is told, as in "ubuntu is deleted." */
  message: string;
}

/** Says that images are deleted, with Undo for those that can come back: of an unfinished one the bytes are gone. */
export function tellDeleted({ queryClient, connection, capabilities, images, message }: Deletion): void {
  const restorable = restorableOf(images, capabilities);
  const onClick = () => void restoreImages(queryClient, connection, restorable);
  toast.success(message, {
    ...(restorable.length > 0 && { action: { label: imageActionsText.undo, onClick } }),
  });
}

/** Those of deleted images whose deletion can be taken back. */
export function restorableOf(images: readonly Image[], { restore }: Capabilities): readonly Image[] {
  return restore.allowed ? images.filter((image) => !isUnfinished(image)) : [];
}
