import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleArrowUp,
  ShieldEllipsis,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import type { Image, ImageStatus } from "@/lib/contract/image";
import { classNames } from "@/lib/utils/class-names";

/** The words of each status, also what assistive technology reads. */
const statuses: Record<Exclude<ImageStatus, "unknown">, { word: string; icon: LucideIcon; tone: string }> = {
  waiting: { word: "Waiting for upload", icon: CircleDashed, tone: "text-ink-muted" },
  uploading: { word: "Uploading", icon: CircleArrowUp, tone: "text-accent-text" },
  verifying: { word: "Verifying", icon: ShieldEllipsis, tone: "text-warning" },
  completed: { word: "Completed", icon: CircleCheck, tone: "text-positive" },
  failed: { word: "Failed", icon: CircleAlert, tone: "text-negative" },
};

/** The word for an image's status. One that we do not know is said as the provider says it. */
export function imageStatusWord({ status, providerStatus }: Image): string {
  return status === "unknown" ? providerStatus : statuses[status].word;
}

/** An image's status by icon, word and colour; the reason of a failure on hover and focus. */
export function ImageStatusLabel({ image }: { image: Image }): ReactNode {
  const status = image.status === "unknown" ? { icon: CircleHelp, tone: "text-ink-muted" } : statuses[image.status];
  const Icon = status.icon;
  const label = (
    <span
      className={classNames(
        "flex w-fit items-center gap-1.5 whitespace-nowrap",
        // Most images are completed: their word stays quiet, so that the others stand out.
        image.status === "completed" ? "text-ink" : status.tone,
      )}
    >
      <Icon aria-hidden className={classNames("size-4 shrink-0", status.tone)} />
      {imageStatusWord(image)}
    </span>
  );
  if (image.failureReason === null) return label;
  return (
    <Tooltip text={image.failureReason}>
      <button type="button" className="block rounded-sm decoration-dotted underline-offset-4 hover:underline">
        {label}
      </button>
    </Tooltip>
  );
}
