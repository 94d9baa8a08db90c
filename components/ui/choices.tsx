import { Check, Circle } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/lib/utils/class-names";

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
          className="relative flex min-h-8 items-center gap-2 rounded-md px-2 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-accent pointer-coarse:min-h-11"
        >
          {/* As large as the whole line: a box of 16 px is hard to hit. */}
          <input
            type={type}
            name={type === "radio" ? legend : undefined}
            checked={isChosen(value)}
            onChange={(event) => onChange(value, event.currentTarget.checked)}
            className="peer absolute inset-0 size-full cursor-pointer appearance-none outline-none"
          />
          <span
            aria-hidden
            className={classNames(
              "pointer-events-none flex size-4 shrink-0 items-center justify-center border border-ink-faint text-accent-ink peer-checked:border-accent peer-checked:bg-accent [&>svg]:hidden peer-checked:[&>svg]:block",
              type === "radio" ? "rounded-full" : "rounded-sm",
            )}
          >
            {type === "radio" ? <Circle className="size-2 fill-current" /> : <Check className="size-3 stroke-3" />}
          </span>
          <span className="flex min-w-0 flex-1 items-center gap-2">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
