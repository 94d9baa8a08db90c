"use client";

import { useId, useState, type FormEvent, type ReactNode } from "react";
import { useKnownConnections } from "@/components/layout/known-connections";
import { Button } from "@/components/ui/button";
import { FieldError, Input } from "@/components/ui/field";
import { IMAGES_API_NAMING, proposeImageName } from "@/lib/contract/image-name";
import { trayText as text } from "@/lib/text/tray-text";
import { imageNameProblems } from "@/lib/upload/checks";
import type { UploadView } from "@/lib/upload/upload-view";
import { useKnownImages } from "./use-known-images";
import { useUploads, useUploadViews } from "./uploads-provider";
import { isUnderWay } from "./under-way";

type Renamed = Pick<UploadView, "id" | "connection" | "name">;

/** Begins an upload again whose name was taken, under another one. */
export function RenameUpload({ upload: { id, connection, name } }: { upload: Renamed }): ReactNode {
  const { uploads: commands } = useUploads();
  const naming = useKnownConnections().connections.get(connection)?.naming ?? IMAGES_API_NAMING;
  const images = useKnownImages(connection);
  const underWay = useUploadViews().filter((view) => view.connection === connection && isUnderWay(view));
  const [typed, setTyped] = useState<string | null>(null);
  const errorId = useId();

  const taken = new Set([name, ...(images ?? []).map((image) => image.name), ...underWay.map((view) => view.name)]);
  const newName = typed ?? proposeImageName(name, taken, naming);
  const [problem = null] = imageNameProblems([newName], taken, naming);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem === null) commands?.startAgain(id, newName);
  };
  return (
    <form noValidate onSubmit={submit} className="pt-0.5">
      <div className="flex gap-2">
        <Input
          aria-label={text.newName(name)}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : errorId}
          value={newName}
          onChange={(event) => setTyped(event.target.value)}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          className="h-7 font-mono sm:text-xs"
        />
        <Button type="submit" size="small" disabledReason={problem ?? undefined}>
          {text.startAgain}
        </Button>
      </div>
      <div aria-live="polite">{problem !== null && <FieldError id={errorId}>{problem}</FieldError>}</div>
    </form>
  );
}
