"use client";

import { HardDrive } from "lucide-react";
import type { ReactNode } from "react";
import { MakingButtons } from "@/components/actions/making-buttons";
import { connectionActionsOf } from "@/components/actions/offered-actions";
import { useConnection } from "@/components/layout/connection-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { UploadButton } from "@/components/uploads/upload-button";
import { listText } from "@/lib/text/list-text";

const { empty: text } = listText;

/** Stands in the list's place while there is nothing to list. */
export function NoImages({ onShowDeleted }: { onShowDeleted: () => void }): ReactNode {
  const connection = useConnection();
  const { upload } = connection.capabilities;
  const canCreate = connectionActionsOf(connection).making.length > 0;
  const otherwise = canCreate ? text.canCreate : text.cannotUpload;
  return (
    <div className="rounded-lg border border-dashed border-line-strong bg-surface">
      <EmptyState
        icon={HardDrive}
        title={text.title}
        actions={
          <>
            {upload.allowed && <UploadButton look="secondary" label={text.choose} />}
            <MakingButtons connection={connection} />
            {connection.showsDeleted && (
              <Button look="quiet" onClick={onShowDeleted}>
                {text.showDeleted}
              </Button>
            )}
          </>
        }
      >
        {upload.allowed ? text.canUpload : otherwise}
      </EmptyState>
    </div>
  );
}
