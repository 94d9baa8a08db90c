"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { whyNoDownload } from "@/components/images/image-permissions";
import { useRights } from "@/components/images/use-rights";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { DownloadLink, Image } from "@/lib/contract/image";
import { excludedOf, type Excluded } from "./excluded-of";
import { ImagesRun } from "./images-run";
import type { ImageLink } from "./link-formats";

export interface LinksPlan {
  /** In the order of the images. */
  included: readonly Image[];
  excluded: readonly Excluded[];
  run: ImagesRun<DownloadLink>;
}

/** Asks for the links of those images that can have one, at once; a link that is known and still good is not asked for again. */
export function useLinks(images: readonly Image[]): LinksPlan {
  const queryClient = useQueryClient();
  const rightsOf = useRights();
  const [plan] = useState(() => {
    const { included, excluded } = excludedOf(images, (image) => whyNoDownload(image, rightsOf(image)));
    const run = new ImagesRun(included, ({ connection, id }) =>
      // The run itself tries again, for all of them together.
      queryClient.fetchQuery({ ...downloadLinkQuery(connection, id), retry: false }),
    );
    return { included, excluded, run };
  });
  const { run } = plan;
  useEffect(() => {
    void run.start();
    return () => run.stop();
  }, [run]);
  return plan;
}

/** The links that came so far. */
export function readyLinks({ included, run }: LinksPlan): ImageLink[] {
  return included.flatMap((image) => {
    const outcome = run.outcomeOf(image);
    return outcome.kind === "done" ? [{ image, link: outcome.value }] : [];
  });
}
