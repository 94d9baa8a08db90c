"use client";

import { useId, type ReactNode } from "react";
import { Input, TextArea } from "@/components/ui/field";
import { actionsText } from "@/lib/text/actions-text";
import { classNames } from "@/lib/utils/class-names";
import { describedBy, fieldIds, FieldName, FieldNotes, type FieldProps } from "./field-parts";

/** From this share of its room on a text's length is told. */
const NEAR_END = 0.8;

interface TextFieldProps extends FieldProps<"text", string> {
  /** It had the focus and lost it. */
  onLeave: () => void;
}

/** A line of text, or several. What is longer than allowed can be entered, for nothing is lost so, and is told. */
export function TextField({ field, value, problem, onChange, onLeave }: TextFieldProps): ReactNode {
  const ids = fieldIds(useId());
  const { label, isRequired, isMultiline, maxLength } = field;
  const shared = {
    id: ids.control,
    value,
    required: isRequired,
    "aria-invalid": problem !== null,
    "aria-describedby": describedBy(ids, field, problem),
    onBlur: onLeave,
  };
  return (
    <div data-field={field.name}>
      <FieldName
        isRequired={isRequired}
        note={
          maxLength !== null &&
          value.length >= maxLength * NEAR_END && <Length length={value.length} maxLength={maxLength} />
        }
      >
        <label htmlFor={ids.control}>{label}</label>
      </FieldName>
      {isMultiline ? (
        <TextArea {...shared} rows={3} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <Input
          {...shared}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
      <FieldNotes field={field} ids={ids} problem={problem} />
    </div>
  );
}

function Length({ length, maxLength }: { length: number; maxLength: number }): ReactNode {
  return (
    <span className={classNames(length > maxLength && "text-negative")}>
      {actionsText.fields.length(length, maxLength)}
    </span>
  );
}
