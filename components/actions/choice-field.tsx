"use client";

import { useId, type ReactNode } from "react";
import { Select } from "@/components/ui/field";
import { actionsText } from "@/lib/text/actions-text";
import { describedBy, fieldIds, FieldName, FieldNotes, type FieldProps } from "./field-parts";
import { OptionLine } from "./option-line";

const text = actionsText.fields;

/** More options than these are a list that opens, and not cards. */
const MOST_CARDS = 4;

interface ChoiceFieldProps extends FieldProps<"choice", string> {
  isBusy: boolean;
}

/** One of several options: cards for few, a list that opens for many. */
export function ChoiceField(props: ChoiceFieldProps): ReactNode {
  const { options } = props.field;
  return options.length > 0 && options.length <= MOST_CARDS ? <Cards {...props} /> : <List {...props} />;
}

function Cards({ field, value, problem, isBusy, onChange }: ChoiceFieldProps): ReactNode {
  const ids = fieldIds(useId());
  const { name, label, isRequired, options } = field;
  return (
    <fieldset data-field={name} aria-describedby={describedBy(ids, field, problem)}>
      <legend className="w-full">
        <FieldName isRequired={isRequired} isBusy={isBusy}>
          {label}
        </FieldName>
      </legend>
      <div className="grid gap-1.5">
        {options.map((option) => (
          <OptionLine
            key={option.value}
            type="radio"
            name={ids.control}
            option={option}
            isCard
            isRequired={isRequired}
            isChosen={option.value === value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
      <FieldNotes field={field} ids={ids} problem={problem} />
    </fieldset>
  );
}

function List({ field, value, problem, isBusy, onChange }: ChoiceFieldProps): ReactNode {
  const ids = fieldIds(useId());
  const { name, label, isRequired, options } = field;
  const hint = options.find((option) => option.value === value)?.hint ?? null;
  const emptyLabel = isRequired ? text.choose : text.none;
  // Where there is nothing yet, the help says what comes first.
  const nothingLabel = field.help === null ? text.nothingToChoose : text.nothingYet;
  return (
    <div data-field={name}>
      <FieldName isRequired={isRequired} isBusy={isBusy}>
        <label htmlFor={ids.control}>{label}</label>
      </FieldName>
      <Select
        id={ids.control}
        value={value}
        required={isRequired}
        aria-invalid={problem !== null}
        aria-describedby={describedBy(ids, field, problem)}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {!options.some((option) => option.value === "") && (
          <option value="" disabled={isRequired}>
            {options.length === 0 ? nothingLabel : emptyLabel}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabledReason !== null}>
            {option.disabledReason === null ? option.label : text.unavailable(option.label, option.disabledReason)}
          </option>
        ))}
      </Select>
      {hint !== null && <p className="mt-1 text-xs wrap-anywhere text-ink-muted">{hint}</p>}
      <FieldNotes field={field} ids={ids} problem={problem} />
    </div>
  );
}
