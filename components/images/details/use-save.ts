"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useConnection } from "@/components/layout/connection-context";
import { toast } from "@/components/ui/toast";
import { downloadLinkQuery } from "@/lib/client/queries";
import type { Image } from "@/lib/contract/image";
import { downloadOf, startDownload, watchDownload, type DownloadView } from "@/lib/download/downloads";
import { leaveNoEmptyFile, pickSaveFile } from "@/lib/download/save-picker";
import { detailsText } from "@/lib/text/details-text";
import { problemSentence } from "./save-words";

interface Save {
  /** Null while nothing of the image was downloaded in this tab. */
  view: DownloadView | null;
  /** To be called in a click: asks where to, then begins. */
  start: () => void;
  isStarting: boolean;
  /** Why it did not begin. */
  error: Error | null;
}

/** The download of an image to this computer. */
export function useSave({ id, name }: Image): Save {
  const connection = useConnection().id;
  const queryClient = useQueryClient();
  const view = useSyncExternalStore(
    (listener) => watchDownload(id, listener),
    () => downloadOf(id),
    () => null,
  );
  const starting = useMutation({
    mutationFn: async () => {
      const handle = await pickSaveFile(name);
      if (handle === null) return;
      try {
        const link = await queryClient.fetchQuery(downloadLinkQuery(connection, id));
        startDownload({
          connection,
          imageId: id,
          handle,
          link,
          onEnd: (end, isWatched) => tellEnd(name, end, isWatched),
        });
      } catch (error) {
        await leaveNoEmptyFile(handle);
        throw error;
      }
    },
  });
  return { view, start: () => starting.mutate(), isStarting: starting.isPending, error: starting.error };
}

/** Whoever looks at the download sees its end there. */
function tellEnd(name: string, { state }: DownloadView, isWatched: boolean): void {
  if (isWatched) return;
  const { ended } = detailsText.save;
  if (state.kind === "verified") toast.success(ended.verified(name));
  else if (state.kind === "mismatch") toast.error(ended.mismatch(name));
  else if (state.kind === "failed") toast.error(ended.failed(name), { description: problemSentence(state.problem) });
}
