import { fold } from "@/components/images/list/filters/list-keys";
import { commandsText } from "@/lib/text/commands-text";
import { COMMAND_SECTIONS, type Command } from "./command";

/** The commands in whose title (or in whose section's name) each word begins a word; all of them for no words. By section. */
export function findCommands(commands: readonly Command[], words: readonly string[]): Command[] {
  const found = commands.filter(({ title, section }) => {
    const text = ` ${fold(`${title} ${commandsText.sections[section]}`)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
  return found.toSorted(
    (one, other) => COMMAND_SECTIONS.indexOf(one.section) - COMMAND_SECTIONS.indexOf(other.section),
  );
}
