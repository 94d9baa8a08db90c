import type { QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { Image } from "@/lib/contract/image";
import { imageActionsText } from "@/lib/text/image-actions-text";
import { restoreImages } from "./bulk/restore-images";

interface Deletion {
  queryClient: QueryClient;
  /** Whether the deletion of one of them can be taken back. */
  canRestore: (image: Image) => boolean;
  images: readonly Image[];
  /** What is told, as in "ubuntu is deleted." */
  message: string;
}

/** Says that images are deleted, with Undo where that is possible. An upload that comes back goes on with its file chosen again. */
export function tellDeleted({ queryClient, canRestore, images, message }: Deletion): void {
  const restorable = images.filter(canRestore);
  const onClick = () => void restoreImages(queryClient, restorable);
  toast.success(message, {
    ...(restorable.length > 0 && { action: { label: imageActionsText.undo, onClick } }),
  });
}
