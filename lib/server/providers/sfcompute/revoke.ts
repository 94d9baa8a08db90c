import "server-only";
import type { Action } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import type { Form } from "@/lib/contract/form";
import type { Account } from "@/lib/contract/session";
import type { ProviderActions } from "@/lib/server/providers/types";
import { sfcomputeText } from "@/lib/text/sfcompute-text";
import type { SfcomputeClient } from "./client";
import { REVOKE, toImage } from "./mapper";

const text = sfcomputeText.revoke;

/** What the preview can do beside what version 2 can. */
export function previewActions({ role }: Account): Action[] {
  const disabledReason = role === "viewer" ? text.notAllowed : null;
  return [{ id: REVOKE, label: text.label, on: "image", isDestructive: true, disabledReason }];
}

/** The forms of those actions, and their doing. */
export function openPreviewActions(client: SfcomputeClient): ProviderActions {
  return {
    async form(action, imageId) {
      return revokeForm(toImage(await client.get(requireRevoke(action, imageId))).name);
    },
    async run(action, imageId) {
      const id = requireRevoke(action, imageId);
      await client.revoke(id);
      const image = toImage(await client.get(id), true);
      return { message: text.done(image.name), image, jobId: null };
    },
  };
}

function requireRevoke(action: string, imageId: string | null): string {
  if (action !== REVOKE || imageId === null) throw new ApiError("not_found", sfcomputeText.noSuchAction);
  return imageId;
}

function revokeForm(name: string): Form {
  return {
    title: text.title(name),
    summary: text.summary,
    warning: text.warning,
    items: [],
    fields: [],
    submitLabel: text.submit,
    disabledReason: null,
  };
}
