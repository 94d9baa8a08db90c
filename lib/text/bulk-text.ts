import { formatCount, plural } from "./plural";

/** Words of what is done with many images at once. */
export const bulkText = {
  deleteMany: "Delete…",
  copyLinks: "Copy links…",

  done: "Done",
  stop: "Stop",
  tryAgain: (count: number) => plural(count, { one: "Try # again", other: "Try # again" }),
  goOn: "Go on",
  undo: "Undo",

  deletion: {
    title: (count: number) => plural(count, { one: "Delete # image?", other: "Delete # images?" }),
    nothingTitle: "None of these images can be deleted",
    links: "They can no longer be downloaded or booted from, and links to them end, at the latest when they expire.",
    noLinks: "Nothing new can be made from them any more.",
    uploads: "Uploads that are not finished end.",
    keep: "Keep images",
    confirm: (count: number) => plural(count, { one: "Delete # image", other: "Delete # images" }),
    runningTitle: (count: number) => plural(count, { one: "Deleting # image", other: "Deleting # images" }),
    progressLabel: "Images deleted",
    doneTitle: (deleted: number, failed: number) =>
      failed === 0
        ? plural(deleted, { one: "# image deleted", other: "# images deleted" })
        : `${formatCount(deleted)} deleted, ${formatCount(failed)} failed`,
    stopped: (count: number) =>
      plural(count, {
        one: "Stopped. # image was not deleted, because its turn had not come.",
        other: "Stopped. # images were not deleted, because their turn had not come.",
      }),
    halted: (count: number) =>
      plural(count, { one: "# image is not deleted yet", other: "# images are not deleted yet" }),
    list: "Images to delete",
    results: "Results",
    excludedTitle: (count: number) => plural(count, { one: "# image is left out:", other: "# images are left out:" }),
    deletedToast: (count: number) => plural(count, { one: "# image is deleted.", other: "# images are deleted." }),
  },

  links: {
    title: (count: number) => plural(count, { one: "Link to # image", other: "Links to # images" }),
    nothingTitle: "None of these images has a link",
    description: "A link downloads its image without a token, until it expires. Anyone who has it can use it.",
    progressLabel: "Links",
    format: "Format",
    formats: { lines: "Lines", json: "JSON", csv: "CSV", manifest: "Checksums" },
    hints: {
      lines: "One URL a line.",
      json: "Name, id, checksum, size, URL and expiry of each image.",
      csv: "The same as a table for spreadsheets.",
      manifest: "For sha256sum --check, beside the downloaded files.",
    },
    preview: "Preview",
    previewCut: (lines: number) => plural(lines, { one: "… and # more line", other: "… and # more lines" }),
    copy: "Copy",
    copied: (count: number) => plural(count, { one: "# link copied.", other: "# links copied." }),
    save: "Save as file",
    refused: "The browser did not allow copying. The whole text is selected below: copy it with the keyboard.",
    worksUntil: (count: number, until: string) =>
      plural(count, { one: `The link works until ${until}.`, other: `All # links work until ${until} at least.` }),
    failedTitle: (count: number) => plural(count, { one: "# image has no link:", other: "# images have no link:" }),
    stopped: (count: number) =>
      plural(count, {
        one: "Stopped. # link was not asked for.",
        other: "Stopped. # links were not asked for.",
      }),
    halted: (count: number) => plural(count, { one: "# link is still missing", other: "# links are still missing" }),
  },

  progress: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
  progressWithFailures: (done: number, total: number, failed: number) =>
    `${formatCount(done)} of ${formatCount(total)}, ${formatCount(failed)} failed`,
  stopping: "Stopping. What was sent already comes to its end.",
  waitingForServer: (seconds: number) => `The server asks to wait. It goes on in ${formatCount(seconds)} s.`,

  outcome: {
    waiting: "Not begun",
    running: "Deleting",
    deleted: "Deleted",
    gone: "Already gone",
    failed: "Failed",
  },
  more: (count: number) => plural(count, { one: "and # more", other: "and # more" }),

  restoredMany: (count: number) => plural(count, { one: "# image is back.", other: "# images are back." }),
  notRestoredMany: (count: number) =>
    plural(count, { one: "# image could not be restored.", other: "# images could not be restored." }),
  reasonOf: (name: string, reason: string) => `${name}: ${reason}`,
} as const;
