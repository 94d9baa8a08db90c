import "server-only";
import { nameProblem, type Naming } from "@/lib/contract/image-name";
import { cycleText } from "@/lib/text/cycle-text";
import { textOf, wrongField } from "./form-values";
import type { FormValues } from "@/lib/contract/form";

/** The vendor's document states no rule for names: what cannot be shown in a line is refused, and Cycle may refuse more. */
export const CYCLE_NAMING: Naming = {
  pattern: String.raw`^(?!\s)[^\p{Cc}]+(?<!\s)$`,
  maxLength: 255,
  hint: cycleText.nameHint,
  isUnique: false,
};

/** The name that was entered, empty for none. @throws ApiError `invalid_request` for one that cannot be */
export function nameOf(values: FormValues): string {
  const name = textOf(values, "name");
  const problem = name === "" ? null : nameProblem(name, CYCLE_NAMING);
  if (problem !== null) throw wrongField("name", problem);
  return name;
}
