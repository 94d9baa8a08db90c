"use client";

import { Ellipsis, Info, Link2, SquareTerminal, Trash2, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Image } from "@/lib/contract/image";
import { useUploadsSnapshot } from "@/components/uploads/uploads-provider";
import { isUploadWanted, whyNoDelete, whyNoDownload } from "./image-permissions";
import { useDownloadActions } from "./use-download-actions";

interface ImageActionsMenuProps {
  image: Image;
  /** Told the menu's button as well: the focus may go back to it. */
  onDelete: (image: Image, opener: HTMLElement | null) => void;
  /** Told the menu's button for the same reason. */
  onFill: (image: Image, opener: HTMLElement | null) => void;
}

/** The menu of a row. What cannot be done now stays in it, with the reason. */
export function ImageActionsMenu({ image, onDelete, onFill }: ImageActionsMenuProps): ReactNode {
  const router = useRouter();
  const connection = useConnection();
  const button = useRef<HTMLButtonElement>(null);
  const { copyLink, copyCurlCommand } = useDownloadActions(connection.id);
  const { upload } = connection.capabilities;
  const { uploads, interrupted } = useUploadsSnapshot();
  const imageIdsHere = new Set([...uploads, ...interrupted].map(({ imageId }) => imageId));
  const noDownload = whyNoDownload(image, connection.capabilities);
  return (
    <Menu
      trigger={
        <IconButton ref={button} label={`Actions for ${image.name}`} tooltip={null}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem icon={Info} onSelect={() => router.push(`/${connection.id}/images/${image.id}`)}>
        View details
      </MenuItem>
      {isUploadWanted(image, imageIdsHere) && (
        <MenuItem
          icon={Upload}
          disabledReason={upload.allowed ? undefined : upload.reason}
          onSelect={() => onFill(image, button.current)}
        >
          Upload from this browser
        </MenuItem>
      )}
      <MenuItem icon={Link2} disabledReason={noDownload} onSelect={() => copyLink(image)}>
        Copy download link
      </MenuItem>
      <MenuItem icon={SquareTerminal} disabledReason={noDownload} onSelect={() => copyCurlCommand(image)}>
        Copy curl command
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        danger
        disabledReason={whyNoDelete(image, connection.capabilities)}
        onSelect={() => onDelete(image, button.current)}
      >
        Delete
      </MenuItem>
    </Menu>
  );
}
