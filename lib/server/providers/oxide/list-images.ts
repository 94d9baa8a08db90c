import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderImage } from "@/lib/contract/image";
import { oxideText } from "@/lib/text/oxide-text";
import type { OxideClient } from "./client";
import { isUuid } from "./image-id";
import { mapLimited } from "./map-limited";
import { newestFirst, SILO_SCOPE, toImage, type ProjectNames } from "./mapper";
import { readTemporaryDisk } from "./temporary-disk";
import { readSnapshot } from "./upload-facts";
import { toUploadImage } from "./upload-image";
import type { UploadRuns } from "./upload-runs";

/** Projects that are read at once: each is two requests. */
const PROJECTS_AT_ONCE = 4;

/**
 * Every image that can be seen, or those of one scope, newest first: Oxide gives those of the silo and those of each project one by
 * one, and in no order of time. Uploads that have not ended are among them. Of all projects, those that may not be read are left out.
 * @throws ApiError `invalid_request` for a scope that cannot be, and for one scope what its reading comes to
 */
export async function listImages(
  client: OxideClient,
  runs: UploadRuns,
  scope: string | undefined,
): Promise<ProviderImage[]> {
  if (scope === SILO_SCOPE) return newestFirst(await siloImages(client, new Map()));
  const projects = await projectNames(client);
  if (scope !== undefined) {
    if (!isUuid(scope)) throw new ApiError("invalid_request", oxideText.noSuchProject);
    return newestFirst(await projectImages(client, runs, scope, projects));
  }
  const places: readonly (string | null)[] = [null, ...projects.keys()];
  const images = await mapLimited(places, PROJECTS_AT_ONCE, (place) =>
    noneIfRefused(place === null ? siloImages(client, projects) : projectImages(client, runs, place, projects)),
  );
  // One that is promoted meanwhile is seen in both places.
  const byId = new Map(images.flat().map((image) => [image.id, image]));
  return newestFirst([...byId.values()]);
}

/** All projects that the token may see. */
export async function projectNames(client: OxideClient): Promise<ProjectNames> {
  return new Map((await client.projects()).map(({ id, name }) => [id, name]));
}

async function siloImages(client: OxideClient, projects: ProjectNames): Promise<ProviderImage[]> {
  return (await client.images(null)).map((image) => toImage(image, projects));
}

async function projectImages(
  client: OxideClient,
  runs: UploadRuns,
  projectId: string,
  projects: ProjectNames,
): Promise<ProviderImage[]> {
  const [images, disks] = await Promise.all([client.images(projectId), noneIfRefused(client.disks(projectId))]);
  const byName = new Map(images.map((image) => [image.name, image]));
  const temporary = disks.map(readTemporaryDisk).filter((disk) => disk !== null);
  const uploads = await mapLimited(temporary, PROJECTS_AT_ONCE, async (one) => {
    const image = byName.get(one.planned.name) ?? null;
    const run = runs.stateOf(one.disk.id);
    // The image is in the list, and what is left of the disk is being removed.
    if (run === "completing" && image !== null) return null;
    return toUploadImage({ ...one, image, snapshot: await readSnapshot(client, one) }, projects, run);
  });
  return [...images.map((image) => toImage(image, projects)), ...uploads.filter((upload) => upload !== null)];
}

/** What was removed meanwhile, or is not for this user. */
async function noneIfRefused<T>(reading: Promise<T[]>): Promise<T[]> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ApiError && (error.code === "forbidden" || error.code === "not_found")) return [];
    throw error;
  }
}
