import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "@/lib/contract/errors";
import { oxideText } from "@/lib/text/oxide-text";
import type { OxideClient } from "./client";
import type { WireDisk } from "./wire";

/** Waits before a block is written again, in ms: it is tried three times, as often as Oxide's own console does. */
const BLOCK_RETRIES_MS: readonly number[] = [500, 2_000];

/** Readies a disk for blocks: at the first part, and when the writing was ended since.
 * @throws ApiError `conflict` for a disk that takes none any more */
export async function readyToWrite(client: OxideClient, disk: WireDisk): Promise<void> {
  switch (disk.state.state) {
    case "importing_from_bulk_writes":
      return;
    case "import_ready":
      return startWriting(client, disk);
    case "creating":
      // The engine comes back.
      throw new ApiError("upstream_failed", oxideText.stillWorking);
    default:
      throw new ApiError("conflict", oxideText.noMoreBytes);
  }
}

/** Parts come side by side, and only the first can start it. */
async function startWriting(client: OxideClient, { id, project_id: project, name }: WireDisk): Promise<void> {
  try {
    await client.startWriting(id);
  } catch (error) {
    const now = await client.diskByName(project, name);
    if (now?.id === id && now.state.state === "importing_from_bulk_writes") return;
    throw error;
  }
}

/** Writes a block, and again where Oxide fails or takes too long: a block may be repeated. */
export async function writeBlock(
  client: OxideClient,
  diskId: string,
  offset: number,
  data: Buffer,
  retriesMs: readonly number[] = BLOCK_RETRIES_MS,
): Promise<void> {
  for (const wait of retriesMs) {
    try {
      await client.writeBlock(diskId, offset, data);
      return;
    } catch (error) {
      if (!mayPass(error)) throw error;
      await delay(wait);
    }
  }
  await client.writeBlock(diskId, offset, data);
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.code === "upstream_failed" || error.code === "upstream_timeout" || error.code === "upstream_unreachable";
}
