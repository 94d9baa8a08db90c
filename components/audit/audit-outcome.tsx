import { Ban, CircleAlert, CircleCheck, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { AuditEntry, AuditOutcome } from "@/lib/contract/audit";
import { auditText } from "@/lib/text/audit-text";
import { classNames } from "@/lib/utils/class-names";

const looks: Record<AuditOutcome, { icon: LucideIcon; mark: string; word: string }> = {
  done: { icon: CircleCheck, mark: "text-positive", word: "text-ink" },
  refused: { icon: Ban, mark: "text-warning", word: "text-warning" },
  failed: { icon: CircleAlert, mark: "text-negative", word: "text-negative" },
};

/** What became of it, by icon and word, and why. */
export function AuditOutcomeLabel({ entry: { outcome, reason } }: { entry: AuditEntry }): ReactNode {
  const { icon: Icon, mark, word } = looks[outcome];
  return (
    <>
      <span className={classNames("flex w-fit items-center gap-1.5 whitespace-nowrap", word)}>
        <Icon aria-hidden className={classNames("size-4 shrink-0", mark)} />
        {auditText.outcomes[outcome]}
      </span>
      {reason !== null && (
        <span className="block truncate pl-5.5 text-xs text-ink-muted">{auditText.reason(reason)}</span>
      )}
    </>
  );
}
