import { Fragment, type ReactNode } from "react";
import type { ComparedChecksums } from "./split-checksums";

/** Two checksums one below the other, half of each on a line, so that what differs can be seen. */
export function ComparedChecksumsList({ checksums }: Pick<ComparedChecksums, "checksums">): ReactNode {
  return (
    <dl className="grid gap-x-3 py-0.5 text-ink sm:grid-cols-[auto_1fr] sm:gap-y-1">
      {checksums.map(({ label, sha256 }) => (
        <Fragment key={label}>
          <dt className="text-ink-muted max-sm:not-first:mt-1">{label}</dt>
          <dd className="w-[32ch] font-mono text-2xs">{sha256}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
