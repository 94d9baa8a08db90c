import type { ReactNode } from "react";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { classNames } from "@/lib/utils/class-names";
import { shortenReason } from "./failure-line";
import { hasReasonLine } from "./row-height";
import { markWords } from "@/components/images/list/filters/search-images";

interface NameCellProps {
  image: Image;
  words: readonly string[];
  href: string;
  tabIndex: 0 | -1;
  /** A line of its own, between the name and what went wrong. */
  children?: ReactNode;
}

/** An image's name, which opens its details, and under it why it failed. */
export function NameCell({ image, words, href, tabIndex, children }: NameCellProps): ReactNode {
  const isDeleted = image.deletedAt !== null;
  return (
    <>
      <a
        href={href}
        data-opens-details
        tabIndex={tabIndex}
        title={image.name}
        className={classNames(
          "block truncate rounded-sm font-medium underline-offset-4 hover:underline",
          // Under a finger as large as the card; buttons in it come later, and so lie above.
          children !== undefined && "pointer-coarse:after:absolute pointer-coarse:after:inset-0",
          isDeleted && "text-ink-muted line-through hover:[text-decoration-line:line-through_underline]",
        )}
      >
        {words.length === 0 ? image.name : <MarkedName name={image.name} words={words} />}
        {isDeleted && <span className="sr-only"> ({listText.row.deletedMark})</span>}
      </a>
      {children}
      {hasReasonLine(image) && (
        <ReasonLine
          reason={image.failureReason}
          // The embedded API's images have no details, and were files, all of them.
          advice={image.details === null ? listText.row.failedAdvice : listText.row.failedElsewhere}
        />
      )}
    </>
  );
}

function MarkedName({ name, words }: { name: string; words: readonly string[] }): ReactNode {
  let start = 0;
  return markWords(name, words).map(({ text, isMatch }) => {
    const key = start;
    start += text.length;
    return isMatch ? (
      <mark key={key} className="rounded-xs bg-accent/20 text-inherit">
        {text}
      </mark>
    ) : (
      text
    );
  });
}

function ReasonLine({ reason, advice }: { reason: string | null; advice: string }): ReactNode {
  const why = reason ?? listText.row.failedWithoutReason;
  return (
    // The advice stands beside the reason where the whole of it fits; where it does not, it goes to the next line, which is out of sight.
    <span title={`${why} ${advice}`} className="flex h-4 flex-wrap gap-x-1 overflow-hidden text-xs">
      <span className="max-w-full truncate text-negative">{shortenReason(why)}</span>
      <span className="whitespace-nowrap text-ink-muted">{advice}</span>
    </span>
  );
}
