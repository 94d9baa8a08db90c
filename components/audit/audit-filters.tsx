"use client";

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
      <TextFilter label={text.actor} maxLength={64} value={address.actor} onChange={(actor) => onChange({ actor })} />
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
      <TextFilter
        label={text.image}
        maxLength={128}
        value={address.image}
        onChange={(image) => onChange({ image })}
        className="font-mono text-xs placeholder:font-sans placeholder:text-sm pointer-coarse:placeholder:text-lg"
      />
    </search>
  );
}

interface TextFilterProps {
  label: string;
  maxLength: number;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

function TextFilter({ label, onChange, ...rest }: TextFilterProps): ReactNode {
  return (
    <Input
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => onChange(currentTarget.value.trim())}
      {...rest}
    />
  );
}
