"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Input, Select } from "@/components/ui/field";
import { auditActionSchema } from "@/lib/contract/audit";
import { auditText } from "@/lib/text/audit-text";
import type { AuditAddress } from "./use-audit-address";

const { filters: text } = auditText;

interface AuditFiltersProps {
  address: AuditAddress;
  onChange: (changes: Partial<AuditAddress>) => void;
}

/** Which entries one wants to see. */
export function AuditFilters({ address, onChange }: AuditFiltersProps): ReactNode {
  return (
    <search className="grid gap-2 sm:grid-cols-[12rem_12rem_minmax(0,20rem)]">
      <Input
        aria-label={text.actor}
        placeholder={text.actor}
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        value={address.actor}
        onChange={({ currentTarget }) => onChange({ actor: currentTarget.value.trim() })}
      />
      <div className="relative">
        <Select
          aria-label={text.action}
          value={address.action ?? ""}
          onChange={({ currentTarget: { value } }) =>
            onChange({ action: auditActionSchema.options.find((action) => action === value) ?? null })
          }
        >
          <option value="">{text.anyAction}</option>
          {auditActionSchema.options.map((action) => (
            <option key={action} value={action}>
              {auditText.actions[action]}
            </option>
          ))}
        </Select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
        />
      </div>
      <Input
        aria-label={text.image}
        placeholder={text.image}
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        value={address.image}
        onChange={({ currentTarget }) => onChange({ image: currentTarget.value.trim() })}
        className="font-mono text-xs placeholder:font-sans placeholder:text-sm"
      />
    </search>
  );
}
