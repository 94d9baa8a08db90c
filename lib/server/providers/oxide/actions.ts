import "server-only";
import type { Action } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormValues } from "@/lib/contract/form";
import type { ProviderActionResult, ProviderActions } from "@/lib/server/providers/types";
import { oxideText } from "@/lib/text/oxide-text";
import { CREATE_FROM_DISK, CREATE_FROM_SNAPSHOT, DEMOTE, PROMOTE, UPLOAD } from "./action-ids";
import type { OxideClient } from "./client";
import { createFromDisk, type SnapshotWaits } from "./create-from-disk";
import { createImage, unlessTaken } from "./create-image";
import { diskForm } from "./disk-form";
import { demoteValuesSchema, invalidFields, parseValues, snapshotValuesSchema } from "./form-values";
import { parseImageId } from "./image-id";
import { projectNames } from "./list-images";
import { toImage } from "./mapper";
import { demoteForm, promoteForm } from "./move-forms";
import { snapshotForm } from "./snapshot-form";
import { uploadForm } from "./upload-form";
import type { WireImage } from "./wire";

/** What Oxide can do beside what all can. Whether a user may is known only when it is tried. */
export const OXIDE_ACTIONS: Action[] = [
  action(CREATE_FROM_DISK, oxideText.diskLabel, "connection"),
  action(CREATE_FROM_SNAPSHOT, oxideText.createLabel, "connection"),
  action(PROMOTE, oxideText.promoteLabel, "image"),
  action(DEMOTE, oxideText.demoteLabel, "image"),
];

/** @param lasting a client that goes on when the browser goes away */
export function oxideActions(client: OxideClient, lasting: OxideClient, waits: SnapshotWaits): ProviderActions {
  return {
    async form(id, imageId, values): Promise<Form> {
      if (imageId === null && id === UPLOAD) return uploadForm(await client.projects(), values);
      if (imageId === null && id === CREATE_FROM_SNAPSHOT) {
        return snapshotForm(await client.projects(), values, client.snapshots);
      }
      if (imageId === null && id === CREATE_FROM_DISK) return diskForm(await client.projects(), values, client.disks);
      if (imageId === null || (id !== PROMOTE && id !== DEMOTE)) throw noSuchAction();
      const [image, projects] = await Promise.all([finishedImage(client, imageId), client.projects()]);
      return id === PROMOTE ? promoteForm(image, projects) : demoteForm(image, projects, values);
    },
    async run(id, imageId, values): Promise<ProviderActionResult> {
      if (imageId === null && id === CREATE_FROM_SNAPSHOT) return createFromSnapshot(client, values);
      if (imageId === null && id === CREATE_FROM_DISK) return createFromDisk(lasting, values, waits);
      if (imageId !== null && id === PROMOTE) return promote(client, imageId);
      if (imageId !== null && id === DEMOTE) return demote(client, imageId, values);
      throw noSuchAction();
    },
  };
}

async function createFromSnapshot(client: OxideClient, values: FormValues): Promise<ProviderActionResult> {
  const { project, snapshot, visibility, ...parameters } = parseValues(values, snapshotValuesSchema);
  const destination = visibility === "silo" ? null : project;
  const made = await createImage(client, destination, { ...parameters, snapshotId: snapshot });
  return result(client, made, () => oxideText.created(made.name));
}

async function promote(client: OxideClient, imageId: string): Promise<ProviderActionResult> {
  const { id, name } = await finishedImage(client, imageId);
  const clash = () => new ApiError("conflict", oxideText.promoteClash(name));
  return result(client, await unlessTaken(client.promote(id), clash), () => oxideText.promoted(name));
}

async function demote(client: OxideClient, imageId: string, values: FormValues): Promise<ProviderActionResult> {
  const { project } = parseValues(values, demoteValuesSchema);
  const { id, name } = await finishedImage(client, imageId);
  const labels = await projectNames(client);
  const label = labels.get(project) ?? project;
  const clash = () => invalidFields([{ field: "project", message: oxideText.demoteClash(name, label) }]);
  return result(client, await unlessTaken(client.demote(id, project), clash), () => oxideText.demoted(name, label));
}

async function result(client: OxideClient, image: WireImage, message: () => string): Promise<ProviderActionResult> {
  return { message: message(), image: toImage(image, await projectNames(client)), jobId: null };
}

/** An upload that has not ended can neither be promoted nor demoted. */
async function finishedImage(client: OxideClient, imageId: string): Promise<WireImage> {
  const reference = parseImageId(imageId);
  if (reference.kind === "upload") throw noSuchAction();
  return client.image(reference.id);
}

function noSuchAction(): ApiError {
  return new ApiError("not_found", oxideText.noSuchAction);
}

function action(id: string, label: string, on: Action["on"]): Action {
  return { id, label, on, isDestructive: false, disabledReason: null };
}
