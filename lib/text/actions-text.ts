import { formatCount, plural } from "./plural";

const characters = (count: number) => plural(count, { one: "# character", other: "# characters" });

/** Words of what providers can do beside what all can: its forms, and its progress. */
export const actionsText = {
  create: "Create image",
  createMenu: "Create image",
  inConnection: (connection: string, action: string) => `${connection}: ${action}`,
  uploadInstead: "Upload images",

  cancel: "Cancel",
  tryAgain: "Try again",
  imageAction: (action: string, image: string) => `${action}: ${image}`,
  loading: "Reading how things are",
  notLoaded: "How things are could not be read",
  notRefined: "The form could not be brought up to date",
  refining: "The form is being brought up to date.",
  /** Stands at what a thing was not done for. */
  notDone: "That did not work",
  items: (count: number) => plural(count, { one: "This affects # image", other: "This affects # images" }),
  discard: {
    question: "Discard what you entered?",
    keep: "Keep editing",
    confirm: "Discard",
  },

  fields: {
    required: "Needed",
    requiredMark: "*",
    choose: "Choose…",
    none: "None",
    nothingYet: "—",
    nothingToChoose: "There is nothing to choose from.",
    unavailable: (label: string, reason: string) => `${label} (${reason})`,
    search: (label: string) => `Search ${label}`,
    searchPlaceholder: "Search",
    chosen: (count: number, total: number) => `${formatCount(count)} of ${formatCount(total)} chosen`,
    noMatch: "Nothing matches.",
    /** How much of a text's room is taken. */
    length: (length: number, maxLength: number) => `${formatCount(length)} of ${formatCount(maxLength)}`,
    tags: (label: string) => `Chosen: ${label}`,
    addTag: "Type and press Enter",
    removeTag: (tag: string) => `Remove ${tag}`,
  },

  problems: {
    empty: "Fill this in.",
    tooLong: (maxLength: number, excess: number) =>
      `At most ${characters(maxLength)}: ${formatCount(excess)} too many.`,
    pattern: "This is not in the form that is expected.",
    chooseOne: "Choose one.",
    chooseAny: "Choose at least one.",
    keepOne: "At least one of those that are there has to stay.",
    noTag: "Add at least one.",
    tagLength: (tag: string, minLength: number, maxLength: number) =>
      `“${tag}” has ${characters(tag.length)}: ${formatCount(minLength)} to ${formatCount(maxLength)} are allowed.`,
  },

  job: {
    title: (what: string) => `Progress of “${what}”`,
    /** What is being done, where it is done to one image. */
    what: (action: string, image: string | null) => (image === null ? action : `${action}: ${image}`),
    steps: "Steps",
    close: "Close",
    lookAgain: "Look again",
    goesOn: "It goes on when you close this.",
    states: { waiting: "Waiting to begin", running: "Under way", completed: "Done", failed: "Failed" },
    stepStates: { waiting: "Not begun", running: "Under way", completed: "Done", failed: "Failed" },
    counted: (done: number, total: number) =>
      `${formatCount(done)} of ${plural(total, { one: "# step", other: "# steps" })} done`,
    failedWithoutReason: "The provider does not say why.",
    noAnswer: "No answer at the moment. It is asked again.",
    stoppedTitle: "How far it is cannot be read any more",
    unknownJob: "The provider does not know this task any more. The list of images shows what came of it.",
    completedToast: (what: string) => `${what}: done.`,
    failedToast: (what: string) => `${what}: failed.`,
    stoppedToast: (what: string) => `${what}: how it ended is not known.`,
  },
} as const;
