import "server-only";
import { z } from "zod";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormValues } from "@/lib/contract/form";
import type { UploadRules } from "@/lib/contract/session";
import type { ProviderCall, ProviderUploads } from "@/lib/server/providers/types";
import { linodeText } from "@/lib/text/linode-text";
import { LINODE, type LinodeClient, type LinodeOptions } from "./client";
import type { Explained } from "./disappearance";
import { labelSchema, newImageBody, newImageFields, newImageShape, parseValues, textValue } from "./fields";
import { toNativeId } from "./image-id";
import { uploadExpiry } from "./instants";
import { toImage } from "./mapper";
import { regionOptions } from "./regions";

/**
 * "A maximum compressed file size of 5GB", says the document of uploads, and not what a GB is. Taken as 1000³: a file between that and
 * 5 × 1024³ might be refused only when all of it was sent.
 */
const MAX_FILE_BYTES = 5_000_000_000;

export const UPLOAD_RULES: UploadRules = {
  maxBytes: MAX_FILE_BYTES,
  accepts: "gzip",
  hint: linodeText.upload.hint,
  hasForm: true,
  // Only who made the image was told where its file goes.
  fillsWaiting: false,
  fromTerminal: false,
};

const valuesSchema = z.object({
  region: z.string(linodeText.upload.regionMissing).min(1, linodeText.upload.regionMissing),
  ...newImageShape,
});

/** What a ticket holds. */
const ticketSchema = z.object({ image: z.string(), url: z.url(), expiresAt: z.iso.datetime() });

/** How files get into images: one PUT to an address that Linode tells once, with the answer that makes the image. */
export function linodeUploads(
  { apiUrl }: LinodeOptions,
  client: LinodeClient,
  { vault }: Pick<ProviderCall, "vault">,
  explained: Explained,
  changed: () => void,
): ProviderUploads {
  return {
    async create({ name, sizeBytes, values }) {
      if (sizeBytes > MAX_FILE_BYTES) throw new ApiError("too_large", linodeText.upload.tooLarge);
      const { name: label } = parseValues(z.object({ name: labelSchema }), { name });
      const { region, ...more } = parseValues(valuesSchema, values);
      const uploading = client.upload(region, { label, ...newImageBody(more) }).catch(withOurName);
      const answer = await uploading.finally(changed);
      requireSafeAddress(answer.upload_to, apiUrl);
      const expiresAt = uploadExpiry(answer.image.created);
      const image = toImage(answer.image);
      const ticket = await vault.seal(JSON.stringify({ image: image.id, url: answer.upload_to, expiresAt }));
      return { image, plan: { kind: "single", ticket, expiresAt } };
    },

    async plan(imageId) {
      const native = toNativeId(imageId);
      const { status } = await explained(native, async () => toImage(await client.get(native)));
      throw new ApiError("conflict", status === "waiting" ? linodeText.upload.addressLost : linodeText.upload.hasFile);
    },

    async createPartUrl(imageId, { partNumber, ticket }) {
      if (partNumber !== 1) throw new ApiError("invalid_request", linodeText.upload.onePart);
      if (ticket === undefined) throw new ApiError("conflict", linodeText.upload.addressLost);
      const { image, url, expiresAt } = readTicket(await vault.open(ticket));
      if (image !== imageId) throw new ApiError("invalid_request", linodeText.upload.otherTicket);
      if (Date.parse(expiresAt) <= Date.now()) throw new ApiError("conflict", linodeText.upload.tooLate);
      return { url, expiresAt };
    },

    // Linode learns by itself when the file is there, and knows no checksum.
    async complete(imageId) {
      const native = toNativeId(imageId);
      const image = await explained(native, async () => toImage(await client.get(native)));
      // The file was sent: what still waits for it has not noticed.
      return image.status === "waiting" ? { ...image, status: "verifying" } : image;
    },
  };
}

/** What is wrong with the label is wrong with the image's name, which stands beside the form. */
function withOurName(error: unknown): never {
  if (!(error instanceof ApiError) || error.details === undefined) throw error;
  const { code, message, retryAfterSeconds } = error;
  const details = error.details.map((detail) => (detail.field === "label" ? { ...detail, field: "name" } : detail));
  throw new ApiError(code, message, { details, retryAfterSeconds, cause: error });
}

function readTicket(text: string): z.infer<typeof ticketSchema> {
  try {
    return ticketSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ApiError("invalid_request", linodeText.upload.otherTicket, { cause });
  }
}

/** The browser sends there whatever it is given: over https, or over http to this machine where the API itself is one for trying out. */
function requireSafeAddress(address: string, apiUrl: URL): void {
  const { protocol, hostname } = new URL(address);
  const isForTrying = apiUrl.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  if (protocol === "https:" || isForTrying) return;
  throw new ApiError("upstream_failed", linodeText.upload.unsafeAddress(LINODE));
}

/** The form that goes with a file; its name is asked for beside it. */
export async function uploadForm(client: LinodeClient, values: FormValues): Promise<Form> {
  const options = regionOptions(await client.regions());
  return {
    title: linodeText.upload.title,
    summary: linodeText.upload.summary,
    warning: null,
    items: [],
    fields: [
      {
        kind: "choice",
        name: "region",
        label: linodeText.fields.region,
        help: linodeText.upload.regionHelp,
        isRequired: true,
        value: textValue(values, "region"),
        options,
        refines: false,
      },
      ...newImageFields(values),
    ],
    submitLabel: linodeText.upload.submit,
    disabledReason: options.length === 0 ? linodeText.upload.noRegions : null,
  };
}
