import * as z from "zod/mini";
import { rememberedSetting } from "@/lib/utils/remembered-setting";

/** How many the palette offers again. */
const MAX_RECENT = 5;

const recentSchema = z.array(z.string()).check(z.maxLength(MAX_RECENT));

/** What was chosen in the palette last, the latest first: `image:ID` or `command:ID`. */
export const recentChoices = rememberedSetting<readonly string[]>({
  key: "images-dashboard recent choices",
  parse: (stored) => {
    try {
      return recentSchema.parse(JSON.parse(stored ?? "[]"));
    } catch {
      return [];
    }
  },
  write: (choices) => JSON.stringify(choices),
});

export function rememberChoice(choice: string): void {
  const others = recentChoices.read().filter((other) => other !== choice);
  recentChoices.set([choice, ...others].slice(0, MAX_RECENT));
}
