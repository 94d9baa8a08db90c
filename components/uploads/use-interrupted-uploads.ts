"use client";

import { useQueries } from "@tanstack/react-query";
import { useEffect } from "react";
import { imageQuery } from "@/lib/client/queries";
import type { UploadTarget } from "@/lib/upload/upload-commands";
import type { InterruptedUpload } from "@/lib/upload/uploads-snapshot";
import { isShown, standingOf, type Standing } from "./interrupted-standing";
import { useUploads, useUploadsSnapshot } from "./uploads-provider";

export interface StandingUpload {
  upload: InterruptedUpload;
  standing: Standing;
}

/** The interrupted uploads of an account that somebody has to decide about. Those whose image is completed are forgotten. */
export function useInterruptedUploads({ connection, account }: UploadTarget): StandingUpload[] {
  const { uploads: commands } = useUploads();
  const { interrupted } = useUploadsSnapshot();
  const mine = interrupted.filter((upload) => upload.connection === connection && upload.account === account);
  const imageIds = mine.flatMap(({ imageId }) => imageId ?? []);
  const answers = useQueries({ queries: imageIds.map((id) => imageQuery(connection, id)) });

  const standings = mine.map((upload): StandingUpload => {
    const answer = upload.imageId === null ? undefined : answers[imageIds.indexOf(upload.imageId)];
    return { upload, standing: standingOf(answer === undefined ? null : { image: answer.data, error: answer.error }) };
  });

  const over = standings.filter(({ standing }) => standing.kind === "completed").map(({ upload }) => upload.id);
  const overKey = over.join(" ");
  useEffect(() => {
    if (overKey === "") return;
    for (const id of overKey.split(" ")) commands?.dismiss(id);
  }, [overKey, commands]);

  return standings.filter(({ standing }) => isShown(standing));
}
