"use client";

import { Search } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { Input } from "@/components/ui/field";
import { actionsText } from "@/lib/text/actions-text";
import { describedBy, fieldIds, FieldName, FieldNotes, type FieldProps } from "./field-parts";
import { OptionLine } from "./option-line";

const text = actionsText.fields;

/** More options than these can be searched. */
const MOST_WITHOUT_SEARCH = 8;

interface ChoicesFieldProps extends FieldProps<"choices", string[]> {
  isBusy: boolean;
}

/** Any of several options, in the order of the form. */
export function ChoicesField({ field, value, problem, isBusy, onChange }: ChoicesFieldProps): ReactNode {
  const ids = fieldIds(useId());
  const [query, setQuery] = useState("");
  const { name, label, isRequired, options } = field;
  const words = query.toLowerCase().split(/\s+/);
  const shown = options.filter((option) => {
    const hay = `${option.label} ${option.hint ?? ""} ${option.value}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const change = (changed: string, isChosen: boolean) => {
    const chosen = new Set(value);
    if (isChosen) chosen.add(changed);
    else chosen.delete(changed);
    onChange(options.flatMap((option) => (chosen.has(option.value) ? [option.value] : [])));
  };
  return (
    <fieldset data-field={name} aria-describedby={describedBy(ids, field, problem)}>
      <legend className="w-full">
        <FieldName
          isRequired={isRequired}
          isBusy={isBusy}
          {...(options.length > 1 && { note: text.chosen(value.length, options.length) })}
        >
          {label}
        </FieldName>
      </legend>
      <div className="overflow-clip rounded-md bg-surface shadow-[inset_0_0_0_1px_var(--color-line-strong)]">
        {options.length > MOST_WITHOUT_SEARCH && (
          <div className="relative border-b border-line p-1">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
            />
            <Input
              type="search"
              value={query}
              aria-label={text.search(label)}
              placeholder={text.searchPlaceholder}
              className="bg-transparent pl-8 shadow-none hover:shadow-none"
              onChange={({ currentTarget }) => setQuery(currentTarget.value)}
              onKeyDown={(event) => {
                // A search is over with Enter; the form is not.
                if (event.key === "Enter") event.preventDefault();
              }}
            />
          </div>
        )}
        {/* Ends in the middle of a line where there is more, so that one sees it. */}
        <div className="max-h-58 overflow-y-auto p-1">
          {shown.map((option) => (
            <OptionLine
              key={option.value}
              type="checkbox"
              name={ids.control}
              option={option}
              isChosen={value.includes(option.value)}
              onChange={(isChosen) => change(option.value, isChosen)}
            />
          ))}
          {shown.length === 0 && (
            <p className="px-2.5 py-1.5 text-ink-muted">{options.length === 0 ? text.nothingToChoose : text.noMatch}</p>
          )}
        </div>
      </div>
      <FieldNotes field={field} ids={ids} problem={problem} />
    </fieldset>
  );
}
