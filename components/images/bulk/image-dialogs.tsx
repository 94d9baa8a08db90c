"use client";

import type { ReactNode } from "react";
import { ActionDialog } from "@/components/actions/lazy-action-dialog";
import { DeleteImageDialog } from "@/components/images/delete-image-dialog";
import type { ImageDialog } from "@/components/images/image-dialog";
import { useConnections } from "@/components/layout/connection-context";
import { connectionOf } from "@/components/images/use-rights";
import { FillImageDialog } from "@/components/uploads/fill-image-dialog";
import type { Image } from "@/lib/contract/image";
import { onDemand } from "@/components/ui/on-demand";
import { DeleteManyDialog } from "./delete-many-dialog";
import { LinksDialog } from "./links-dialog";

const BuildLogDialog = onDemand(
  async () => (await import("@/components/images/details/build-log-dialog")).BuildLogDialog,
);

interface ImageDialogsProps {
  dialog: ImageDialog;
  onClose: () => void;
}

/** The dialog about one image or many that a row's menu or the selection's toolbar asks for. */
export function ImageDialogs({ dialog, onClose }: ImageDialogsProps): ReactNode {
  const connections = useConnections();
  const { opener } = dialog;
  // A deleted image takes its row along, and the last one of a selection its toolbar.
  const returnFocus = () =>
    opener?.isConnected === true ? opener : document.querySelector<HTMLElement>("main h1[tabindex]");
  const targetOf = (image: Image) => ({
    connection: image.connection,
    account: connectionOf(connections, image)?.account.name ?? null,
  });
  switch (dialog.kind) {
    case "delete":
      return <DeleteImageDialog image={dialog.image} onClose={onClose} returnFocus={returnFocus} />;
    case "action":
      return (
        <ActionDialog
          connection={dialog.image.connection}
          action={dialog.action}
          image={dialog.image}
          onClose={onClose}
          returnFocus={returnFocus}
        />
      );
    case "log":
      return <BuildLogDialog image={dialog.image} onClose={onClose} returnFocus={returnFocus} />;
    case "fill":
      return (
        <FillImageDialog
          target={targetOf(dialog.image)}
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
