"use client";

import type { ReactNode } from "react";
import type { Image } from "@/lib/contract/image";
import { ImageDownload } from "./image-download";
import { ImageFields } from "./image-fields";
import { ImageNote } from "./image-note";

/** Everything that is known of an image, and what one can do with it: the same in the panel and on the page. */
export function ImageDetails({ image }: { image: Image }): ReactNode {
  return (
    <div className="space-y-4">
      <ImageNote image={image} />
      <ImageDownload key={`${image.id} link`} image={image} />
      <ImageFields image={image} />
    </div>
  );
}
