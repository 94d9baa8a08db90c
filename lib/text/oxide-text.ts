/** Words of what is Oxide's alone. */
export const oxideText = {
  tokenHint:
    "Make a token with `oxide auth login`, or in Oxide's console under Settings, Access tokens. It may do what you may do.",
  nameHint:
    "Begin with a lower-case letter, use letters, digits and hyphens, and do not end with a hyphen. A UUID is no name.",
  siloAdmin: "silo admin",
  silo: "Silo",
  wholeSilo: "Silo (every project sees them)",
  project: "Project",
  allProjects: "All projects",
  blockSize: "Block size",
  diskSize: "Temporary disk's size",
  temporaryDisk: "Temporary disk",
  digest: "Digest",
  modified: "Modified",

  noDownload: "Oxide's API cannot download an image.",
  noAudit: "Oxide keeps its audit trail elsewhere: look for it in its own console.",
  noRestore: "Oxide's API cannot take back a deletion.",
  noLog: "Oxide's API keeps no log of how an image was made.",

  systemTooOld: (version: string) =>
    `This Oxide rack runs an older system version than the dashboard speaks (API version ${version}). Update the rack, or use an older dashboard.`,
  systemTooNew: (version: string) =>
    `This Oxide rack does not speak API version ${version}, which the dashboard needs: its system is newer, or OXIDE_API_URL is not the address of a silo.`,
  noRoom: (message: string) =>
    `There is not enough storage left for this. Delete disks, snapshots or images, or ask for a larger quota. Oxide says: ${message}`,
  endlessList: "Oxide gave a list without an end.",
  noSuchImage: "There is no image with this id.",
  noSuchProject: "There is no project with this id.",
  noSuchAction: "There is no such action.",

  uploadHint:
    "Oxide takes raw disk images and ISO files. Unpack compressed files and convert qcow2 or VMDK files first. An image has whole GiB: the rest is filled with zeros.",
  uploadTitle: "Upload to Oxide",
  uploadSummary:
    "The file is written to a temporary disk, which becomes the image and is then removed. The disk has the file's size, rounded up to whole GiB, and counts towards the quota until the image is made.",
  uploadSubmit: "Start upload",
  chooseProject: "Choose a project.",
  noProjects: "You cannot see any project. Ask a silo administrator for one.",
  projectOfUpload: "The image belongs to this project. Promote it later to offer it to the whole silo.",
  description: "Description",
  operatingSystem: "Operating system",
  operatingSystemHelp: "As in Debian or Ubuntu.",
  version: "Version",
  versionHelp: "Of the operating system, as in 12 or 24.04.",
  blockSizeHelp: "A disk that is made of the image has the same block size.",
  blockSizes: {
    "512": "What most disk images are made for.",
    "2048": "For ISO files: a CD's block has 2048 bytes.",
    "4096": "Only for images that were made for disks with 4096-byte sectors.",
  },
  bytes: (count: string) => `${count} bytes`,
  isMissing: (label: string) => `${label} is missing.`,
  isTooLong: (label: string, length: number) => `${label} has at most ${length} characters.`,
  descriptionTooLong: "The texts are too long to be kept during the upload. Shorten the description.",
  badBlockSize: "Choose 512, 2048 or 4096 bytes.",
  tooLarge: (gib: number) => `An image has at most ${gib} GiB.`,
  nameTaken: (name: string) => `This project already has an image named ${name}. Choose another name.`,
  uploadUnfinished: (name: string) =>
    `An upload to this project for an image named ${name} has not ended. Go on with it or delete it, or choose another name.`,
  diskInTheWay: (disk: string) =>
    `The project has a disk named ${disk}, which uploads of this name need. Rename the image, or delete the disk.`,
  otherFile: "This upload was begun with a file of another size. Choose that file, or delete the upload.",
  noMoreBytes: "This upload takes no bytes any more.",
  noSuchPart: "The upload has no part of this number.",
  partTooShort: "The part ended before all of its bytes were there.",
  partTooLong: (length: number) => `The part has more than its ${length} bytes.`,
  stillWorking: "Oxide is still working on the temporary disk. Try again in a minute.",
  uploadFailed: {
    name_taken: "Another image of this name was made meanwhile. Delete this upload and choose another name.",
    disk_faulted: "Oxide says that the temporary disk is faulted. Delete this upload and begin anew.",
    snapshot_faulted: "Oxide could not make a snapshot of the temporary disk. Delete this upload and begin anew.",
    removal_begun: "The removal of this upload did not end. Delete it again.",
  },
  cleanUpLeft:
    "The image is made, but its temporary disk could not be removed and counts towards the quota. Delete this entry to remove the disk; the image stays.",

  createLabel: "Create from a snapshot",
  createTitle: "Create an image from a snapshot",
  createSummary: "The image is a copy: the snapshot and its disk may be deleted afterwards.",
  createSubmit: "Create image",
  snapshot: "Snapshot",
  projectFirst: "Choose a project first.",
  chooseSnapshot: "Choose a snapshot.",
  noSnapshots: "This project has no snapshots. Make one of a disk in Oxide's console first.",
  /** @param state Oxide's own word */
  snapshotNotReady: (state: string) => (state === "creating" ? "Oxide is still making it." : `It is ${state}.`),
  name: "Name",
  visibleTo: "Visible to",
  visibleToProject: "The project",
  visibleToSilo: "The whole silo",
  visibleToSiloHint: "Every project of the silo can use it.",
  chooseVisibility: "Choose the project or the whole silo.",
  created: (name: string) => `${name} is made.`,

  diskLabel: "Create from a disk",
  diskTitle: "Create an image from a disk",
  diskSummary:
    "Oxide takes a snapshot of the disk, and the image is a copy of that. The snapshot has the image's name and belongs to the disk's project.",
  disk: "Disk",
  chooseDisk: "Choose a disk.",
  noDisks: "This project has no disks. Choose another project.",
  diskIsAttached: "An instance uses it. What that has not written to the disk yet is missing in the image.",
  diskIsLocal: "Oxide takes no snapshots of local disks.",
  diskIsReadOnly: "Oxide takes no snapshots of read-only disks.",
  /** @param state Oxide's own word, as `importing_from_url` */
  diskNotReady: (state: string) =>
    `It is ${state.replaceAll("_", " ")}. Oxide takes snapshots of attached and detached disks.`,
  keepSnapshot: "Keep the snapshot",
  keepSnapshotHelp: "It counts towards the quota. If it is not kept, it is deleted once the image is made.",
  onOrOff: "Choose on or off.",
  createdAndKept: (name: string) => `${name} is made. The snapshot of the same name is kept.`,
  snapshotNameTaken: (name: string) =>
    `This project already has a snapshot named ${name}. Choose another name, or create the image from that snapshot.`,
  snapshotTakesLong: (name: string) =>
    `Oxide is still making the snapshot ${name}. Once it is ready, create the image from the snapshot.`,
  snapshotFailed: "Oxide could not make a snapshot of the disk. Try again, or choose another disk.",
  snapshotLeft: (name: string) =>
    `The snapshot ${name} could not be deleted and counts towards the quota. Delete it in Oxide's console.`,
  imageUnknown: (name: string) =>
    `Oxide did not say in time whether ${name} was made. Look for it in the list. The snapshot ${name} stays: delete it in Oxide's console, or create the image from it.`,

  promoteLabel: "Promote to silo",
  promoteTitle: (name: string) => `Promote ${name}?`,
  promoteSummary: (project: string) =>
    `Every project of the silo can use the image then. It no longer belongs to ${project}, and its id stays the same.`,
  promoteSubmit: "Promote image",
  promoted: (name: string) => `The whole silo can use ${name} now.`,
  promoteClash: (name: string) =>
    `The silo already has an image named ${name}. Delete that one first, or promote an image of another name.`,
  isSiloImage: "The image belongs to the silo already.",

  demoteLabel: "Demote to project",
  demoteTitle: (name: string) => `Demote ${name}?`,
  demoteSummary: "Only the project that you choose can use the image then. Its id stays the same.",
  demoteWarning: "Other projects can no longer make disks of it. Disks that they made of it stay.",
  demoteSubmit: "Demote image",
  demoted: (name: string, project: string) => `${name} belongs to ${project} now.`,
  demoteClash: (name: string, project: string) =>
    `The project ${project} already has an image named ${name}. Choose another project, or delete that image first.`,
  isProjectImage: "The image belongs to a project already.",
} as const;
