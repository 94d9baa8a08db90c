"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Info, Link2, Maximize2, RotateCcw, ScrollText, SquareTerminal, Trash2, Upload } from "lucide-react";
import { useEffect, type ReactNode } from "react";
import { actionIcon } from "@/components/actions/action-icon";
import { imageActionsOf } from "@/components/actions/offered-actions";
import { whyNoDelete, whyNoDownload, whyNoRestore } from "@/components/images/image-permissions";
import { useRowActions } from "@/components/images/row-actions-context";
import type { OpenRowMenu } from "@/components/images/row-menu-store";
import { useDownloadActions } from "@/components/images/use-download-actions";
import { useIsUploadWanted } from "@/components/images/use-is-upload-wanted";
import { useConnectionOf } from "@/components/layout/connection-context";
import { AnchoredMenu } from "@/components/ui/anchored-menu";
import { MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Image } from "@/lib/contract/image";
import { imageActionsText as text } from "@/lib/text/image-actions-text";
import { restoreImages } from "./restore-images";

interface RowMenuProps extends OpenRowMenu {
  onShowDetails: (image: Image) => void;
  onShowPage: (image: Image) => void;
  onClose: () => void;
}

/** What can be done with the image of a row. What cannot be done now stays in the menu, with the reason. */
export function RowMenu({ image, button, isByKeyboard, onShowDetails, onShowPage, onClose }: RowMenuProps): ReactNode {
  const queryClient = useQueryClient();
  const { openDialog, prepareDialogs } = useRowActions();
  const connection = useConnectionOf(image.connection);
  const { capabilities } = connection;
  const actions = imageActionsOf(image, connection);
  const { copyLink, copyCurlCommand } = useDownloadActions(connection.id);
  const isUploadable = useIsUploadWanted(image, connection.upload);
  const noDownload = whyNoDownload(image, capabilities);
  const isDeleted = image.deletedAt !== null;
  useEffect(prepareDialogs, [prepareDialogs]);
  return (
    <AnchoredMenu anchor={button} label={text.menuOf(image.name)} isByKeyboard={isByKeyboard} onClose={onClose}>
      <MenuItem icon={Info} onSelect={() => onShowDetails(image)}>
        {text.viewDetails}
      </MenuItem>
      <MenuItem icon={Maximize2} onSelect={() => onShowPage(image)}>
        {text.openPage}
      </MenuItem>
      {isUploadable && (
        <MenuItem
          icon={Upload}
          disabledReason={capabilities.upload.allowed ? undefined : capabilities.upload.reason}
          onSelect={() => openDialog({ kind: "fill", image, opener: button })}
        >
          {text.uploadFromHere}
        </MenuItem>
      )}
      <MenuItem icon={Link2} disabledReason={noDownload} onSelect={() => copyLink(image)}>
        {text.copyLink}
      </MenuItem>
      {/* Where there are no links at all, once is enough to say so. */}
      {capabilities.download.allowed && (
        <MenuItem icon={SquareTerminal} disabledReason={noDownload} onSelect={() => copyCurlCommand(image)}>
          {text.copyCurlCommand}
        </MenuItem>
      )}
      {capabilities.log.allowed && (
        <MenuItem icon={ScrollText} onSelect={() => openDialog({ kind: "log", image, opener: button })}>
          {text.viewLog}
        </MenuItem>
      )}
      {actions.length > 0 && <MenuSeparator />}
      {actions.map((action) => (
        <MenuItem
          key={action.id}
          icon={actionIcon(action)}
          danger={action.isDestructive}
          disabledReason={action.disabledReason ?? undefined}
          onSelect={() => openDialog({ kind: "action", action, image, opener: button })}
        >
          {action.label}
        </MenuItem>
      ))}
      <MenuSeparator />
      {isDeleted && (
        <MenuItem
          icon={RotateCcw}
          disabledReason={whyNoRestore(image, capabilities)}
          onSelect={() => void restoreImages(queryClient, [image])}
        >
          {text.restore}
        </MenuItem>
      )}
      {!isDeleted && (
        <MenuItem
          icon={Trash2}
          danger
          disabledReason={whyNoDelete(image, capabilities)}
          onSelect={() => openDialog({ kind: "delete", image, opener: button })}
        >
          {text.remove}
        </MenuItem>
      )}
    </AnchoredMenu>
  );
}
