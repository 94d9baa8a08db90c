"use client";

import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useDeleteImage } from "@/lib/client/mutations";
import type { Image } from "@/lib/contract/image";

interface DeleteImageDialogProps {
  connection: string;
  image: Image;
  onClose: () => void;
  onDeleted?: () => void;
  /** As for `Dialog`. */
  returnFocus?: () => HTMLElement | null;
}

/** Asks before an image is deleted, and says in place when that fails. */
export function DeleteImageDialog({
  connection,
  image,
  onClose,
  onDeleted,
  returnFocus,
}: DeleteImageDialogProps): ReactNode {
  const deletion = useDeleteImage(connection);
  const isUnfinished = image.status === "waiting" || image.status === "uploading";
  const confirm = () =>
    deletion.mutate(image.id, {
      onSuccess: () => {
        toast.success(`${image.name} is deleted.`);
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
      title={`Delete ${image.name}?`}
      description={
        isUnfinished
          ? "Its upload ends, and what was sent so far is thrown away. The name is free again."
          : "It can no longer be downloaded or booted from, and links to it stop working. The name is free again."
      }
      footer={
        <>
          <Button
            data-initial-focus
            disabledReason={deletion.isPending ? "The image is being deleted." : undefined}
            onClick={onClose}
          >
            Keep image
          </Button>
          <Button look="danger" busy={deletion.isPending} onClick={confirm}>
            Delete image
          </Button>
        </>
      }
    >
      {deletion.isError && (
        <RequestError title={`${image.name} was not deleted`} error={deletion.error} className="mt-1" />
      )}
    </Dialog>
  );
}
