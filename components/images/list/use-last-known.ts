"use client";

import { useDeferredValue, useState } from "react";
import type { Image } from "@/lib/contract/image";

/** What was there last stays while another set of images (with or without the deleted ones) is on its way. */
export function useLastKnown(images: readonly Image[] | undefined): readonly Image[] | undefined {
  const [known, setKnown] = useState(images);
  if (images !== undefined && images !== known) setKnown(images);
  const last = images ?? known;
  // The first rows are drawn a few at a time, so that the page stays answerable.
  const isFirst = useDeferredValue(last) === undefined;
  return isFirst ? undefined : last;
}
