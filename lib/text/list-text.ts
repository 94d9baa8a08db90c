import { formatCount, plural } from "./plural";

const images = (count: number) => plural(count, { one: "# image", other: "# images" });

/** What the page says that lists images. */
export const listText = {
  title: "Images",
  upload: "Upload images",
  refresh: "Refresh",
  unknown: "unknown",
  loading: "Loading the images",
  notLoaded: "The images could not be loaded",
  notUpdated: "The list could not be brought up to date",

  totals: {
    all: (count: number, isExact: boolean) => (isExact ? images(count) : `${images(count)} so far`),
    found: (found: number, count: number, isExact: boolean) =>
      isExact ? `${formatCount(found)} of ${images(count)}` : `${formatCount(found)} of ${images(count)} so far`,
  },

  walk: {
    reading: "Reading the rest…",
    limited: (clock: string | null) =>
      clock === null
        ? "The server asks for patience. Reading goes on in a moment."
        : `The server asks for patience. Reading goes on at ${clock}.`,
    unanswered: (clock: string | null) =>
      clock === null
        ? "The server does not answer. Reading goes on in a moment."
        : `The server does not answer. Reading goes on at ${clock}.`,
    stopped: "Not all images are read.",
    failed: (reason: string) => `Not all images could be read. ${reason}`,
    failedAgain: (reason: string) => `The list may be out of date. ${reason}`,
    stop: "Stop",
    goOn: "Read the rest",
    tryAgain: "Try again",
  },

  empty: {
    title: "No images yet",
    choose: "Choose files",
    showDeleted: "Show deleted images",
    canUpload:
      "Drop image files anywhere on this page, or choose them. They go straight to storage, in parts, and survive a bad line.",
    canCreate: "Make the first one here. Images of others show as soon as they are there.",
    cannotUpload: "Images show here as soon as someone with the right to upload adds one.",
  },

  nothingFound: {
    title: "No image matches",
    titleSoFar: "No image matches so far",
    soFar: "The rest is still being read.",
    notAllRead: "Not all images are read yet.",
    clear: "Clear search and filters",
    search: (query: string) => `name, id or checksum with “${query}”`,
    status: (words: string) => `status ${words}`,
    created: (words: string) => `created ${words}`,
    visibility: (word: string) => `visibility ${word}`,
    provider: (words: string) => `provider ${words}`,
    notDeleted: "not deleted",
    asked: (wishes: string) => `Asked for: ${wishes}.`,
  },

  search: {
    label: "Search images",
    placeholder: "Name, id or checksum",
    key: "/",
  },

  filters: {
    status: "Status",
    created: "Created",
    visibility: "Visibility",
    provider: "Provider",
    showDeleted: "Show deleted",
    clear: "Clear",
    any: "Any",
    chosen: (filter: string, value: string) => `${filter}: ${value}`,
    several: (count: number) => plural(count, { one: "# chosen", other: "# chosen" }),
    periods: { "24h": "Last 24 hours", "7d": "Last 7 days", "30d": "Last 30 days" },
    lately: { "24h": "in the last 24 hours", "7d": "in the last 7 days", "30d": "in the last 30 days" },
    anyTime: "Any time",
    days: "On these days",
    from: "From",
    to: "To",
    since: (day: string) => `since ${day}`,
    until: (day: string) => `until ${day}`,
    between: (from: string, to: string) => `${from} – ${to}`,
  },

  visibility: { public: "Public", private: "Private", shared: "Shared", silo: "Silo", project: "Project" },

  view: {
    button: "View",
    columns: "Columns",
    density: "Rows",
    densities: { comfortable: "Comfortable", compact: "Compact" },
    sort: "Sort by",
    ascending: "Ascending",
    descending: "Descending",
    timeZone: "Time zone",
    localZone: (name: string) => `This computer’s (${name})`,
    reset: "Reset view",
  },

  columns: {
    select: "Selection",
    name: "Name",
    status: "Status",
    created: "Created",
    size: "Size",
    checksum: "Checksum",
    visibility: "Visibility",
    id: "Id",
    provider: "Provider",
    system: "OS",
    regions: "Regions",
    tags: "Tags",
    card: "Image",
    actions: "Actions",
  },

  regions: {
    /** @param status the provider's own word */
    notAvailable: (id: string, status: string) => `${id} (${status})`,
  },

  scopes: {
    loading: "Loading…",
    none: "There are none.",
    notLoaded: "They could not be loaded.",
  },

  all: {
    title: "All images",
    trouble: (connection: string) => `${connection}:`,
    empty: "Images show here as soon as one of the connections has any.",
  },

  row: {
    select: (name: string) => `Select ${name}`,
    selectAll: "Select all shown",
    copyChecksum: (name: string) => `Copy checksum of ${name}`,
    copyId: (name: string) => `Copy id of ${name}`,
    checksumCopied: "Checksum",
    idCopied: "Id",
    failedAdvice: "Delete it and upload the file again.",
    /** Where its provider may have made it of something else than a file. */
    failedElsewhere: "Its details say what helps.",
    failedWithoutReason: "The provider does not say why.",
    deletedMark: "deleted",
    keys: "Arrow keys move between rows, Space selects, Enter opens the details.",
  },

  selection: {
    toolbar: "Selected images",
    count: (count: number, hidden: number) =>
      hidden === 0
        ? plural(count, { one: "# selected", other: "# selected" })
        : `${formatCount(count)} selected, ${formatCount(hidden)} hidden by filters`,
    selectAll: (count: number) => plural(count, { one: "Select # that matches", other: "Select all # that match" }),
    clear: "Clear selection",
  },

  commands: {
    search: "Search images",
    refresh: "Refresh the list",
    clear: "Clear search and filters",
    selectAll: "Select all that match",
    closeDetails: "Close the details",
    clearSelection: "Clear selection",
    showDeleted: "Show deleted images",
    hideDeleted: "Hide deleted images",
    compact: "Compact rows",
    comfortable: "Comfortable rows",
  },
} as const;
