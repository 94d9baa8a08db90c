/** Texts of the primitives, which know nothing of images. */
export const uiText = {
  close: "Close",
  copied: (what: string) => `${what} copied.`,
  copyRefused: "The browser did not allow copying. Copy this yourself:",
  textToCopy: "Text to copy",
  /** What stands before a request's id. */
  request: "Request",
  partMissing: "This part of the page could not be loaded.",
  partMissingHelp: "Check the network and try again. If it stays so, reload the page.",
  updated: {
    title: "The dashboard was updated.",
    help: "Reload the page to use what is missing. Uploads in this tab go on until then, and what they sent is kept.",
    reload: "Reload",
    later: "Later",
  },
  notifications: "Notifications",
} as const;
