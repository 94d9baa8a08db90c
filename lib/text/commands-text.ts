import { formatCount, plural } from "./plural";

const images = (count: number) => (count === 0 ? "No images" : plural(count, { one: "# image", other: "# images" }));

/** Texts of the command palette and of the list of keys. */
export const commandsText = {
  sections: { images: "Images", uploads: "Uploads", pages: "Pages", display: "Display", account: "Account" },
  /** Commands of the shell. */
  commands: {
    palette: "Open the command palette",
    keys: "Show all keys",
    images: "Go to the images",
    audit: "Go to the audit trail",
    upload: "Upload images",
    light: "Use the light theme",
    dark: "Use the dark theme",
    system: "Use the system’s theme",
  },
  palette: {
    title: "Command palette",
    button: "Search or run a command",
    field: "Search images and commands",
    placeholder: "Image name, id or command",
    recent: "Recent",
    newest: "Newest images",
    images: "Images",
    commands: "Commands",
    nothing: (query: string) => `Nothing is called “${query}”.`,
    total: (count: number, isExact: boolean) => (isExact ? images(count) : `${images(count)} so far`),
    /** How many images match, of those that were read. */
    found: (found: number, count: number, isExact: boolean) =>
      isExact
        ? `${formatCount(found)} of ${formatCount(count)} images`
        : `${formatCount(found)} of ${formatCount(count)} images so far`,
    loading: "Loading the images",
    notLoaded: "The images could not be loaded.",
    /** @param connection where the image is */
    noteOf: (status: string, connection: string | undefined) =>
      connection === undefined ? status : `${status} · ${connection}`,
    open: "Open",
    fullPage: "Full page",
    close: "Close",
    choose: "Choose",
  },
  keys: {
    title: "Keys",
    description: "They work while no text field, menu or dialog has the focus.",
    singleKeys: "Single keys",
    singleKeysHint: "Turn them off if you dictate, or if they get in the way. Keys with Ctrl or ⌘ always work.",
    nextStroke: "then",
    done: "Done",
    list: "In the list of images",
    listKeys: [
      { keys: ["arrowup", "arrowdown"], does: "Move between rows" },
      { keys: ["home", "end"], does: "First and last row" },
      { keys: ["enter"], does: "Open the details" },
      { keys: ["space"], does: "Select the row" },
      { keys: ["shift+arrowup", "shift+arrowdown"], does: "Select while moving" },
      { keys: ["shift+space"], does: "Select from the last one selected to here" },
      { keys: ["escape"], does: "Close the details, clear the selection" },
    ],
    /** What is written on a key, where it is not the character it types. */
    names: {
      mod: "Ctrl",
      shift: "Shift",
      enter: "Enter",
      escape: "Esc",
      space: "Space",
      arrowup: "↑",
      arrowdown: "↓",
      home: "Home",
      end: "End",
      delete: "Del",
    },
    macNames: { mod: "⌘", shift: "⇧" },
  },
} as const;
