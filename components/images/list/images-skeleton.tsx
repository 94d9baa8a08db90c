import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { listText } from "@/lib/text/list-text";

const ROWS = ["w-48", "w-64", "w-40", "w-56", "w-44"];

/** The shape of the list while it loads, only if that takes long enough to be seen. */
export function ImagesSkeleton(): ReactNode {
  return (
    <div aria-busy className="appear-late rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <p className="sr-only">{listText.loading}</p>
      <div className="h-9 rounded-t-lg border-b border-line bg-sunken" />
      {ROWS.map((width) => (
        <div key={width} className="flex h-10 items-center gap-6 border-b border-line px-3 last:border-b-0">
          <span className="min-w-0 flex-1">
            <Skeleton className={`max-w-full ${width}`} />
          </span>
          <Skeleton className="w-24" />
          <Skeleton className="w-16 max-sm:hidden" />
          <Skeleton className="w-14 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
