/** The words of each status, also what assistive technology reads. A status that we do not know is said as the provider says it. */
export const statusText = {
  waiting: "Waiting for upload",
  uploading: "Uploading",
  verifying: "Verifying",
  not_imported: "Not imported",
  processing: "Processing",
  completed: "Completed",
  failed: "Failed",
  deleting: "Deleting",
  /** Of all statuses that we do not know, where one may choose among statuses. */
  unknown: "Other",
  deleted: "Deleted",
} as const;
