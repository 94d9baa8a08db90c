"use client";

import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { Image } from "@/lib/contract/image";
import { classNames } from "@/lib/utils/class-names";
import { ByteSize } from "./byte-size";
import { RowActionsButton } from "./image-actions-menu";
import { ImageStatusLabel } from "./image-status";
import { shortenChecksum, shortenId } from "./shorten";

interface ImagesTableProps {
  connection: string;
  images: readonly Image[];
}

/** On a phone a row becomes two lines: the name with its menu, under it status, size and age. */
export function ImagesTable({ connection, images }: ImagesTableProps): ReactNode {
  return (
    <div className="overflow-clip rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <table aria-label="Images" className="w-full border-collapse text-left tabular-nums max-md:block md:table-fixed">
        <thead className="max-md:sr-only md:sticky md:top-12 md:z-10">
          <tr className="bg-sunken text-xs text-ink-muted shadow-[inset_0_-1px_var(--color-line)]">
            <ColumnHeader>Name</ColumnHeader>
            <ColumnHeader className="w-44">Status</ColumnHeader>
            <ColumnHeader className="w-28">Created</ColumnHeader>
            <ColumnHeader className="w-24 text-right">Size</ColumnHeader>
            <ColumnHeader className="w-44 md:pl-6 max-lg:hidden">Checksum</ColumnHeader>
            <ColumnHeader className="w-40 max-lg:hidden">Id</ColumnHeader>
            <ColumnHeader className="w-12">
              <span className="sr-only">Actions</span>
            </ColumnHeader>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {images.map((image) => (
            <ImageRow key={image.id} connection={connection} image={image} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ImageRowProps {
  connection: string;
  image: Image;
}

function ImageRow({ connection, image }: ImageRowProps): ReactNode {
  return (
    <tr className="group border-b border-line transition-colors last:border-b-0 hover:bg-hover/60 max-md:grid max-md:grid-cols-[auto_auto_1fr_auto] max-md:items-center max-md:gap-x-3 max-md:py-2 max-md:pl-3">
      <Cell className="max-md:col-span-3">
        <Link
          href={`/${connection}/images/${image.id}`}
          prefetch={false}
          title={image.name}
          className="block truncate rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {image.name}
        </Link>
      </Cell>
      <Cell className="max-md:row-start-2 max-md:text-xs">
        <ImageStatusLabel image={image} />
      </Cell>
      <Cell className="text-ink-muted max-md:col-start-3 max-md:row-start-2 max-md:text-xs">
        <Time instant={image.createdAt} />
      </Cell>
      <Cell className="text-right max-md:col-start-2 max-md:row-start-2 max-md:text-xs max-md:text-ink-muted">
        <ByteSize bytes={image.sizeBytes} />
      </Cell>
      <Cell className="max-lg:hidden md:pl-6">
        {image.sha256 === null ? (
          <ByteSize bytes={null} />
        ) : (
          <Copyable shown={shortenChecksum(image.sha256)} full={image.sha256} what="Checksum" name={image.name} />
        )}
      </Cell>
      <Cell className="max-lg:hidden">
        <Copyable shown={shortenId(image.id)} full={image.id} what="Id" name={image.name} />
      </Cell>
      <Cell className="text-right max-md:col-start-4 max-md:row-span-2 max-md:row-start-1 max-md:pr-2">
        <RowActionsButton image={image} />
      </Cell>
    </tr>
  );
}

interface CopyableProps {
  shown: string;
  full: string;
  what: "Checksum" | "Id";
  name: string;
}

/** A long value, shortened, with the whole of it on the clipboard at a click. */
function Copyable({ shown, full, what, name }: CopyableProps): ReactNode {
  return (
    <span className="flex items-center gap-1">
      <code title={full} className="truncate font-mono text-xs text-ink-muted">
        {shown}
      </code>
      <CopyButton
        text={full}
        what={what}
        label={`Copy ${what.toLowerCase()} of ${name}`}
        className="opacity-0 group-has-focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      />
    </span>
  );
}

function ColumnHeader({ className, ...rest }: ComponentProps<"th">): ReactNode {
  return <th scope="col" className={classNames("h-8 px-3 font-medium", className)} {...rest} />;
}

function Cell({ className, ...rest }: ComponentProps<"td">): ReactNode {
  return <td className={classNames("md:h-10 md:px-3", className)} {...rest} />;
}
