import { formatCount, plural } from "./plural";

/** What is said of uploads wherever they show, once there are any. Sizes, speeds and durations come ready to be shown. */
export const uploadsText = {
  region: "Uploads",
  interrupted: "Interrupted",
  resume: "Resume",
  resumeOf: (name: string) => `Resume ${name}`,
  dismissNote: "Dismiss this note",
  signInAgain: "Sign in again",
  notResumed: "The upload could not go on",
  statusAndFar: (status: string, far: string) => `${status}, ${far}`,
  sameBytes: (name: string) => `The same bytes are already here as ${name}.`,
  elsewhereNow: "Another tab has this upload now. It goes on there.",
  ofTotal: (sent: string, total: string) => `${sent} of ${total}`,
  speed: (speed: string) => `${speed}/s`,
  timeLeft: (duration: string) => `${duration} left`,
  percent: (percent: number) => `${formatCount(percent)} %`,
  /** Of a file that is sent in one piece. */
  beginsAnew: "Sent in one piece: it starts again from the beginning.",
  /** `clock` is a time of day, with its date where that is another day. */
  takesUntil: (provider: string, clock: string) => `${provider} takes it until ${clock}.`,
  someProvider: "The provider",
  retryingIn: (duration: string) => `Retrying in ${duration}`,
  retryingNow: "Retrying now",

  status: {
    queued: "Waiting for its turn",
    creating: "Starting",
    uploading: "Uploading",
    paused: "Paused",
    retrying: "Retrying",
    offline: "Waiting for the network",
    unauthorized: "Waiting for a new token",
    finishing: "Finishing",
    verifying: "Verifying",
    completed: "Completed",
    failed: "Failed",
    canceling: "Canceling",
  },

  /** In a row of the list of images, where there is room for a word or two. */
  row: {
    queued: "Waiting",
    creating: "Starting",
    uploading: "Uploading",
    paused: "Paused",
    retrying: "Retrying",
    offline: "Offline",
    unauthorized: "Needs a token",
    finishing: "Finishing",
    verifying: "Verifying",
    completed: "Completed",
    failed: "Upload failed",
    canceling: "Canceling",
  },

  /** What a screen reader is told when a status changes. */
  announced: {
    completed: (name: string) => `${name} is completed.`,
    failed: (name: string, reason: string) => `The upload of ${name} failed. ${reason}`.trim(),
    paused: (name: string) => `The upload of ${name} is paused.`,
    offline: (name: string) => `The upload of ${name} waits for the network.`,
    unauthorized: (name: string) => `The upload of ${name} waits for a new token.`,
  },

  /** What is told when nobody looks at the tab and everything is over. */
  ended: {
    completed: (name: string) => `${name} is completed.`,
    failed: (name: string) => `The upload of ${name} failed.`,
    allCompleted: (count: number) => plural(count, { one: "# upload completed.", other: "# uploads completed." }),
    allFailed: (count: number) => plural(count, { one: "# upload failed.", other: "# uploads failed." }),
    some: (completed: number, failed: number) =>
      `${plural(completed, { one: "# upload", other: "# uploads" })} completed, ${formatCount(failed)} failed.`,
  },
} as const;
