/** What the details of one image say: the panel beside the list and the page of its own. */
export const detailsText = {
  allImages: "All images",
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
    why: "It was deleted, or it belongs to another account. The address asks for",
    back: "Back to the images",
  },

  actions: {
    upload: "Upload from this browser",
    remove: "Delete",
    restore: "Restore",
    restored: (name: string) => `${name} is restored.`,
    notRestored: (name: string) => `${name} was not restored`,
  },

  failed: {
    title: "This image failed",
    advice:
      "A failed image cannot be downloaded or booted from. Delete it, which frees its name, and upload the file again.",
    adviceMismatch:
      "What arrived is not what was sent, so nobody should boot from it. Delete it, which frees its name, and upload the file again.",
  },

  deleted: {
    title: "This image is deleted",
    canRestore: "It cannot be downloaded, and links to it no longer work. It can be restored for a while.",
    cannotRestore: "It cannot be downloaded, and links to it no longer work.",
  },

  fields: {
    heading: "Details",
    providerStatus: "Reported as",
    reason: "Reason",
    created: "Created",
    deleted: "Deleted",
    size: "Size",
    visibility: "Visible to",
    private: "This account only",
    public: "Everyone who knows its id",
    checksum: "SHA-256",
    id: "Id",
    copyChecksum: (name: string) => `Copy checksum of ${name}`,
    copyId: (name: string) => `Copy id of ${name}`,
    checksumCopied: "Checksum",
    idCopied: "Id",
  },
} as const;
