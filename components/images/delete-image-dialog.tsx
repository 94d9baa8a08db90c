"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useConnectionOf } from "@/components/layout/connection-context";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useDeleteImage } from "@/lib/client/mutations";
import type { Image } from "@/lib/contract/image";
import { imageActionsText as text } from "@/lib/text/image-actions-text";
import { isUnfinished } from "./image-permissions";
import { tellDeleted } from "./tell-deleted";

interface DeleteImageDialogProps {
  image: Image;
  onClose: () => void;
  onDeleted?: () => void;
  /** As for `Dialog`. */
  returnFocus?: () => HTMLElement | null;
}

/** Asks before an image is deleted, and says in place when that fails. */
export function DeleteImageDialog({ image, onClose, onDeleted, returnFocus }: DeleteImageDialogProps): ReactNode {
  const queryClient = useQueryClient();
  const { connection } = image;
  const { capabilities, naming } = useConnectionOf(connection);
  const deletion = useDeleteImage(connection);
  const consequence = isUnfinished(image) ? text.deleteUnfinished : text.deleteFinished(capabilities.download.allowed);
  const confirm = () =>
    deletion.mutate(image.id, {
      onSuccess: () => {
        tellDeleted({
          queryClient,
          canRestore: () => capabilities.restore.allowed,
          images: [image],
          message: text.deleted(image.name),
        });
        onClose();
        onDeleted?.();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        // What was asked for cannot be taken back: who closes now would not learn whether it worked.
        if (!open && !deletion.isPending) onClose();
      }}
      {...(returnFocus === undefined ? {} : { returnFocus })}
      title={text.deleteTitle(image.name)}
      description={naming.isUnique ? `${consequence} ${text.nameIsFree}` : consequence}
      footer={
        <>
          <Button data-initial-focus disabledReason={deletion.isPending ? text.deleting : undefined} onClick={onClose}>
            {text.keepImage}
          </Button>
          <Button look="danger" busy={deletion.isPending} onClick={confirm}>
            {text.deleteImage}
          </Button>
        </>
      }
    >
      {deletion.isError && (
        <RequestError
          title={text.notDeleted(image.name)}
          error={deletion.error}
          connection={connection}
          className="mt-1"
        />
      )}
    </Dialog>
  );
}
