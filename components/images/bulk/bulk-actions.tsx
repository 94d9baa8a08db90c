"use client";

import { Link2, Trash2 } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useRowActions } from "@/components/images/row-actions-context";
import { useRights } from "@/components/images/use-rights";
import { Button } from "@/components/ui/button";
import type { Image } from "@/lib/contract/image";
import { bulkText } from "@/lib/text/bulk-text";

interface BulkActionsProps {
  selected: readonly Image[];
  /** Lets go of the selection: everything was done that could be. */
  onClear: () => void;
}

/** What can be done with the selected images. Needs a `RowActionsProvider` above, which holds the dialogs. */
export function BulkActions({ selected, onClear }: BulkActionsProps): ReactNode {
  const { openDialog, prepareDialogs } = useRowActions();
  const rightsOf = useRights();
  /** Nothing where one of them can; what cannot is left out, which the dialog says. */
  const whyNone = (what: "download" | "delete") => {
    const rights = [...new Set(selected.map(({ connection }) => connection))].map(
      (connection) => rightsOf({ connection })[what],
    );
    const reasons = rights.flatMap((right) => (right.allowed ? [] : [right.reason]));
    return reasons.length < rights.length ? undefined : reasons[0];
  };
  const open = (kind: "links" | "delete-many") => (event: MouseEvent<HTMLButtonElement>) =>
    openDialog({ kind, images: selected, onDone: onClear, opener: event.currentTarget });
  const prepare = { onPointerEnter: prepareDialogs, onFocus: prepareDialogs };
  return (
    <>
      <Button size="small" disabledReason={whyNone("download")} onClick={open("links")} {...prepare}>
        <Link2 aria-hidden />
        {bulkText.copyLinks}
      </Button>
      <Button size="small" disabledReason={whyNone("delete")} onClick={open("delete-many")} {...prepare}>
        <Trash2 aria-hidden className="text-negative" />
        {bulkText.deleteMany}
      </Button>
    </>
  );
}
