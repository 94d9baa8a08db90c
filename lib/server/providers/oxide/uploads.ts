import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { ProviderImage } from "@/lib/contract/image";
import { nameProblem } from "@/lib/contract/image-name";
import { GIB, MAX_IMAGE_BYTES, MIB } from "@/lib/contract/limits";
import { partCountFor, partRange, type UploadPlan } from "@/lib/contract/upload-plan";
import type { ProviderCall, ProviderUploads } from "@/lib/server/providers/types";
import { oxideText } from "@/lib/text/oxide-text";
import { writePart } from "./block-writer";
import type { OxideClient } from "./client";
import { completeUpload } from "./complete-upload";
import { invalidFields, parseValues, uploadValuesSchema } from "./form-values";
import { OXIDE_NAMING, parseImageId, type ImageReference } from "./image-id";
import { projectNames } from "./list-images";
import { toImage } from "./mapper";
import { resultWithin } from "./settled-within";
import { readyToWrite, writeBlock } from "./temporary-disk-writes";
import {
  diskSizeFor,
  MAX_DISK_GIB,
  readTemporaryDisk,
  temporaryDiskName,
  writeDescription,
  type PlannedImage,
  type TemporaryDisk,
} from "./temporary-disk";
import { readUploadFacts } from "./upload-facts";
import { toUploadImage } from "./upload-image";
import type { UploadRuns } from "./upload-runs";

/** Largest file, in bytes: the dashboard's own limit, below that of Oxide's disks. */
export const MAX_UPLOAD_BYTES = Math.min(MAX_IMAGE_BYTES, MAX_DISK_GIB * GIB);

/** A multiple of every block size; 32 blocks, so that a broken connection costs little. */
const PART_BYTES = 16 * MIB;

/** A part's address is our own and does not expire; the engine wants to know all the same. */
const PART_URL_MS = 60 * 60 * 1000;

/** Completing answers after this long at the latest, in ms, and goes on: browsers and proxies give up at 60 s. */
const COMPLETE_ANSWER_MS = 20_000;

const PLAN: UploadPlan = { kind: "blocks", partSizeBytes: PART_BYTES };

/** What uploads need beside the client. `lasting` is a client whose reads do not end when the browser goes away. */
export interface UploadSurroundings {
  client: OxideClient;
  lasting: OxideClient;
  runs: UploadRuns;
  call: Pick<ProviderCall, "connection">;
  /** In ms; sensible ones when left out. */
  waits?: { completeMs?: number; blockRetriesMs?: readonly number[] } | undefined;
}

/** Uploads by a temporary disk, which is all that is known of them: no record is kept here. */
export function oxideUploads({ client, lasting, runs, call, waits }: UploadSurroundings): ProviderUploads {
  async function find(imageId: string): Promise<TemporaryDisk> {
    const { projectId, name } = uploadOf(imageId);
    const disk = await client.diskByName(projectId, temporaryDiskName(name));
    const temporary = disk === null ? null : readTemporaryDisk(disk);
    if (temporary === null) throw new ApiError("not_found", oxideText.noSuchImage);
    return temporary;
  }

  return {
    async create({ name, sizeBytes, values }) {
      const { project, blockSize, ...texts } = parseValues(values, uploadValuesSchema);
      const problem = nameProblem(name, OXIDE_NAMING);
      if (problem !== null) throw invalidFields([{ field: "name", message: problem }]);
      if (sizeBytes > MAX_UPLOAD_BYTES) throw new ApiError("too_large", oxideText.tooLarge(MAX_UPLOAD_BYTES / GIB));
      const temporary = await createDisk(client, project, blockSize, { name, sizeBytes, ...texts });
      const facts = { ...temporary, image: null, snapshot: null };
      return { image: toUploadImage(facts, await projectNames(client), null), plan: PLAN };
    },
    async plan(imageId, { sizeBytes }) {
      const { disk, planned } = await find(imageId);
      if (!takesBytes(disk.state.state)) throw new ApiError("conflict", oxideText.noMoreBytes);
      if (planned.sizeBytes !== sizeBytes) throw new ApiError("conflict", oxideText.otherFile);
      return PLAN;
    },
    async createPartUrl(imageId, { partNumber }) {
      uploadOf(imageId);
      return {
        url: `/api/${call.connection}/images/${imageId}/parts/${partNumber}`,
        expiresAt: new Date(Date.now() + PART_URL_MS).toISOString(),
      };
    },
    async putPart(imageId, partNumber, bytes) {
      const { disk, planned } = await find(imageId);
      if (partNumber > partCountFor(planned.sizeBytes, PART_BYTES)) {
        throw new ApiError("not_found", oxideText.noSuchPart);
      }
      const { start, end } = partRange(partNumber, planned.sizeBytes, PART_BYTES);
      await readyToWrite(client, disk);
      await writePart(bytes, {
        offset: start,
        length: end - start,
        blockSize: disk.block_size,
        write: (offset, data) => writeBlock(client, disk.id, offset, data, waits?.blockRetriesMs),
      });
    },
    async complete(imageId): Promise<ProviderImage> {
      const reference = parseImageId(imageId);
      const projects = await projectNames(client);
      if (reference.kind === "image") return toImage(await client.image(reference.id), projects);
      const facts = await readUploadFacts(client, reference.projectId, reference.name);
      if (facts === null) throw new ApiError("not_found", oxideText.noSuchImage);
      if (facts.disk === null) return toImage(facts.image, projects);
      const run = runs.complete(facts.disk.id, (isStopped) => completeUpload(lasting, reference, isStopped));
      const completion = await resultWithin(run, waits?.completeMs ?? COMPLETE_ANSWER_MS);
      if (completion === null) return toUploadImage(facts, projects, "completing");
      return completion.kind === "image"
        ? toImage(completion.image, projects)
        : toUploadImage(completion.facts, projects, null);
    },
  };
}

async function createDisk(
  client: OxideClient,
  projectId: string,
  blockSize: number,
  planned: PlannedImage,
): Promise<TemporaryDisk> {
  const description = writeDescription(planned);
  if (description === null) throw invalidFields([{ field: "description", message: oxideText.descriptionTooLong }]);
  const facts = await readUploadFacts(client, projectId, planned.name);
  if (facts !== null) {
    const message = facts.image === null ? oxideText.uploadUnfinished : oxideText.nameTaken;
    throw new ApiError("conflict", message(planned.name));
  }
  const name = temporaryDiskName(planned.name);
  const size = diskSizeFor(planned.sizeBytes);
  try {
    const disk = await client.createDisk(projectId, { name, description, size, blockSize });
    return { disk, planned };
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
    throw new ApiError("conflict", oxideText.diskInTheWay(name), { cause: error });
  }
}

/** @throws ApiError `not_found` for the id of an image, which takes no bytes */
function uploadOf(imageId: string): Extract<ImageReference, { kind: "upload" }> {
  const reference = parseImageId(imageId);
  if (reference.kind === "upload") return reference;
  throw new ApiError("conflict", oxideText.noMoreBytes);
}

function takesBytes(state: string): boolean {
  return state === "creating" || state === "import_ready" || state === "importing_from_bulk_writes";
}
