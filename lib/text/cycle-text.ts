import { plural } from "./plural";

/** What people read of Cycle alone. */
export const cycleText = {
  provider: "Cycle",
  tokenHint:
    "An API key of the hub, made in Cycle under Hub, API access, with the capability images-view and those of what you mean to do.",
  hub: "Hub ID",
  hubHelp: "24 hexadecimal digits, shown in Cycle beside the hub's API keys.",
  notAHubId: "A Hub ID is 24 hexadecimal digits.",
  wrongHub: "Cycle does not let this API key into that hub. Check the Hub ID, and that the key was made in that hub.",
  checkHub: "Check the Hub ID as well: a key is good for its own hub alone.",
  tokenRejected: (said: string) => `Cycle does not accept this API token.${said === "" ? "" : ` It says: ${said}`}`,
  lacksCapability: (capability: string) =>
    `The API key lacks the capability ${capability}. Add it in Cycle, or sign in with another key.`,
  noBuildLog: "There is no build log yet.",
  notAccepted: "Cycle did not accept the job. Try again in a moment.",
  tooManySources: "This hub has more sources than can be shown.",
  noSuchImage: "There is no image with this ID in the hub.",

  source: "Source",
  allSources: "All sources",
  nameHint: "Use no line breaks, and no spaces at the ends.",
  noUpload: "Cycle makes images from sources. Choose “Create from a source” instead.",
  noDownload: "Cycle gives no links to its images.",
  noRestore: "Cycle cannot take back a deletion.",

  facts: {
    sourceType: "Source type",
    origin: "Origin",
    target: "Docker Hub image",
    creator: "Made by",
    backend: "Kept at",
    factory: "Built on node",
    requires: "Requires",
    nvidiaGpu: "NVIDIA GPU",
    containers: "Used by",
    containersOf: (count: number) =>
      count === 0 ? "No container" : plural(count, { one: "# container", other: "# containers" }),
    since: "Status since",
  },
  origins: {
    "docker-hub": "Docker Hub",
    "docker-file": "Dockerfile",
    "docker-registry": "Docker registry",
    "oci-registry": "OCI registry",
    "cycle-upload": "Upload to Cycle",
    "cycle-source": "Another source",
    none: "None",
  },
  sourceTypes: { direct: "Direct", "stack-build": "Stack build", bucket: "Bucket" },
  creators: {
    account: "Account",
    employee: "Employee",
    visitor: "Visitor",
    environment: "Environment",
    "api-key": "API key",
    platform: "Cycle",
    "platform-pipeline": "Cycle's pipeline",
  },

  /** A key's name alone would read like a person's. */
  creator: (name: string, isApiKey: boolean) => (isApiKey ? `API key ${name}` : name),

  jobFailed: "Cycle does not say why.",
  jobExpired: "The job expired before it was done.",
} as const;

/** What people read in the forms of Cycle's actions. */
export const cycleFormText = {
  source: "Source",
  noSuchAction: "Cycle has no such action.",
  isGoing: "The image is being deleted.",

  createLabel: "Create from a source",
  createTitle: "Create an image from a source",
  createSummary: "Cycle makes an image and imports what the source has now.",
  createSubmit: "Create image",
  noSource: "This hub has no image source. Make one in Cycle first.",
  sourceNeedsUpload: "Its images are sent with Cycle's own tools.",
  sourceHasNothing: "It has nothing to import.",
  sourceGoes: "It is being deleted.",
  name: "Name",
  nameHelp: "Left empty, Cycle gives a name.",
  target: "Other target",
  targetHelp: "An image and a tag, as in mysql:8.4, instead of the source's own.",
  targetHint: "Use an image's name and tag, without a user, a password or spaces.",
  useDisk: "Build on disk",
  useDiskHelp: "For builds that do not fit into the factory's memory.",
  chooseSource: "Choose a source.",
  created: (name: string) => `${name} was made, and its import has begun.`,
  createdOnly: (name: string, reason: string) =>
    `${name} was made, but its import did not begin: ${reason} Choose “Import” in its menu to try again.`,

  renameLabel: "Rename",
  renameTitle: (name: string) => `Rename ${name}`,
  renameSubmit: "Rename",
  giveName: "Give the image a name.",
  renamed: (name: string) => `The image is called ${name} now.`,

  importLabel: "Import",
  importTitle: (name: string) => `Import ${name}?`,
  importSummary: "Cycle gets the image from its source and builds it if need be. That can take some minutes.",
  importSubmit: "Start import",
  cannotImport: "Only an image that is not imported yet, or whose import failed, can be imported.",
  importBegun: (name: string) => `The import of ${name} has begun.`,

  pruneLabel: "Prune images",
  pruneTitle: "Prune images",
  pruneSummary: "Cycle removes every image of the chosen sources that no container uses.",
  pruneWarning:
    "This cannot be undone. Cycle goes by what is used when it acts, so what goes may differ from this list.",
  pruneSources: "Sources",
  pruneSourcesHelp: "Choose at least one to see which images go.",
  pruneSubmit: (count: number) =>
    count === 0 ? "Prune images" : plural(count, { one: "Prune # image", other: "Prune # images" }),
  imagesOf: (count: number) => plural(count, { one: "# image", other: "# images" }),
  nothingToPrune: "No source of this hub has an image: there is nothing to prune.",
  nothingUnused: "A container uses every image of the chosen sources: there is nothing to prune.",
  chooseSources: "Choose at least one source.",
  tooManySources: (most: number) => `Choose ${most} sources at most, and prune the others afterwards.`,
  noSuchSource: "One of the sources is no longer there. Choose again.",
  tooManyImages: (source: string) => `${source} has too many images to list. Prune it in Cycle.`,
  pruneBegun: "Pruning has begun.",
  imageItem: (name: string, source: string) => `${name} (${source})`,
} as const;
