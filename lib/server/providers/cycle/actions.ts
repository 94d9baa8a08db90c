import "server-only";
import type { Action } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderActions } from "@/lib/server/providers/types";
import { cycleFormText } from "@/lib/text/cycle-text";
import type { CycleClient } from "./client";
import { createForm, createFromSource } from "./create-from-source";
import { createSource, createSourceForm } from "./create-source";
import { importForm, importImage, rename, renameForm } from "./image-actions";
import { requireImageId } from "./image-id";
import { prune, pruneForm } from "./prune";

/** What Cycle can do beside what all providers can. A key that lacks a capability is told so when it tries: no answer tells before. */
export const CYCLE_ACTIONS: readonly Action[] = [
  {
    id: "create-from-source",
    label: cycleFormText.createLabel,
    on: "connection",
    isDestructive: false,
    disabledReason: null,
  },
  {
    id: "create-source",
    label: cycleFormText.newSourceLabel,
    on: "connection",
    isDestructive: false,
    disabledReason: null,
  },
  { id: "prune", label: cycleFormText.pruneLabel, on: "connection", isDestructive: true, disabledReason: null },
  { id: "rename", label: cycleFormText.renameLabel, on: "image", isDestructive: false, disabledReason: null },
  { id: "import", label: cycleFormText.importLabel, on: "image", isDestructive: false, disabledReason: null },
];

export function cycleActions(client: CycleClient): ProviderActions {
  return {
    async form(action, imageId, values) {
      switch (named(action, imageId)) {
        case "create-from-source":
          return createForm(client, values);
        case "create-source":
          return createSourceForm(values);
        case "prune":
          return pruneForm(client, values);
        case "image rename":
          return renameForm(client, requireImageId(imageId));
        case "image import":
          return importForm(client, requireImageId(imageId));
        default:
          throw noSuchAction();
      }
    },
    async run(action, imageId, values) {
      switch (named(action, imageId)) {
        case "create-from-source":
          return createFromSource(client, values);
        case "create-source":
          return createSource(client, values);
        case "prune":
          return prune(client, values);
        case "image rename":
          return rename(client, requireImageId(imageId), values);
        case "image import":
          return importImage(client, requireImageId(imageId));
        default:
          throw noSuchAction();
      }
    },
  };
}

/** What an action is called and what it is for, in one word. */
function named(action: string, imageId: string | null): string {
  return imageId === null ? action : `image ${action}`;
}

function noSuchAction(): ApiError {
  return new ApiError("not_found", cycleFormText.noSuchAction);
}
