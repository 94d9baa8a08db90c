/** What SF Compute's provider says of its own accord. */
export const sfcomputeText = {
  noLog: "The images API keeps no log of how an image was made.",
  noAudit: "SF Compute's API has no audit trail.",
  noAuditReading: "Only an admin's API token may read the audit trail. Sign in with one.",
  noRestore: "SF Compute's API cannot take back a deletion.",
  noUpload: "Your API token may look at images but not upload any. Sign in with an operator's token.",
  noDeletion: "Your API token may look at images but not delete any. Sign in with an operator's token.",
  noRestoring: "Your API token may look at images but not restore any. Sign in with an operator's token.",
  takesNoBytes: "This image takes no bytes any more.",
  tooLarge: (gibibytes: number) => `An image has at most ${gibibytes} GiB.`,
  noSuchAction: "SF Compute has no such action.",

  workspace: "Workspace",
  workspaceHelp: "Its images are listed, and new ones are made in it.",
  owner: "Owner",
  resourcePath: "Resource path",

  revoke: {
    label: "Revoke",
    title: (name: string) => `Revoke ${name}?`,
    summary: "SF Compute marks the image as revoked. Its documents do not say what becomes of nodes that boot from it.",
    warning: "This cannot be taken back.",
    submit: "Revoke image",
    done: (name: string) => `${name} is revoked.`,
    notAllowed: "Your API token may look at images but not revoke any. Sign in with an operator's token.",
  },
} as const;
