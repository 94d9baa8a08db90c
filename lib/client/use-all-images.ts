"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Image } from "@/lib/contract/image";
import type { Catalog, Pause } from "./catalog/catalog";
import type { CatalogScope } from "./catalog/scope";
import { imagesQuery, imagesWalkQuery, refreshImages, setWalkStopped } from "./queries";

/**
 * How the reading of all pages goes. `waiting`: as `pause` says, for a server that asked for patience or did not answer.
 * `failed`: with `error`, which waiting does not mend.
 */
export interface Walk {
  state: "reading" | "waiting" | "stopped" | "failed" | "done";
  error: Error | null;
  pause: Pause | null;
  /** Reads no further page until `goOn`. */
  stop: () => void;
  goOn: () => void;
}

export interface AllImages {
  /** Newest first; undefined until the first page came. An image keeps its object while nothing of it changes. */
  images: readonly Image[] | undefined;
  /** Every page was read: there are as many images as these. */
  isExact: boolean;
  /** Why the newest images could not be read. */
  error: Error | null;
  /** The newest images are being read. */
  isFetching: boolean;
  /** Reads everything again, page by page; what is known stays meanwhile. */
  refresh: () => void;
  walk: Walk;
}

/**
 * Every image of a connection, on request with the deleted ones: the newest at once, the others as they are read in the
 * background. Any number of components may ask; the pages are read once.
 */
export function useAllImages(
  connection: string,
  { includeDeleted = false, part = null }: Partial<Omit<CatalogScope, "connection">> = {},
): AllImages {
  const scope = { connection, includeDeleted, part };
  const queryClient = useQueryClient();
  const newest = useQuery(imagesQuery(scope));
  const catalog = newest.data;
  const pages = useQuery({ ...imagesWalkQuery(scope), enabled: catalog !== undefined && !catalog.isStopped });

  const goOn = () => {
    // Enabling it reads on; after a failure it is enabled already.
    if (catalog?.isStopped) setWalkStopped(queryClient, scope, false);
    else void pages.refetch();
  };
  return {
    images: catalog?.images,
    isExact: catalog !== undefined && catalog.cursor === null,
    error: newest.error,
    isFetching: newest.isFetching,
    refresh: () => {
      refreshImages(queryClient, scope);
      if (catalog !== undefined) goOn();
    },
    walk: {
      state: walkState(catalog, pages),
      error: pages.error,
      pause: catalog?.pause ?? null,
      stop: () => setWalkStopped(queryClient, scope, true),
      goOn,
    },
  };
}

/** How the reading of one list goes. */
export function walkState(
  catalog: Catalog | undefined,
  { isFetching, isError }: { isFetching: boolean; isError: boolean },
): Walk["state"] {
  if (catalog?.isStopped) return "stopped";
  if (isFetching) return (catalog?.pause ?? null) === null ? "reading" : "waiting";
  if (isError) return "failed";
  // Nothing known yet, or a first page whose walk begins with the next render.
  return catalog?.cursor === null ? "done" : "reading";
}
