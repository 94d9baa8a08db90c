import type { ReactNode } from "react";

interface ChoicesProps<T extends string> {
  /** What the choices are about. */
  legend: string;
  /** Said above them as well, or only to those who do not see what they belong to. */
  isLegendShown?: boolean;
  type: "checkbox" | "radio";
  choices: readonly { value: T; label: ReactNode }[];
  isChosen: (value: T) => boolean;
  onChange: (value: T, chosen: boolean) => void;
}

/** Check boxes, or radio buttons where one excludes the others. */
export function Choices<T extends string>(props: ChoicesProps<T>): ReactNode {
  const { legend, isLegendShown = false, type, choices, isChosen, onChange } = props;
  return (
    <fieldset>
      <legend className={isLegendShown ? "px-2 pt-1.5 pb-1 text-xs text-ink-muted" : "sr-only"}>{legend}</legend>
      {choices.map(({ value, label }) => (
        <label
          key={value}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-hover has-focus-visible:bg-hover pointer-coarse:min-h-10"
        >
          <input
            type={type}
            name={type === "radio" ? legend : undefined}
            checked={isChosen(value)}
            onChange={(event) => onChange(value, event.currentTarget.checked)}
            className="size-4 shrink-0 accent-accent"
          />
          <span className="flex min-w-0 flex-1 items-center gap-2">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
