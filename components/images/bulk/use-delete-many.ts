"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { whyNoDelete } from "@/components/images/image-permissions";
import { tellDeleted } from "@/components/images/tell-deleted";
import { connectionOf, useRights } from "@/components/images/use-rights";
import { useConnections } from "@/components/layout/connection-context";
import { deleteImage, type Asker } from "@/lib/client/api";
import { takeImagesOut } from "@/lib/client/queries";
import { ApiError } from "@/lib/contract/errors";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";
import type { Deleted } from "./deletion-row";
import { excludedOf } from "./excluded-of";
import { ImagesRun } from "./images-run";

/** The deletion of many images: those that can be deleted, and the run that does it. It begins with `begin`. */
export function useDeleteMany(images: readonly Image[]) {
  const queryClient = useQueryClient();
  const connections = useConnections();
  const rightsOf = useRights();
  const canRestore = (image: Image) => rightsOf(image).restore.allowed;
  const [plan] = useState(() => {
    const { included, excluded } = excludedOf(images, (image) => whyNoDelete(image, rightsOf(image)));
    const run = new ImagesRun(included, (image) => {
      const account = connectionOf(connections, image)?.account.name ?? null;
      return deleteOne({ connection: image.connection, account }, image.id);
    });
    return { included, excluded, run };
  });
  const { run, included } = plan;
  const isOnPage = useRef(true);
  /** What left the list already. */
  const taken = useRef(new Set<Image>());

  const deletedImages = () =>
    included.filter((image) => {
      const outcome = run.outcomeOf(image);
      return outcome.kind === "done" && outcome.value === "deleted";
    });
  /** To be called when nobody looks at the results any more: what was deleted can still be taken back. */
  const tell = () => {
    const deleted = deletedImages();
    if (deleted.length === 0) return;
    const message = bulkText.deletion.deletedToast(deleted.length);
    tellDeleted({ queryClient, canRestore, images: deleted, message });
  };
  const work = async (how: "start" | "tryAgain") => {
    await run[how]();
    const gone = included.filter((image) => run.outcomeOf(image).kind === "done" && !taken.current.has(image));
    for (const image of gone) taken.current.add(image);
    // Also where nothing was deleted: the images that failed may not be what they were.
    for (const connection of new Set(included.map((image) => image.connection))) {
      const ids = gone.filter((image) => image.connection === connection).map(({ id }) => id);
      void takeImagesOut(queryClient, connection, new Set(ids));
    }
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
    canRestore,
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
