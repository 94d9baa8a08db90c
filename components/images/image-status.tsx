import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleArrowUp,
  CircleEllipsis,
  CirclePause,
  ShieldEllipsis,
  Trash2,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Image, ImageStatus } from "@/lib/contract/image";
import { statusText } from "@/lib/text/status-text";
import { classNames } from "@/lib/utils/class-names";

const looks: Record<ImageStatus | "deleted", { icon: LucideIcon; tone: string }> = {
  waiting: { icon: CircleDashed, tone: "text-ink-muted" },
  uploading: { icon: CircleArrowUp, tone: "text-accent-text" },
  verifying: { icon: ShieldEllipsis, tone: "text-warning" },
  not_imported: { icon: CirclePause, tone: "text-ink-muted" },
  processing: { icon: CircleEllipsis, tone: "text-accent-text" },
  completed: { icon: CircleCheck, tone: "text-positive" },
  failed: { icon: CircleAlert, tone: "text-negative" },
  deleting: { icon: Trash2, tone: "text-warning" },
  unknown: { icon: CircleHelp, tone: "text-ink-muted" },
  deleted: { icon: Trash2, tone: "text-ink-muted" },
};

/** The word for an image's status. One that we do not know is said as the provider says it. */
export function imageStatusWord({ status, providerStatus }: Image): string {
  return status === "unknown" ? providerStatus : statusText[status];
}

interface ImageStatusLabelProps {
  image: Image;
  /** Without the status's colour: for an upload that may be over long since. */
  quiet?: boolean;
}

/** An image's status by icon, word and colour; the reason of a failure on hover. */
export function ImageStatusLabel({ image, quiet = false }: ImageStatusLabelProps): ReactNode {
  const isDeleted = image.deletedAt !== null;
  const { icon: Icon, tone } = looks[isDeleted ? "deleted" : image.status];
  const shownTone = quiet ? "text-ink-muted" : tone;
  return (
    <span
      {...(image.failureReason === null ? {} : { title: image.failureReason })}
      className={classNames(
        "flex w-fit items-center gap-1.5 whitespace-nowrap",
        // Most images are completed: their word stays quiet, so that the others stand out.
        image.status === "completed" && !isDeleted ? "text-ink" : shownTone,
      )}
    >
      <Icon aria-hidden className={classNames("size-4 shrink-0", shownTone)} />
      {isDeleted ? statusText.deleted : imageStatusWord(image)}
    </span>
  );
}
