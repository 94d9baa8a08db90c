"use client";

import type { ReactNode } from "react";
import { DeleteImageDialog } from "@/components/images/delete-image-dialog";
import type { ImageDialog } from "@/components/images/image-dialog";
import { useConnection } from "@/components/layout/connection-context";
import { FillImageDialog } from "@/components/uploads/fill-image-dialog";
import { DeleteManyDialog } from "./delete-many-dialog";
import { LinksDialog } from "./links-dialog";

interface ImageDialogsProps {
  dialog: ImageDialog;
  onClose: () => void;
}

/** The dialog about one image or many that a row's menu or the selection's toolbar asks for. */
export function ImageDialogs({ dialog, onClose }: ImageDialogsProps): ReactNode {
  const connection = useConnection();
  const { opener } = dialog;
  // A deleted image takes its row along, and the last one of a selection its toolbar.
  const returnFocus = () =>
    opener?.isConnected === true ? opener : document.querySelector<HTMLElement>("main h1[tabindex]");
  switch (dialog.kind) {
    case "delete":
      return (
        <DeleteImageDialog
          connection={connection.id}
          image={dialog.image}
          onClose={onClose}
          returnFocus={returnFocus}
        />
      );
    case "fill":
      return (
        <FillImageDialog
          target={{ connection: connection.id, account: connection.account.name }}
          image={dialog.image}
          onClose={onClose}
          returnFocus={returnFocus}
        />
      );
    case "delete-many":
      return (
        <DeleteManyDialog images={dialog.images} onClose={onClose} onDone={dialog.onDone} returnFocus={returnFocus} />
      );
    case "links":
      return <LinksDialog images={dialog.images} onClose={onClose} returnFocus={returnFocus} />;
    default:
      return dialog satisfies never;
  }
}
