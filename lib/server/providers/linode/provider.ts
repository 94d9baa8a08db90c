import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Action } from "@/lib/contract/action";
import type { Form, FormValues } from "@/lib/contract/form";
import type { ProviderImage } from "@/lib/contract/image";
import type { Capabilities } from "@/lib/contract/session";
import type {
  ImageProvider,
  ProviderActionResult,
  ProviderActions,
  ProviderCall,
  ProviderKind,
} from "@/lib/server/providers/types";
import { linodeText } from "@/lib/text/linode-text";
import { capture, captureForm } from "./capture";
import { createLinodeClient, LINODE, withVersion, type LinodeClient, type LinodeOptions } from "./client";
import { explainer, type Explained } from "./disappearance";
import { edit, editForm } from "./edit";
import { LINODE_NAMING } from "./fields";
import { toNativeId } from "./image-id";
import { createListCache, type ListCache } from "./list-cache";
import { EDIT, newestFirst, REPLICATE, toImage } from "./mapper";
import { replicate, replicateForm } from "./replicate";
import { linodeUploads, UPLOAD_RULES, uploadForm } from "./uploads";

/** Six lists a minute for a tab, of the twenty that a token has: what moves is asked for by itself. */
const LIST_INTERVAL_SECONDS = 10;

const CAPTURE = "create-from-disk";
const UPLOAD = "upload";

const ALLOWED = { allowed: true } as const;

/** What a token may is not known before it is tried: a refusal then names the scope that it lacks. */
const CAPABILITIES: Capabilities = {
  upload: ALLOWED,
  download: { allowed: false, reason: linodeText.noDownload },
  delete: ALLOWED,
  restore: { allowed: false, reason: linodeText.noRestore },
  log: { allowed: false, reason: linodeText.noLog },
  audit: { allowed: false, reason: linodeText.noAudit },
};

const ACTIONS: readonly Action[] = [
  { id: CAPTURE, label: linodeText.capture.action, on: "connection", isDestructive: false, disabledReason: null },
  { id: EDIT, label: linodeText.edit.action, on: "image", isDestructive: false, disabledReason: null },
  { id: REPLICATE, label: linodeText.replicate.action, on: "image", isDestructive: false, disabledReason: null },
];

/** Linode's images. */
export function linodeProvider(options: LinodeOptions): ProviderKind {
  const lists = createListCache<ProviderImage[]>();
  return {
    id: "linode",
    label: LINODE,
    apiUrl: withVersion(options.apiUrl).href,
    signIn: { tokenHint: linodeText.tokenHint, settings: [] },
    naming: LINODE_NAMING,
    upload: UPLOAD_RULES,
    scopes: null,
    showsDeleted: false,
    listIntervalSeconds: LIST_INTERVAL_SECONDS,
    capabilities: () => CAPABILITIES,
    actions: () => [...ACTIONS],
    open: (call) => openProvider(options, lists, call),
  };
}

function openProvider(options: LinodeOptions, lists: ListCache<ProviderImage[]>, call: ProviderCall): ImageProvider {
  const client = createLinodeClient(options, call);
  const changed = (): void => lists.drop(call.token);
  const explained = explainer(client, changed);
  return {
    identify: async () => ({ name: (await client.profile()).username, role: null }),

    /** All images at once. Others may wait for the same answer, so that it does not end with the browser that asked first. */
    async list() {
      const shared = createLinodeClient(options, { ...call, signal: new AbortController().signal });
      const images = await lists.get(call.token, async () => {
        const { items, requests } = await shared.list();
        return { value: newestFirst(items.map(toImage)), requests };
      });
      return { images, nextCursor: null };
    },

    async get(imageId) {
      const native = toNativeId(imageId);
      return explained(native, async () => toImage(await client.get(native)));
    },

    async delete(imageId) {
      const native = toNativeId(imageId);
      if (!native.startsWith("private/")) throw new ApiError("forbidden", linodeText.notOwn);
      await explained(native, () => client.delete(native)).finally(changed);
    },

    upload: linodeUploads(options, client, call, explained, changed),
    actions: linodeActions(client, explained, changed),
  };
}

function linodeActions(client: LinodeClient, explained: Explained, changed: () => void): ProviderActions {
  return {
    async form(action, imageId, values) {
      return imageId === null ? connectionForm(client, action, values) : imageForm(client, explained, action, imageId);
    },
    async run(action, imageId, values) {
      const running =
        imageId === null
          ? runOnConnection(client, action, values)
          : runOnImage(client, explained, action, imageId, values);
      // Also when it failed: what took too long to be told may have happened.
      return running.finally(changed);
    },
  };
}

async function connectionForm(client: LinodeClient, action: string, values: FormValues): Promise<Form> {
  if (action === UPLOAD) return uploadForm(client, values);
  if (action === CAPTURE) return captureForm(client, values);
  throw noSuchAction();
}

async function imageForm(client: LinodeClient, explained: Explained, action: string, imageId: string): Promise<Form> {
  const native = toNativeId(imageId);
  if (action === EDIT) return explained(native, () => editForm(client, native));
  if (action === REPLICATE) return explained(native, () => replicateForm(client, native));
  throw noSuchAction();
}

async function runOnConnection(
  client: LinodeClient,
  action: string,
  values: FormValues,
): Promise<ProviderActionResult> {
  if (action === CAPTURE) return capture(client, values);
  throw noSuchAction();
}

async function runOnImage(
  client: LinodeClient,
  explained: Explained,
  action: string,
  imageId: string,
  values: FormValues,
): Promise<ProviderActionResult> {
  const native = toNativeId(imageId);
  if (action === EDIT) return explained(native, () => edit(client, native, values));
  if (action === REPLICATE) return explained(native, () => replicate(client, native, values));
  throw noSuchAction();
}

function noSuchAction(): ApiError {
  return new ApiError("not_found", linodeText.noSuchAction);
}
