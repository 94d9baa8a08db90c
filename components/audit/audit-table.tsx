"use client";

import { memo, type ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { useTimeZone } from "@/components/ui/time-zone";
import type { AuditEntry } from "@/lib/contract/audit";
import { auditText } from "@/lib/text/audit-text";
import { formatAbsoluteTime } from "@/lib/utils/format-time";
import { AuditOutcomeLabel } from "./audit-outcome";

const { columns } = auditText;

/** Characters of a request's id that tell it from its neighbours. */
const SHORT_ID = 8;

interface AuditTableProps {
  entries: readonly AuditEntry[];
  onImage: (imageId: string) => void;
}

/** The entries as a table; where there is no room for one, each is a card. */
export function AuditTable({ entries, onImage }: AuditTableProps): ReactNode {
  return (
    <div className="overflow-x-auto rounded-lg bg-surface shadow-[0_0_0_1px_var(--color-line)]">
      <table aria-label={auditText.title} className="w-full table-fixed text-left text-sm max-md:block">
        <thead className="bg-sunken text-xs text-ink-muted max-md:sr-only">
          <tr>
            <Head className="w-48">{columns.time}</Head>
            <Head className="w-[15%]">{columns.actor}</Head>
            <Head className="w-36">{columns.action}</Head>
            <Head>{columns.image}</Head>
            <Head className="w-40">{columns.outcome}</Head>
            <Head className="w-32 max-lg:hidden">{columns.address}</Head>
            <Head className="w-32 max-xl:hidden">{columns.request}</Head>
          </tr>
        </thead>
        <tbody className="max-md:block">
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} onImage={onImage} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ className, children }: { className?: string; children: ReactNode }): ReactNode {
  return (
    <th scope="col" className={`h-8 px-3 font-medium ${className ?? ""}`}>
      {children}
    </th>
  );
}

const CELL = "px-3 py-2 align-top max-md:py-0";

/** Of a card the first line is what was done and what became of it, the last from where it was asked for and by which request; everything else has a line of its own. */
const LINE = `${CELL} max-md:col-span-2`;

const AuditRow = memo(function AuditRow({
  entry,
  onImage,
}: {
  entry: AuditEntry;
  onImage: (imageId: string) => void;
}): ReactNode {
  const timeZone = useTimeZone();
  const { at, tokenId, action, address, requestId } = entry;
  return (
    <tr className="border-t border-line max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-y-0.5 max-md:py-3 max-md:first:border-t-0">
      <td className={`${LINE} text-ink-muted tabular-nums max-md:order-5 max-md:text-xs`}>
        <time dateTime={at} suppressHydrationWarning>
          {formatAbsoluteTime(at, timeZone)}
        </time>
      </td>
      <td className={`${LINE} max-md:order-4`}>
        <bdi className="block truncate font-medium">{actorWord(entry)}</bdi>
        {tokenId !== null && (
          <span title={auditText.token(tokenId)} className="block truncate font-mono text-xs text-ink-muted">
            {tokenId}
          </span>
        )}
      </td>
      <td className={`${CELL} max-md:order-1 max-md:font-medium`}>{auditText.action(action)}</td>
      <td className={`${LINE} max-md:order-3`}>
        <AuditedImage entry={entry} onImage={onImage} />
      </td>
      <td className={`${CELL} max-md:order-2 max-md:justify-self-end`}>
        <AuditOutcomeLabel entry={entry} />
      </td>
      <td className={`${CELL} truncate font-mono text-xs leading-5 text-ink-muted max-md:order-6 md:max-lg:hidden`}>
        {address}
      </td>
      <td className={`${CELL} max-md:order-7 max-md:justify-self-end md:max-xl:hidden`}>
        {requestId !== null && (
          <span className="flex h-5 items-center gap-1 font-mono text-xs text-ink-muted">
            <span title={requestId}>{requestId.slice(0, SHORT_ID)}</span>
            <CopyButton text={requestId} label={auditText.copyRequest} what={auditText.requestId} />
          </span>
        )}
      </td>
    </tr>
  );
});

/** Which image it was about, under the name that it had then. Pressed, it leaves only its own entries. */
function AuditedImage({ entry: { imageId, imageName }, onImage }: Parameters<typeof AuditRow>[0]): ReactNode {
  if (imageId === null) return imageName === null ? null : <bdi className="block truncate">{imageName}</bdi>;
  const name = imageName ?? imageId;
  return (
    <button
      type="button"
      title={auditText.onlyImage(name)}
      onClick={() => onImage(imageId)}
      className="touch-target -mx-1 block max-w-full rounded-sm px-1 text-left hover:bg-hover"
    >
      <bdi className="block truncate">{name}</bdi>
      {imageName !== null && <span className="block truncate font-mono text-xs text-ink-muted">{imageId}</span>}
    </button>
  );
}

function actorWord({ actor, tokenId }: AuditEntry): string {
  if (actor === null) return auditText.actors.nobody;
  // An account may have either name, and does what it does with a token.
  if (tokenId !== null) return actor;
  if (actor === "system") return auditText.actors.system;
  return actor === "operator" ? auditText.actors.operator : actor;
}
