"use client";

import { use, type ReactNode } from "react";
import type { Image } from "@/lib/contract/image";
import { classNames } from "@/lib/utils/class-names";
import { ImageDownload } from "./image-download";
import { ImageFields } from "./image-fields";
import { ImageFormat } from "./image-format";
import { ImageNote } from "./image-note";
import { ImageTimeline } from "./image-timeline";
import { PlaceContext } from "./place";

/** Everything that is known of an image, and what one can do with it: the same in the panel and on the page. */
export function ImageDetails({ image }: { image: Image }): ReactNode {
  const isPage = use(PlaceContext) === "page";
  return (
    // What was asked of one image, such as a link, is not asked of the next one.
    <div key={image.id} className="space-y-4">
      <ImageNote image={image} />
      <div className={classNames("grid gap-4", isPage && "lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start")}>
        <div className="min-w-0 space-y-4">
          <ImageDownload image={image} />
          <ImageFields image={image} />
        </div>
        <div className="min-w-0 space-y-4">
          <ImageFormat image={image} />
          <ImageTimeline image={image} />
        </div>
      </div>
    </div>
  );
}
