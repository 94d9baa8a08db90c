"use client";

import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { imageQuery } from "@/lib/client/queries";
import type { UploadTarget } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { isShown, standingOf, type Standing } from "./interrupted-standing";
import { useUploads, useUploadsSnapshot } from "./uploads-provider";

export interface StandingUpload {
  upload: InterruptedUpload;
  standing: Standing;
}

/** The interrupted uploads of accounts that somebody has to decide about, the latest first. Those whose image is completed are forgotten. */
export function useInterruptedUploads(targets: readonly UploadTarget[]): StandingUpload[] {
  const { uploads: commands } = useUploads();
  const { interrupted } = useUploadsSnapshot();
  const [now] = useState(Date.now);
  const mine = interrupted
    .filter((upload) =>
      targets.some(({ connection, account }) => upload.connection === connection && upload.account === account),
    )
    .toSorted((a, b) => b.updatedAt - a.updatedAt);
  const withImage = mine.flatMap(({ id, connection, imageId }) =>
    imageId === null ? [] : { id, connection, imageId },
  );
  const answers = useQueries({ queries: withImage.map(({ connection, imageId }) => imageQuery(connection, imageId)) });

  const standings = mine.map((upload): StandingUpload => {
    const answer = answers[withImage.findIndex(({ id }) => id === upload.id)];
    const told = answer === undefined ? null : { image: answer.data, error: answer.error };
    return { upload, standing: standingOf(told, upload, now) };
  });

  const over = standings.filter(({ standing }) => standing.kind === "completed").map(({ upload }) => upload.id);
  const overKey = over.join(" ");
  useEffect(() => {
    if (overKey === "") return;
    for (const id of overKey.split(" ")) commands?.dismiss(id);
  }, [overKey, commands]);

  return standings.filter(({ standing }) => isShown(standing));
}
