"use client";

import { RotateCcw, ScrollText, Trash2, Upload } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { actionIcon } from "@/components/actions/action-icon";
import { ActionDialog } from "@/components/actions/lazy-action-dialog";
import { imageActionsOf } from "@/components/actions/offered-actions";
import { whyNoDelete } from "@/components/images/image-permissions";
import { useIsUploadWanted } from "@/components/images/use-is-upload-wanted";
import { useCommands } from "@/components/layout/commands/use-commands";
import { useConnectionOf } from "@/components/layout/connection-context";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Action } from "@/lib/contract/action";
import type { Image } from "@/lib/contract/image";
import { actionsText } from "@/lib/text/actions-text";
import { imageActionsText as text } from "@/lib/text/image-actions-text";
import { useRestore } from "./use-restore";

const DeleteImageDialog = onDemand(
  async () => (await import("@/components/images/delete-image-dialog")).DeleteImageDialog,
);
const BuildLogDialog = onDemand(async () => (await import("./build-log-dialog")).BuildLogDialog);
const FillImageDialog = onDemand(async () => (await import("@/components/uploads/fill-image-dialog")).FillImageDialog);

interface ImageActionsProps {
  image: Image;
  size?: "small" | "medium";
  /** Told while the image's end is being asked for, and when it has come. */
  onDeletion: (deletion: "none" | "asked" | "done") => void;
}

/** What can be done with an image. What cannot be done now says why. */
export function ImageActions({ image, size = "medium", onDeletion }: ImageActionsProps): ReactNode {
  const connection = useConnectionOf(image.connection);
  const [dialog, setDialog] = useState<"none" | "delete" | "fill" | "log" | Action>("none");
  const bar = useRef<HTMLDivElement>(null);
  const restore = useRestore(image);
  const actions = imageActionsOf(image, connection);
  useCommands(
    actions.map((action) => ({
      id: `image-${action.id}`,
      title: actionsText.imageAction(action.label, image.name),
      section: "images" as const,
      icon: actionIcon(action),
      disabledReason: action.disabledReason ?? undefined,
      run: () => setDialog(action),
    })),
  );
  const isUploadable = useIsUploadWanted(image, connection.upload);
  const { upload, log } = connection.capabilities;
  /** The button that was pressed may be gone by the time its dialog closes. */
  const firstButton = () => bar.current?.querySelector("button") ?? null;
  return (
    <div ref={bar} className="flex flex-wrap items-center gap-2">
      {isUploadable && (
        <Button
          size={size}
          disabledReason={upload.allowed ? undefined : upload.reason}
          onClick={() => setDialog("fill")}
        >
          <Upload aria-hidden />
          {text.uploadFromHere}
        </Button>
      )}
      {actions.map((action) => {
        const Icon = actionIcon(action);
        return (
          <Button
            key={action.id}
            size={size}
            disabledReason={action.disabledReason ?? undefined}
            onPointerEnter={ActionDialog.preload}
            onFocus={ActionDialog.preload}
            onClick={() => setDialog(action)}
          >
            <Icon aria-hidden className={action.isDestructive ? "text-negative" : "text-ink-faint"} />
            {action.label}
          </Button>
        );
      })}
      {log.allowed && (
        <Button size={size} onPointerEnter={BuildLogDialog.preload} onClick={() => setDialog("log")}>
          <ScrollText aria-hidden className="text-ink-faint" />
          {text.viewLog}
        </Button>
      )}
      {image.deletedAt === null ? (
        <Button
          size={size}
          disabledReason={whyNoDelete(image, connection.capabilities)}
          onClick={() => {
            setDialog("delete");
            onDeletion("asked");
          }}
        >
          <Trash2 aria-hidden className="text-negative" />
          {text.remove}
        </Button>
      ) : (
        <Button size={size} busy={restore.isPending} disabledReason={restore.disabledReason} onClick={restore.run}>
          <RotateCcw aria-hidden />
          {text.restore}
        </Button>
      )}
      {dialog === "delete" && (
        <DeleteImageDialog
          image={image}
          onClose={() => {
            setDialog("none");
            onDeletion("none");
          }}
          onDeleted={() => onDeletion("done")}
        />
      )}
      {dialog === "fill" && (
        <FillImageDialog
          target={{ connection: connection.id, account: connection.account.name }}
          image={image}
          onClose={() => setDialog("none")}
          returnFocus={firstButton}
        />
      )}
      {dialog === "log" && <BuildLogDialog image={image} onClose={() => setDialog("none")} />}
      {typeof dialog === "object" && (
        <ActionDialog
          connection={connection.id}
          action={dialog}
          image={image}
          onClose={() => setDialog("none")}
          returnFocus={(opener) => (opener instanceof HTMLElement && opener.isConnected ? opener : firstButton())}
        />
      )}
      {restore.failure}
    </div>
  );
}
