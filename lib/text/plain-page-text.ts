/** What the dashboard is called. */
export const PRODUCT = "Images Dashboard";

/** Texts of pages for what went wrong. Every page brings them along, so they are kept apart from others. */
export const plainPageText = {
  tryAgain: "Try again",
  pageFailed: {
    title: "This page failed",
    reload: "Load it again. Uploads that were under way go on after that.",
    uploadsGoOn: "Uploads in this tab go on. Try again.",
    uploadsGoOnWithNumber: "Uploads in this tab go on. Try again; if it stays so, give the operator the number below.",
    unchecked: {
      title: "Your sign-in cannot be checked",
      body: "The server's database does not answer at the moment. You stay signed in, and uploads in this tab go on. Try again in a moment.",
    },
  },
} as const;
