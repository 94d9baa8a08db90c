import { formatCount, plural } from "./plural";

/** What the tray of uploads says, and the dialogs that are opened in it. Sizes come ready to be shown. */
export const trayText = {
  heading: "Uploads",
  inAnotherTab: "In another tab",
  more: (count: number) => plural(count, { one: "and # more", other: "and # more" }),
  pauseAll: "Pause all",
  resumeAll: "Resume all",
  clearCompleted: "Clear completed",
  show: "Show uploads",
  hide: "Hide uploads",

  pause: "Pause",
  pauseOf: (name: string) => `Pause ${name}`,
  retry: "Retry",
  retryOf: (name: string) => `Retry ${name}`,
  tryNow: "Try now",
  cancelTooltip: "Cancel and delete",
  cancelOf: (name: string) => `Cancel ${name}`,
  dismiss: "Dismiss",
  dismissOf: (name: string) => `Dismiss ${name}`,

  speedLimit: "Speed limit",
  speedLimitOf: (limit: string) => `Speed limit: ${limit}`,
  noLimit: "No limit",
  /** Network lines are sold in decimal units. */
  megabytes: (amount: number) => `${formatCount(amount)} MB/s`,

  /** How many uploads are in each state, the whole tray in a few words. */
  summary: {
    failed: (count: number) => plural(count, { other: "# failed" }),
    unauthorized: (count: number) => plural(count, { other: "# waiting for a token" }),
    uploading: (count: number) => plural(count, { other: "# uploading" }),
    waiting: (count: number) => plural(count, { other: "# waiting" }),
    paused: (count: number) => plural(count, { other: "# paused" }),
    verifying: (count: number) => plural(count, { other: "# verifying" }),
    canceling: (count: number) => plural(count, { other: "# canceling" }),
    completed: (count: number) => plural(count, { other: "# completed" }),
  },

  advice: {
    nameTaken: "Give it another name, and the upload begins.",
    nameTakenElsewhere: "In the tab that began it, give it another name.",
    lookFirst:
      "Look at the image before you cancel this upload: canceling deletes the image, even if somebody else completed it.",
    fileChanged: "To upload the file as it is now, cancel this upload and start a new one.",
    fileUnreadable: "Retry once the file is back as it was, or cancel this upload and start a new one.",
  },
  newName: (name: string) => `New name for ${name}`,
  startAgain: "Start again",
  change: "Change and start again",
  changeTitle: (name: string) => `Start the upload of ${name} again`,

  keep: "Keep upload",

  cancel: {
    title: (name: string) => `Cancel the upload of ${name}?`,
    confirm: "Cancel upload",
    pending: "The upload is being canceled.",
    failed: "The upload stopped, but its image is still there",
    nothingSent: "Nothing was sent so far, and no image is left behind.",
    nothingSentYet: "Nothing was sent so far, and the image is deleted.",
    loss: (size: string) => `The ${size} sent so far are thrown away and the image is deleted.`,
    failedBefore:
      "The image is deleted, with everything that was sent to it from here or elsewhere. Dismissing the upload keeps the image.",
    allSent: "Every byte was sent. The image is deleted all the same, and the file would have to be sent again.",
    anew: (size: string) =>
      `The ${size} sent so far are thrown away, as they are by a pause, and the image is deleted.`,
    pausedKeepsImage: "Leaving the upload paused keeps the image.",
    pausedKeepsThem: "Leaving the upload paused keeps them.",
    pausingKeepsImage: "Pausing keeps the image.",
    pausingKeepsThem: "Pausing keeps them.",
  },

  forget: {
    title: (name: string) => `Dismiss the upload of ${name}?`,
    description: (size: string) =>
      `Retry could go on after the ${size} that were sent. Once it is dismissed, this browser does not know of them any more: the image stays, and uploading to it sends every part again.`,
    confirm: "Dismiss upload",
  },
} as const;
