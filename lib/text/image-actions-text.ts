/** Words of what can be done with one image, and why it cannot. */
export const imageActionsText = {
  menuOf: (name: string) => `Actions for ${name}`,
  viewDetails: "View details",
  openPage: "Open page",
  uploadFromHere: "Upload from this browser",
  viewLog: "View build log",
  copyLink: "Copy download link",
  copyCurlCommand: "Copy curl command",
  remove: "Delete",
  restore: "Restore",

  linkCopied: (until: string) => `Link copied. It works until ${until}.`,
  commandCopied: (until: string) => `Command copied. It works until ${until}.`,
  noLink: (name: string) => `There is no download link for ${name}.`,

  /** Of images that are still in sight. */
  signedOut: "You are signed out of this connection. Sign in to it again.",
  isDeleted: "The image was deleted.",
  isDeletedAlready: "The image is already deleted.",
  isBeingDeleted: "The provider is deleting the image already.",
  isNotDeleted: "The image is not deleted.",
  linkWhenReady: "There is a link once the image is ready.",
  linkAfterUpload: "There is a link once the upload is completed.",
  linkAfterVerification: "There is a link once the checksum is verified.",
  noLinkOfFailed: "A failed image cannot be downloaded.",

  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteUnfinished: "Its upload ends.",
  deleteFinished: (hasLinks: boolean) =>
    hasLinks
      ? "It can no longer be downloaded or booted from, and links to it end, at the latest when they expire."
      : "Nothing new can be made from it any more.",
  nameIsFree: "The name is free again.",
  deleting: "The image is being deleted.",
  keepImage: "Keep image",
  deleteImage: "Delete image",
  notDeleted: (name: string) => `${name} was not deleted`,
  deleted: (name: string) => `${name} is deleted.`,

  undo: "Undo",
  tryAgain: "Try again",
  restored: (name: string) => `${name} is back.`,
  notRestored: (name: string) => `${name} could not be restored.`,
} as const;
