import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

const tones = {
  info: { icon: Info, box: "bg-accent-soft ring-accent/20", mark: "text-accent-text" },
  warning: { icon: TriangleAlert, box: "bg-warning-soft ring-warning/20", mark: "text-warning" },
  error: { icon: CircleAlert, box: "bg-negative-soft ring-negative/20", mark: "text-negative" },
} as const;

interface CalloutProps {
  tone: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  /** Buttons that help. */
  actions?: ReactNode;
  className?: string;
}

/** Something to know, in place. An error is announced when it appears. */
export function Callout({ tone, title, children, actions, className }: CalloutProps): ReactNode {
  const { icon: Icon, box, mark } = tones[tone];
  return (
    <div
      {...(tone === "error" ? { role: "alert" } : {})}
      className={classNames("flex gap-2.5 rounded-lg px-3 py-2.5 text-sm text-ink ring-1 ring-inset", box, className)}
    >
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", mark)} />
      <div className="min-w-0 flex-1 space-y-1 wrap-anywhere">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
        {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div>}
      </div>
    </div>
  );
}
