import type { QueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import type { Image } from "@/lib/contract/image";
import type { Capabilities } from "@/lib/contract/session";
import { imageActionsText } from "@/lib/text/image-actions-text";
import { restoreImages } from "./bulk/restore-images";

interface Deletion {
  queryClient: QueryClient;
  connection: string;
  capabilities: Capabilities;
  images: readonly Image[];
  /** What is told, as in "ubuntu is deleted." */
  message: string;
}

/** Says that images are deleted, with Undo where that is possible. An upload that comes back goes on with its file chosen again. */
export function tellDeleted({ queryClient, connection, capabilities, images, message }: Deletion): void {
  const onClick = () => void restoreImages(queryClient, connection, images);
  toast.success(message, {
    ...(capabilities.restore.allowed && { action: { label: imageActionsText.undo, onClick } }),
  });
}
