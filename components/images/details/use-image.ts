"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { imageQuery, imagesQuery } from "@/lib/client/queries";
import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";

export type Deletion = "none" | "asked" | "done";

export interface ShownImage {
  /** Undefined until it came, and when there is none. */
  image: Image | undefined;
  /** The server knows no such image. */
  isGone: boolean;
  /** Why it is gone, in sentences; null where the provider does not tell. */
  goneReason: string | null;
  /** Why it could not be read, if not for being gone. */
  error: Error | null;
  isFetching: boolean;
  refetch: () => void;
  deletion: Deletion;
  setDeletion: (deletion: Deletion) => void;
}

/** One image: what the list knows of it at once, then the server's own word, watched while it moves. */
export function useImage(imageId: string): ShownImage {
  const connection = useConnection();
  const [deletion, setDeletion] = useState<Deletion>("none");
  const listed = useListed(connection.id, imageId, false);
  const listedWithDeleted = useListed(connection.id, imageId, true);
  // One by one the API gives no deleted images: of those only the list tells.
  const isDeleted = listedWithDeleted !== undefined && listedWithDeleted.deletedAt !== null;
  const fresh = useQuery({
    ...imageQuery(connection.id, imageId),
    // While it is being deleted nobody looks: the answer would be that it is gone.
    enabled: deletion === "none" && !isDeleted,
  });
  // A deleted image is told apart from a line that is down, even while its last state is still in memory.
  const isGone = !isDeleted && fresh.error instanceof ApiError && fresh.error.code === "not_found";
  const known = isDeleted ? listedWithDeleted : (fresh.data ?? listed ?? listedWithDeleted);
  return {
    image: isGone ? undefined : known,
    isGone,
    goneReason: isGone && fresh.error instanceof ApiError ? (fresh.error.details?.[0]?.message ?? null) : null,
    error: isGone || isDeleted ? null : fresh.error,
    isFetching: fresh.isFetching,
    refetch: () => void fresh.refetch(),
    deletion,
    setDeletion,
  };
}

/** What a list that is in memory knows of an image. Reads nothing. */
function useListed(connection: string, imageId: string, includeDeleted: boolean): Image | undefined {
  const { data } = useQuery({
    ...imagesQuery({ connection, includeDeleted, part: null }),
    enabled: false,
    select: ({ images }) => images.find(({ id }) => id === imageId),
  });
  return data;
}
