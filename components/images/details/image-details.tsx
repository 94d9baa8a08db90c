"use client";

import { use, type ReactNode } from "react";
import { useConnection } from "@/components/layout/connection-context";
import type { Image } from "@/lib/contract/image";
import { ImageDownload } from "./image-download";
import { ImageFields } from "./image-fields";
import { ImageFormat } from "./image-format";
import { ImageNote } from "./image-note";
import { ImageRegions } from "./image-regions";
import { ImageTimeline } from "./image-timeline";
import { PlaceContext } from "./place";

/** Everything that is known of an image, and what one can do with it: the same in the panel and on the page. */
export function ImageDetails({ image }: { image: Image }): ReactNode {
  const isPage = use(PlaceContext) === "page";
  const { download: canDownload } = useConnection().capabilities;
  const note = <ImageNote image={image} />;
  const download = <ImageDownload image={image} />;
  const fields = <ImageFields image={image} />;
  const format = <ImageFormat image={image} />;
  const regions = <ImageRegions image={image} />;
  const timeline = <ImageTimeline image={image} />;
  // What was asked of one image, such as a link, is not asked of the next one: hence the keys.
  if (!isPage) {
    return (
      <div key={image.id}>
        <div className="px-4 pt-4 empty:hidden">{note}</div>
        {canDownload.allowed && download}
        {fields}
        {regions}
        {format}
        {timeline}
        {!canDownload.allowed && download}
      </div>
    );
  }
  return (
    <div key={image.id} className="space-y-4">
      {note}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
        <div className="min-w-0 space-y-4">
          {canDownload.allowed && download}
          {fields}
          {!canDownload.allowed && download}
        </div>
        <div className="min-w-0 space-y-4">
          {regions}
          {format}
          {timeline}
        </div>
      </div>
    </div>
  );
}
