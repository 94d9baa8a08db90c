"use client";

import { memo, type ReactNode } from "react";
import { ByteSize } from "@/components/images/byte-size";
import { RowActionsButton } from "@/components/images/image-actions-menu";
import { ImageStatusLabel } from "@/components/images/image-status";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import { RowUpload } from "@/components/uploads/row-upload";
import { useUploadOfImage } from "@/components/uploads/use-upload-of-image";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { systemOf } from "@/components/images/list/filters/list-keys";
import type { ColumnId } from "./columns";
import { NameCell } from "./name-cell";
import { distinctPart, shortenChecksum } from "./shorten";

export interface ImageCellProps {
  image: Image;
  /** Of the search, to be marked. */
  words: readonly string[];
  /** What its connection is called, where images of several are shown. */
  source: string | null;
  /** Full page of the image. */
  href: string;
  isSelected: boolean;
  /** Whether Tab reaches what is in it: in one row of all. */
  tabIndex: 0 | -1;
}

/** What stands in a column for an image. */
export const ImageCell = memo(function ImageCell({
  column,
  ...props
}: ImageCellProps & { column: ColumnId }): ReactNode {
  const { image, tabIndex, isSelected } = props;
  switch (column) {
    case "select":
      return (
        // A cell's height is its row's, of which what stands in it knows nothing.
        <label className="absolute inset-0 flex cursor-pointer items-center justify-center">
          {/* The table listens: one handler instead of one a row. */}
          <input
            type="checkbox"
            readOnly
            checked={isSelected}
            tabIndex={tabIndex}
            aria-label={listText.row.select(image.name)}
            className="size-4 cursor-pointer accent-accent"
          />
        </label>
      );
    case "name":
      return <NameCell {...props} />;
    case "card":
      return (
        <NameCell {...props}>
          {/* What does not fit is left out whole: it goes to a second line, which is out of sight. A button takes presses around it. */}
          <span className="flex h-6 flex-wrap items-center gap-x-2 overflow-clip text-xs [overflow-clip-margin:0.25rem] leading-6 whitespace-nowrap text-ink-muted">
            {props.source !== null && <span className="max-w-2/5 truncate">{props.source}</span>}
            <StatusCell image={image} />
            {image.sizeBytes !== null && <ByteSize bytes={image.sizeBytes} />}
            {image.deletedAt === null && (
              <span>
                <Time instant={image.createdAt} />
              </span>
            )}
          </span>
        </NameCell>
      );
    case "provider":
      return (
        <span title={props.source ?? undefined} className="block truncate">
          {props.source}
        </span>
      );
    case "status":
      return <StatusCell image={image} />;
    case "created":
      return <Time instant={image.createdAt} />;
    case "size":
      return image.sizeBytes === null ? <SizeOfUpload image={image} /> : <ByteSize bytes={image.sizeBytes} />;
    case "visibility":
      return image.visibility === null ? <ByteSize bytes={null} /> : listText.visibility[image.visibility];
    case "system":
      return <Words text={systemOf(image)} />;
    case "regions":
      return <Words text={regionWords(image)} />;
    case "tags":
      return <Words text={image.details?.tags?.join(", ") ?? null} />;
    case "checksum":
      return image.sha256 === null ? (
        <ByteSize bytes={null} />
      ) : (
        <Copyable
          shown={shortenChecksum(image.sha256)}
          full={image.sha256}
          what={listText.row.checksumCopied}
          label={listText.row.copyChecksum(image.name)}
          tabIndex={tabIndex}
        />
      );
    case "id":
      return (
        <Copyable
          shown={distinctPart(image.details?.nativeId ?? image.id)}
          full={image.details?.nativeId ?? image.id}
          what={listText.row.idCopied}
          label={listText.row.copyId(image.name)}
          tabIndex={tabIndex}
        />
      );
    case "actions":
      return <RowActionsButton image={image} tabIndex={tabIndex} />;
    default:
      return column satisfies never;
  }
});

/** A line of words, cut where its room ends; a dash where there are none. */
function Words({ text }: { text: string | null }): ReactNode {
  if (text === null || text === "") return <ByteSize bytes={null} />;
  return (
    <span title={text} className="block truncate">
      {text}
    </span>
  );
}

/** Where it is, and what keeps it from being used there. */
function regionWords({ details }: Image): string | null {
  const regions = details?.regions?.map(({ id, status, isAvailable }) =>
    isAvailable ? id : listText.regions.notAvailable(id, status),
  );
  return regions?.join(", ") ?? null;
}

function StatusCell({ image }: { image: Image }): ReactNode {
  if (image.deletedAt !== null) {
    return (
      <span className="flex items-center gap-2 whitespace-nowrap text-ink-muted">
        <ImageStatusLabel image={image} />
        <span className="truncate text-xs">
          <Time instant={image.deletedAt} />
        </span>
      </span>
    );
  }
  switch (image.status) {
    case "waiting":
    case "uploading":
    case "verifying":
      // Whether anybody but this browser still sends it cannot be known from here.
      return (
        <RowUpload image={image} fallback={<ImageStatusLabel image={image} quiet={image.status === "uploading"} />} />
      );
    case "completed":
    case "failed":
    case "not_imported":
    case "processing":
    case "deleting":
    case "unknown":
      return <ImageStatusLabel image={image} />;
    default:
      return image.status satisfies never;
  }
}

/** Until the server tells an image's size, the browser that sends it knows. */
function SizeOfUpload({ image }: Pick<ImageCellProps, "image">): ReactNode {
  const found = useUploadOfImage(image);
  if (found === null) return <ByteSize bytes={null} />;
  return <ByteSize bytes={found.kind === "running" ? found.view.sizeBytes : found.upload.sizeBytes} />;
}

interface CopyableProps {
  shown: string;
  full: string;
  what: string;
  label: string;
  tabIndex: 0 | -1;
}

/** A long value, cut where its room ends, with the whole of it on the clipboard at a click. */
function Copyable({ shown, full, what, label, tabIndex }: CopyableProps): ReactNode {
  return (
    <span className="flex items-center gap-1">
      <code title={full} className="truncate font-mono text-xs text-ink-muted">
        {shown}
      </code>
      <CopyButton
        text={full}
        what={what}
        label={label}
        tabIndex={tabIndex}
        className="opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-100"
      />
    </span>
  );
}
