import type { AuditAction, AuditOutcome } from "@/lib/contract/audit";
import { plural } from "./plural";

const actions: Record<AuditAction, string> = {
  sign_in: "Sign in",
  "image.create": "Create image",
  "image.upload": "Upload part",
  "image.complete": "Complete upload",
  "image.download": "Hand out link",
  "image.delete": "Delete image",
  "image.restore": "Restore image",
  "image.publish": "Publish image",
  "image.unpublish": "Unpublish image",
  "image.verified": "Verify image",
  "image.failed": "Fail image",
  "image.purge": "Remove bytes",
  "token.create": "Create token",
  "token.revoke": "Revoke token",
  "backup.restore": "Restore backup",
  "audit.read": "Read audit trail",
};

const outcomes: Record<AuditOutcome, string> = { done: "Done", refused: "Refused", failed: "Failed" };

/** What the page of the audit trail says. */
export const auditText = {
  title: "Audit trail",
  summary: "Who did what, and what was tried. Tokens are never part of it.",
  refresh: "Refresh",
  loading: "Loading the audit trail",
  notLoaded: "The audit trail could not be loaded",
  olderNotLoaded: "Older entries could not be loaded",
  notAllowed: "You cannot read the audit trail",
  back: "Go to the images",
  older: "Load older entries",
  shown: (count: number, isAll: boolean) =>
    `${plural(count, { one: "# entry", other: "# entries" })}${isAll ? "" : " so far"}`,
  empty: "Nothing yet",
  emptyHelp: "What people and the server do from now on stands here.",
  nothingFound: "No entry matches",
  nothingFoundHelp: "Nobody did that, or it was longer ago than entries are kept.",
  clear: "Clear filters",
  filters: { actor: "Who", action: "Action", anyAction: "Any action", image: "Image id" },
  columns: {
    time: "Time",
    actor: "Who",
    action: "Action",
    image: "Image",
    outcome: "Result",
    address: "From",
    request: "Request",
  },
  /** Actors that are no accounts. */
  actors: { system: "The server", operator: "Admin command", nobody: "No valid token" },
  token: (id: string) => `Token ${id}`,
  onlyImage: (name: string) => `Show only entries of ${name}`,
  copyRequest: "Copy request id",
  requestId: "Request id",
  outcomes,
  /** The API's word for what was wrong, as in `not_found`. */
  reason: (type: string) => type.replaceAll("_", " "),
  /** An action that this version does not know is shown as it is. */
  action: (action: string) => (isKnown(action) ? actions[action] : action),
  /** For the list to choose from. */
  actions,
} as const;

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(actions, action);
}
