import { ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { auditText as text } from "@/lib/text/audit-text";

/** Stands in the entries' place when there are none. */
export function NoAuditEntries({
  isFiltered: filtered,
  onClear,
}: {
  isFiltered: boolean;
  onClear: () => void;
}): ReactNode {
  return (
    <div className="rounded-lg border border-dashed border-line-strong bg-surface">
      <EmptyState
        icon={ScrollText}
        title={filtered ? text.nothingFound : text.empty}
        {...(filtered && { actions: <Button onClick={onClear}>{text.clear}</Button> })}
      >
        {filtered ? text.nothingFoundHelp : text.emptyHelp}
      </EmptyState>
    </div>
  );
}

const SKELETON_ROWS = 6;

/** Entries that are on their way. */
export function AuditLoading(): ReactNode {
  return (
    <output className="block rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <span className="sr-only">{text.loading}</span>
      {Array.from({ length: SKELETON_ROWS }, (_, row) => (
        <span key={row} className="flex h-12 items-center gap-6 border-t border-line px-3 first:border-t-0">
          <Skeleton className="w-40" />
          <Skeleton className="w-24" />
          <Skeleton className="w-28" />
          <Skeleton className="w-48 max-md:hidden" />
        </span>
      ))}
    </output>
  );
}
