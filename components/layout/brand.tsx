import type { ReactNode } from "react";

/** The product's mark: parts stacked into one image, the last one just arrived. */
export function BrandMark({ className }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className={className}>
      <rect x="1" y="1" width="18" height="18" rx="4.5" className="fill-ink" />
      <rect x="5" y="5" width="10" height="2.5" rx="1" className="fill-canvas" opacity="0.45" />
      <rect x="5" y="8.75" width="10" height="2.5" rx="1" className="fill-canvas" />
      <rect x="5" y="12.5" width="6" height="2.5" rx="1" fill="oklch(0.66 0.19 263)" />
    </svg>
  );
}
