"use client";

import { useState, type ReactNode } from "react";
import { useKnownConnections } from "@/components/layout/known-connections";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { trayText } from "@/lib/text/tray-text";
import type { UploadFailure, UploadView } from "@/lib/upload/upload-view";
import { useUploads } from "./uploads-provider";

const StartAgainDialog = onDemand(async () => (await import("./start-again-dialog")).StartAgainDialog);

interface ChangeUploadProps {
  upload: UploadView;
  failure: UploadFailure;
}

/** Leads to what was entered for an upload that the provider refused. */
export function ChangeUpload({ upload, failure }: ChangeUploadProps): ReactNode {
  const connection = useKnownConnections().connections.get(upload.connection);
  const { uploads: commands } = useUploads();
  const [isOpen, setIsOpen] = useState(false);
  if (connection === undefined || commands === null) return null;
  return (
    <>
      <Button size="small" onPointerEnter={() => StartAgainDialog.preload()} onClick={() => setIsOpen(true)}>
        {trayText.change}
      </Button>
      {isOpen && (
        <StartAgainDialog
          connection={connection}
          upload={upload}
          failure={failure}
          commands={commands}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
