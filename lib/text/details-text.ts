/** What the details of one image say: the panel beside the list and the page of its own. */
export const detailsText = {
  pageTitle: (name: string) => `${name} · Images Dashboard`,
  /** Before the name, for those who do not see that it is one. */
  panelOf: "Details of",
  panelNameless: "Details of an image",
  openPage: "Open as a page",
  copyPanelLink: "Copy link to this panel",
  panelLinkCopied: "Link to this panel copied. Whoever has access to this account can open it.",
  close: "Close details",
  loading: "Loading the image",
  notLoaded: "The image could not be loaded",
  notUpdated: "The image could not be brought up to date",
  copyName: (name: string) => `Copy name of ${name}`,
  name: "Name",

  gone: {
    title: "There is no such image",
    why: "It was deleted, or it belongs to another account.",
    asked: "The address asks for",
    back: "Back to the images",
  },

  failed: {
    title: "This image failed",
    /** What can be done about it, by the provider. */
    adviceOf: {
      sfcompute:
        "A failed image cannot be downloaded or booted from. Delete it, which frees its name, and upload the file again.",
      linode: "Nothing can be deployed from it. Upload again: a raw disk, compressed with gzip, no larger than 5 GB.",
      oxide:
        "No disk can be made from it. Delete it, which also removes the temporary disk and snapshot of its upload, and upload the file again.",
      cycle: "No container can run it. The build log tells more. Mend its source and import it again, or delete it.",
    },
    adviceMismatch:
      "What arrived is not what was sent, so nobody should boot from it. Delete it, which frees its name, and upload the file again.",
  },

  notImported: {
    title: "This image is not imported yet",
    advice: (provider: string) =>
      `${provider} has its name and its source, and none of its bytes. Import it to use it.`,
  },

  log: {
    title: (name: string) => `Build log of ${name}`,
    refresh: "Refresh",
    copy: "Copy",
    copied: "Build log copied.",
    close: "Close",
    nothing: "There is no build log. Images that come from a registry as they are have none.",
    nothingYet: "Nothing is written yet.",
    notLoaded: "The build log could not be read",
  },

  regions: { heading: "Regions" },

  deleted: {
    title: "This image is deleted",
    canRestore:
      "It cannot be downloaded, and links to it work no longer than until they expire. It can be restored for a while.",
    cannotRestore: "It cannot be downloaded, and links to it work no longer than until they expire.",
  },

  fields: {
    heading: "Details",
    providerStatus: "Reported as",
    description: "Description",
    tags: "Tags",
    operatingSystem: "System",
    scope: "Belongs to",
    /** Before the instant at which it does. */
    expires: (provider: string) => `${provider} deletes it`,
    inDuration: (duration: string) => `in ${duration}`,
    anyMoment: "any moment now",
    copyFact: (label: string) => `Copy ${label}`,
    created: "Created",
    deleted: "Deleted",
    size: "Size",
    visibility: "Visible to",
    private: "This account only",
    public: "Any account of this provider",
    shared: "Accounts that it is shared with",
    project: "Members of its project",
    silo: "Every project of the silo",
    checksum: "SHA-256",
    checksumGiven: "Given by the uploader, not verified",
    id: "Id",
    copyChecksum: (name: string) => `Copy checksum of ${name}`,
    copyId: (name: string) => `Copy id of ${name}`,
    checksumCopied: "Checksum",
    idCopied: "Id",
  },

  timeline: {
    heading: "Timeline",
    created: "Created",
    uploaded: "Every byte uploaded",
    verified: "Checksum verified",
    ready: "Ready",
    failed: "Failed",
    deleted: "Deleted",
    later: (duration: string) => `${duration} later`,
    atOnce: "right after",
    now: "now",
  },

  format: {
    heading: "What it is",
    unknown: "The first bytes of the file tell its format. To read them takes a download link.",
    find: "Find out",
    finding: "Reading the first bytes…",
    atUpload: "Told by the file's first bytes, when it was uploaded in this browser.",
    byReading: "Told by the file's first bytes, read from the storage just now.",
    noLink: "There is no download link",
    unreadable: "The file's first bytes could not be read from here",
    unreadableHelp:
      "The storage cannot be reached, or does not let web pages read its files. Once it is downloaded, the command file tells its format.",
  },

  link: {
    heading: "Download",
    intro: "A link downloads the image without a token, until it expires. Anyone who has it can use it.",
    get: "Get link",
    getting: "Getting a link…",
    none: "There is no download link",
    worksFor: (duration: string) => `Works for ${duration}`,
    endsSoon: (minutes: string) => `The download link works for ${minutes} more.`,
    renew: "Get a new link",
    expired: "This link has expired",
    expiredHelp: "It downloads nothing any more, and neither do the commands that hold it.",
    copyLink: "Copy download link",
    command: "Download command",
    commandFor: "Command for",
    tools: { curl: "curl", wget: "wget", powershell: "PowerShell" },
    copyCommand: (tool: string) => `Copy ${tool} command`,
    commandCopied: "Command",
    verifies: "Each command downloads the image and ends well only if its checksum is right.",
  },

  save: {
    intro: "Saves the image to this computer and checks its SHA-256 on the way.",
    start: "Download and verify",
    again: "Download again",
    missing:
      "This browser cannot check a file while it saves it. The commands above do, in a terminal; Chrome and Edge can do it here.",
    insecure:
      "This page is not served over HTTPS, so it cannot save a file and check it on the way. The commands above do, in a terminal.",
    notStarted: "The download did not start",
    progress: (name: string) => `Download of ${name}`,
    received: (received: string, size: string) => `${received} of ${size}`,
    speed: (bytes: string) => `${bytes}/s`,
    left: (duration: string) => `${duration} left`,
    cancel: "Cancel",
    cancelOf: (name: string) => `Cancel the download of ${name}`,
    tryNow: "Try now",
    saving: (file: string) => `Every byte is here. The browser puts ${file} into its place…`,
    waits: {
      line: (duration: string) => `The connection broke. Goes on in ${duration}.`,
      lineNow: "The connection broke. Goes on…",
      storage: (status: number, duration: string) => `The storage answered ${status}. Goes on in ${duration}.`,
      storageNow: (status: number) => `The storage answered ${status}. Goes on…`,
      renewing: "The link is no longer accepted. Getting a new one…",
      noLink: (message: string, duration: string) => `There is no new link: ${message} Tries again in ${duration}.`,
      noLinkNow: (message: string) => `There is no new link: ${message} Tries again…`,
    },
    verified: "Verified",
    verifiedWhat: (file: string, size: string) => `${file}, ${size}, is this image byte for byte.`,
    mismatch: "Do not use this file",
    mismatchWhat: (file: string) =>
      `${file} is not this image: something changed it on the way. Delete it and download it again.`,
    expected: "The image",
    actual: "The file",
    failed: "The download failed",
    nothingKept: "Nothing was kept of it: the file is as it was before.",
    problems: {
      diskFull: "The disk is full. Free some space, or choose another disk.",
      notAllowed: "The browser may not write to this file any more, or another program uses it.",
      fileGone: "The file, or the folder it was to be in, is no longer there.",
      notWritten: (why: string) => `The file could not be written: ${why}`,
      refused: (status: number) => `The storage refuses every link to this image (${status}).`,
      unreachable:
        "The storage cannot be reached from this page: it is down, or does not let web pages read its files. The commands above do not depend on that.",
      tooLong: "The storage sent more bytes than the image has, so this is another file.",
      internal: (why: string) => `Something in this page failed: ${why}`,
    },
    announced: {
      started: (name: string) => `The download of ${name} has begun.`,
      quarter: (name: string, percent: string) => `${percent} of ${name} is downloaded.`,
      waiting: (name: string) => `The download of ${name} waits.`,
    },
    ended: {
      verified: (name: string) => `${name} is downloaded and verified.`,
      mismatch: (name: string) => `The file that was downloaded is not ${name}. Do not use it.`,
      failed: (name: string) => `The download of ${name} failed.`,
    },
  },
} as const;
