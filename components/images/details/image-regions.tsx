import { CircleCheck, CircleEllipsis } from "lucide-react";
import type { ReactNode } from "react";
import type { Image } from "@/lib/contract/image";
import { detailsText } from "@/lib/text/details-text";
import { DetailsSection } from "./details-section";

/** Where an image is kept, and how far each copy is, in the provider's words. */
export function ImageRegions({ image: { details } }: { image: Image }): ReactNode {
  const regions = details?.regions ?? [];
  if (regions.length === 0) return null;
  return (
    <DetailsSection title={detailsText.regions.heading}>
      <ul className="px-4 py-3">
        {regions.map(({ id, status, isAvailable }) => {
          const Icon = isAvailable ? CircleCheck : CircleEllipsis;
          return (
            <li key={id} className="flex min-h-7 items-center justify-between gap-4">
              <span className="min-w-0 wrap-anywhere">{id}</span>
              <span className="flex items-center gap-1.5 text-xs text-ink-muted">
                <Icon aria-hidden className={`size-4 shrink-0 ${isAvailable ? "text-positive" : "text-warning"}`} />
                {status}
              </span>
            </li>
          );
        })}
      </ul>
    </DetailsSection>
  );
}
