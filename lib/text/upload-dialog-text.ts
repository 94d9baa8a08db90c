import { formatCount, plural } from "./plural";

/** What the dialogs that begin an upload say, before the first byte is sent. */
export const uploadDialogText = {
  title: "Upload images",
  uploadTo: "Upload to",
  to: (connection: string) => `To ${connection}`,
  cancel: "Cancel",
  start: (count: number) =>
    count > 1 ? plural(count, { one: "Start # upload", other: "Start # uploads" }) : "Start upload",
  notStarted: "The upload could not be started",
  notStartedHelp: "A part of this page could not be loaded. Check the network and start again.",
  files: "Image files",
  file: "Image file",
  chosenFiles: "Chosen files",
  addMore: "Add more files",
  chooseAnother: "Choose another file",
  dropHere: "Drop image files here, or ",
  dropOneHere: "Drop the image file here, or ",
  dropAgain: "Drop the file here, or ",
  chooseThem: "choose them",
  chooseIt: "choose it",
  /** Where a finger cannot drop anything. */
  chooseByFinger: (multiple: boolean) => (multiple ? "Choose image files" : "Choose the file"),
  hint: (limit: string) => `Raw disks and ISOs boot as they are. Any file of up to ${limit} can be uploaded.`,
  pickerRefused: "The browser did not let files be chosen. Try once more.",
  namesUnread: "The names in use could not be read. A name that is taken is refused when its upload starts.",

  nameFor: (file: string) => `Name for ${file}`,
  from: (file: string) => `from ${file}`,
  remove: (file: string) => `Remove ${file}`,
  leftOut: (count: number) => plural(count, { one: "# file is left out.", other: "# files are left out." }),
  chooseFirst: "Choose a file first.",
  noneUsable: "None of these files can be uploaded.",
  namesNeedChange: (count: number) =>
    plural(count, { one: "One name needs a change first.", other: `${formatCount(count)} names need a change first.` }),

  form: {
    loading: "Reading what can be chosen",
    notLoaded: "What can be chosen could not be read",
    notThere: "What can be chosen is not there yet.",
    refining: "The form is being brought up to date.",
  },

  fill: {
    title: (name: string) => `Upload ${name} from this browser`,
    description:
      "Another browser or computer began this upload. Every part of the file is sent again, to this same image. Do not start while it is still being sent from elsewhere.",
    starting: "The upload is being started.",
  },

  chooseAgain: {
    title: "Choose the file again",
    /** `reason`: why the browser cannot open it by itself, a sentence, or null. */
    description: (name: string, reason: string | null) =>
      `${name} goes on from where it stopped, once the browser may read its file. ${reason ?? ""}`.trim(),
    /** Of a file that is sent in one piece. */
    anewDescription: (name: string, reason: string | null) =>
      `${name} is sent again from the beginning, once the browser may read its file. ${reason ?? ""}`.trim(),
    comparing: "Comparing the file with what was sent",
    unreadable: "This file cannot be read.",
  },

  terminal: {
    summary: "From a terminal",
    intro:
      "For a file on a machine without a browser. The script needs curl and sha256sum, and sends the file in parts.",
    path: "File on that machine",
    name: "Image name",
    script: "Upload script",
    copy: "Copy script",
    copied: "Script",
    save: "Save as file",
    needsPath: "Enter where the file is.",
    examplePath: "disk.img",
    fileName: "upload-image.sh",
    giveToken: "Give that terminal an API token. Typed after this line, it stays out of the shell's history:",
    tokenCommand: "read -r IMAGES_TOKEN && export IMAGES_TOKEN",
    runScript: "Then run the script. After an interruption, run it again and it goes on:",
    scriptCommand: "sh upload-image.sh",
  },
} as const;
