"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { whyNoDelete } from "@/components/images/image-permissions";
import { tellDeleted } from "@/components/images/tell-deleted";
import { useConnection } from "@/components/layout/connection-context";
import { deleteImage, type Asker } from "@/lib/client/api";
import { takeImagesOut } from "@/lib/client/queries";
import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";
import type { Deleted } from "./deletion-row";
import { EachRun } from "./each-run";
import { excludedOf } from "./excluded-of";

/** The deletion of many images: those that can be deleted, and the run that does it. It begins with `begin`. */
export function useDeleteMany(images: readonly Image[]) {
  const queryClient = useQueryClient();
  const { id: connection, account, capabilities } = useConnection();
  const [plan] = useState(() => {
    const { included, excluded } = excludedOf(images, (image) => whyNoDelete(image, capabilities));
    const asker: Asker = { connection, account: account.name };
    const run = new EachRun(
      included.map(({ id }) => id),
      (id) => deleteOne(asker, id),
    );
    return { included, excluded, run };
  });
  const { run, included } = plan;
  const isOnPage = useRef(true);
  /** What left the list already. */
  const taken = useRef(new Set<string>());

  const deletedImages = () =>
    included.filter(({ id }) => {
      const outcome = run.outcomeOf(id);
      return outcome.kind === "done" && outcome.value === "deleted";
    });
  /** To be called when nobody looks at the results any more: what was deleted can still be taken back. */
  const tell = () => {
    const deleted = deletedImages();
    if (deleted.length === 0) return;
    const message = bulkText.deletion.deletedToast(deleted.length);
    tellDeleted({ queryClient, connection, capabilities, images: deleted, message });
  };
  const work = async (how: "start" | "tryAgain") => {
    await run[how]();
    const gone = included.filter(({ id }) => run.outcomeOf(id).kind === "done" && !taken.current.has(id));
    const ids = new Set(gone.map(({ id }) => id));
    for (const id of ids) taken.current.add(id);
    // Also where nothing was deleted: the images that failed may not be what they were.
    void takeImagesOut(queryClient, connection, ids);
    if (!isOnPage.current) tell();
  };

  useEffect(() => {
    isOnPage.current = true;
    return () => {
      isOnPage.current = false;
      // Nobody would see what becomes of the rest.
      run.stop();
    };
  }, [run]);

  return {
    ...plan,
    capabilities,
    deletedImages,
    tell,
    begin: () => void work("start"),
    tryAgain: () => void work("tryAgain"),
  };
}

/** @throws what `deleteImage` throws, but for an image that is gone: that is what was wanted */
async function deleteOne(asker: Asker, id: string): Promise<Deleted> {
  try {
    await deleteImage(asker, id);
    return "deleted";
  } catch (error) {
    if (error instanceof ApiError && error.code === "not_found") return "gone";
    throw error;
  }
}
