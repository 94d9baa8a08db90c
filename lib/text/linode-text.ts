import { formatAbsoluteTime } from "@/lib/utils/format-time";
import { formatCount, plural } from "./plural";

/** What Linode's provider says of its own accord: forms, refusals, and why an image is gone. */
export const linodeText = {
  tokenHint:
    "A personal access token of Linode's, made in its Cloud Manager under API Tokens. Give it read and write access to Images, and read access to Linodes, to make images of disks, and to Events, to learn why an upload failed.",

  noToken: "You are not signed in. Sign in and try again.",
  noDownload: "Linode's API gives out no image files.",
  noAudit: "Linode keeps its audit trail elsewhere: look for it in its own console.",
  noRestore: "Linode's API cannot take back a deletion.",
  noLog: "Linode keeps no log of how an image was made.",
  noSuchAction: "Linode has no such action.",
  notOwn: "This image is not your account's, so it cannot be deleted.",
  notValid: "Some of the fields are not valid.",
  nameHint: "Use letters, digits, spaces and , . ? - _ '.",
  outage: "Linode reports an outage there.",

  tooMany: (count: number) => `Linode has more than ${formatCount(count)} of them, which is more than can be read.`,

  /** @param said the provider's own words */
  missingScope: (scope: string, said: string | null) =>
    `${said ?? "Your API token may not do that."} Sign in with a token that has the scope ${scope}.`,

  /** Why there is no such image. Linode keeps no failed ones. `said` is Linode's own word for it. */
  gone: {
    plain: "There is no image with this id.",
    noEvents:
      "There is no image with this id. Linode's events may tell why: sign in with a token that has the scope events:read_only to see it.",
    expired: (label: string | null, said: string | null) =>
      `${theUpload(label)} did not arrive within 24 hours, so Linode removed the image${inWords(said)}. Upload the file again.`,
    refused: (label: string | null, said: string | null) =>
      `Linode could not make an image of ${theFile(label)}, and removed it${inWords(said)}. Check that the file is a raw disk image compressed with gzip, and upload it again.`,
    canceled: (label: string | null, said: string | null) =>
      `${theUpload(label)} was canceled, and Linode removed the image${inWords(said)}. Upload the file again.`,
    captureFailed: (label: string | null, said: string | null) =>
      `Linode could not make ${label ?? "the image"} of its disk${inWords(said)}. Create it again.`,
    deleted: (label: string | null, by: string | null, at: string | null) =>
      `${label ?? "The image"} was deleted${by === null ? "" : ` by ${by}`}${at === null ? "" : ` on ${formatAbsoluteTime(at, "UTC")}`}.`,
  },

  facts: {
    minimumDisk: "Minimum disk",
    stored: "Stored in all regions",
    vendor: "Vendor",
    type: "Type",
    deprecated: "Deprecated",
    createdBy: "Created by",
    capabilities: "Capabilities",
    endOfLife: "End of life",
    updated: "Updated",
    shareGroup: "Share group",
    sharedWith: "Shared with",
    shareGroups: (count: number) => plural(count, { one: "# share group", other: "# share groups" }),
    yes: "Yes",
  },

  fields: {
    label: "Label",
    labelMissing: "Give the image a label.",
    labelTooLong: (most: number) => `A label has at most ${most} characters.`,
    description: "Description",
    descriptionTooLong: (most: number) => `A description has at most ${formatCount(most)} characters.`,
    tags: "Tags",
    tagsHelp: (least: number, most: number) => `Each has ${least} to ${most} characters.`,
    tagLength: (least: number, most: number) => `A tag has ${least} to ${most} characters.`,
    tooManyTags: (most: number) => `An image has at most ${most} tags.`,
    cloudInit: "Supports cloud-init",
    cloudInitHelp: "Turn this on if cloud-init is installed in the image, so that Linode's metadata reaches it.",
    region: "Region",
  },

  upload: {
    title: "Upload to Linode",
    summary:
      "The file goes in one piece: an upload that breaks starts again from the beginning, and must arrive within 24 hours.",
    submit: "Start upload",
    hint: "A raw disk image compressed with gzip (.img.gz), of at most 5 GB.",
    regionHelp: "Where the file is sent. The image can be used in every region.",
    regionMissing: "Choose a region.",
    noRegions: "Linode offers no region that takes images.",
    tooLarge: "Linode takes at most 5 GB (5,000,000,000 bytes), compressed.",
    hasFile: "This image has its file already.",
    addressLost:
      "Linode tells only once where a file is to be sent, and this browser does not have that address. Delete the image and upload the file as a new one.",
    otherTicket: "This upload was begun for another image. Delete the image and upload the file as a new one.",
    tooLate: "The 24 hours in which Linode takes the file are over. Upload it as a new image.",
    onePart: "Linode takes a file in one piece.",
    unsafeAddress: (provider: string) => `${provider} gave an address for the file to which sending it is not safe.`,
  },

  capture: {
    action: "Create from a disk",
    title: "Create an image from a disk",
    summary:
      "Linode copies the disk. Power the Linode off first if the image must hold what programs have not written yet.",
    submit: "Create image",
    linode: "Linode",
    linodeMissing: "Choose a Linode.",
    disk: "Disk",
    diskMissing: "Choose a disk.",
    labelHelp: "Without one the image gets the disk's.",
    noLinodes: "There is no Linode on this account.",
    noDisks: "This Linode has no disk.",
    swap: "A swap disk holds nothing that could be started.",
    diskIs: (status: string) => `Linode reports this disk as ${status}.`,
    done: (name: string) => `Linode is making ${name}.`,
  },

  edit: {
    action: "Edit",
    title: (name: string) => `Edit ${name}`,
    submit: "Save",
    done: (name: string) => `${name} is changed.`,
    unchanged: (name: string) => `${name} is as it was.`,
  },

  replicate: {
    action: "Replicate",
    title: (name: string) => `Replicate ${name}`,
    summary: "Choose every region that is to have a copy of the image.",
    warning: "A region that you uncheck loses its copy.",
    submit: "Save regions",
    regions: "Regions",
    noneChosen: "Choose at least one region.",
    keepOne: "Keep at least one region in which the image is available: the copies are made from there.",
    notReady: "The image is not available yet, so it cannot be copied.",
    nowhereAvailable: "The image is available in no region, so it cannot be copied.",
    copyIs: (status: string) => capitalized(status),
    done: (name: string, added: number, removed: number) => {
      const changes = [
        added > 0 ? `is being copied to ${plural(added, { one: "# more region", other: "# more regions" })}` : null,
        removed > 0 ? `is being removed from ${plural(removed, { one: "# region", other: "# regions" })}` : null,
      ].filter((change) => change !== null);
      return changes.length === 0 ? `${name} stays where it is.` : `${name} ${changes.join(" and ")}.`;
    },
  },
} as const;

function theUpload(label: string | null): string {
  return label === null ? "The upload" : `The upload of ${label}`;
}

function theFile(label: string | null): string {
  return label === null ? "the file" : `the file of ${label}`;
}

function inWords(said: string | null): string {
  return said === null || said.trim() === "" ? "" : ` (“${said.trim()}”)`;
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
