"use client";

import { Link2, Maximize2, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ImageStatusLabel } from "@/components/images/image-status";
import { useConnection } from "@/components/layout/connection-context";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { tellCopyResult } from "@/components/ui/copy-toasts";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { RowUpload } from "@/components/uploads/row-upload";
import { detailsText } from "@/lib/text/details-text";
import { imagePanelPath, imagePath } from "@/lib/utils/paths";
import { ImageActions } from "./image-actions";
import { ImageDetails } from "./image-details";
import { ImageStates } from "./image-states";
import { PlaceContext } from "./place";
import { useImage } from "./use-image";

interface PanelContentProps {
  imageId: string;
  /** The heading's id, by which the panel is named. */
  headingId: string;
  onClose: () => void;
}

/** What a panel holds, wherever it stands: a head that stays in sight, and the details, which scroll. */
export function PanelContent({ imageId, headingId, onClose }: PanelContentProps): ReactNode {
  const shown = useImage(imageId);
  const { image, deletion, setDeletion } = shown;
  if (deletion === "done") return null;
  return (
    <PlaceContext value="panel">
      <header className="border-b border-line py-3 pr-2 pl-4">
        <div className="flex items-start gap-2">
          <h2 id={headingId} className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">
            <span className="sr-only">{image === undefined ? detailsText.panelNameless : detailsText.panelOf}</span>{" "}
            <bdi>{image?.name}</bdi>
          </h2>
          <PanelTools imageId={imageId} onClose={onClose} />
        </div>
        {image !== undefined && (
          <div className="mt-0.5 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2 pr-2">
            <RowUpload image={image} fallback={<ImageStatusLabel image={image} />} />
            <ImageActions
              image={image}
              size="small"
              onDeletion={(next) => {
                setDeletion(next);
                if (next === "done") onClose();
              }}
            />
          </div>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="p-4 pb-0 empty:hidden">
          <ImageStates
            imageId={imageId}
            shown={shown}
            heading="h2"
            wayBack={<Button onClick={onClose}>{detailsText.gone.back}</Button>}
          />
        </div>
        {image !== undefined && <ImageDetails image={image} />}
      </div>
    </PlaceContext>
  );
}

/** What the panel itself can do: open its image as a page, tell its address, close. */
function PanelTools({ imageId, onClose }: { imageId: string; onClose: () => void }): ReactNode {
  const connection = useConnection().id;
  const copyPanelLink = async () => {
    const url = new URL(imagePanelPath(connection, imageId), window.location.origin);
    tellCopyResult(await copyText(url.href), detailsText.panelLinkCopied);
  };
  return (
    <div className="-my-0.5 flex items-center pointer-coarse:-my-1.5">
      <Tooltip text={detailsText.openPage}>
        <Link
          href={imagePath(connection, imageId)}
          aria-label={detailsText.openPage}
          className="touch-target inline-flex size-7 items-center justify-center rounded-md text-ink-faint transition-colors hover:bg-hover hover:text-ink pointer-coarse:size-9"
        >
          <Maximize2 aria-hidden className="size-4" />
        </Link>
      </Tooltip>
      <IconButton label={detailsText.copyPanelLink} onClick={() => void copyPanelLink()}>
        <Link2 aria-hidden />
      </IconButton>
      <IconButton label={detailsText.close} onClick={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
