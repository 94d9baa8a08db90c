import { commandsText } from "@/lib/text/commands-text";

const names: Readonly<Record<string, string>> = commandsText.keys.names;
const macNames: Readonly<Record<string, string>> = { ...names, ...commandsText.keys.macNames };

/** Keys of a command as they are printed on the keyboard: one list a stroke, so "g mod+k" becomes [["G"], ["Ctrl", "K"]]. */
export function keyNames(keys: string, isMac: boolean): string[][] {
  return keys.split(" ").map((stroke) =>
    stroke.split("+").map((key) => {
      const name = (isMac ? macNames : names)[key];
      return name ?? key.toUpperCase();
    }),
  );
}
