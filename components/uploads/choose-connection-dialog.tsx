"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Connection } from "@/lib/contract/session";
import { connectionDetails, connectionNames } from "@/lib/text/connection-names";
import { uploadDialogText as text } from "@/lib/text/upload-dialog-text";

interface ChooseConnectionDialogProps {
  connections: readonly Connection[];
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** Where files are to go, on a page that is about several connections. */
export function ChooseConnectionDialog({ connections, onChoose, onClose }: ChooseConnectionDialogProps): ReactNode {
  const names = connectionNames(connections);
  const firstUsable = connections.find(({ capabilities }) => capabilities.upload.allowed)?.id;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={text.uploadTo}
      footer={<Button onClick={onClose}>{text.cancel}</Button>}
    >
      <ul className="space-y-2">
        {connections.map((connection) => {
          const { upload } = connection.capabilities;
          return (
            <li key={connection.id}>
              <Button
                className="h-auto! w-full justify-start! py-2 text-left"
                disabledReason={upload.allowed ? undefined : upload.reason}
                {...(connection.id === firstUsable ? { "data-initial-focus": true } : {})}
                onClick={() => onChoose(connection.id)}
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{names.get(connection.id)}</span>
                  <span className="block truncate text-xs font-normal text-ink-muted">
                    {connectionDetails(connection)}
                  </span>
                  {!upload.allowed && (
                    <span className="block text-xs font-normal whitespace-normal text-ink-muted">{upload.reason}</span>
                  )}
                </span>
                {upload.allowed && <ChevronRight aria-hidden className="text-ink-faint" />}
              </Button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
