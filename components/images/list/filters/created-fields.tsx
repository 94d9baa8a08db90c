"use client";

import type { ReactNode } from "react";
import { Input } from "@/components/ui/field";
import { listText } from "@/lib/text/list-text";
import { isCalendarDate } from "@/lib/utils/time-zone";
import { Choices } from "@/components/ui/choices";
import { CREATED_PERIODS, type CreatedFilter, type CreatedPeriod } from "./created-filter";

const { filters: text } = listText;

interface CreatedFieldsProps {
  value: CreatedFilter | null;
  onChange: (value: CreatedFilter | null) => void;
  onClose: () => void;
}

/** When an image was created: lately, or between two days. */
export function CreatedFields({ value, onChange }: CreatedFieldsProps): ReactNode {
  const days = value?.kind === "days" ? value : { kind: "days" as const, from: null, to: null };
  const changeDay = (change: { from: string | null } | { to: string | null }) => {
    const next = { ...days, ...change };
    onChange(next.from === null && next.to === null ? null : next);
  };
  return (
    <>
      <Choices<CreatedPeriod | "any">
        legend={text.created}
        type="radio"
        choices={[
          { value: "any", label: text.anyTime },
          ...CREATED_PERIODS.map((period) => ({ value: period, label: text.periods[period] })),
        ]}
        isChosen={(choice) => (value === null ? choice === "any" : value.kind === "period" && value.period === choice)}
        onChange={(choice) => onChange(choice === "any" ? null : { kind: "period", period: choice })}
      />
      <fieldset className="mt-1 grid gap-2 border-t border-line px-2 pt-2 pb-1.5">
        <legend className="sr-only">{text.days}</legend>
        <DayField label={text.from} value={days.from} onChange={(from) => changeDay({ from })} />
        <DayField label={text.to} value={days.to} onChange={(to) => changeDay({ to })} />
      </fieldset>
    </>
  );
}

interface DayFieldProps {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}

function DayField({ label, value, onChange }: DayFieldProps): ReactNode {
  return (
    <label className="grid grid-cols-[3rem_1fr] items-center">
      <span className="text-ink-muted">{label}</span>
      <Input
        type="date"
        value={value ?? ""}
        onChange={({ currentTarget }) => onChange(isCalendarDate(currentTarget.value) ? currentTarget.value : null)}
      />
    </label>
  );
}
