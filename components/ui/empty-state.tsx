import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  /** `h1` where nothing else on the page is its heading. */
  heading?: "h1" | "h2";
  children: ReactNode;
  actions?: ReactNode;
}

/** Stands where content would be, and says what to do. */
export function EmptyState({
  icon: Icon,
  title,
  heading: Heading = "h2",
  children,
  actions,
}: EmptyStateProps): ReactNode {
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <span className="flex size-10 items-center justify-center rounded-lg bg-sunken text-ink-muted shadow-[inset_0_0_0_1px_var(--color-line)]">
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="mt-4 text-base font-semibold">{title}</Heading>
      <div className="mt-1 max-w-96 text-sm text-balance text-ink-muted">{children}</div>
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
