import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { linodeText } from "@/lib/text/linode-text";
import type { LinodeClient } from "./client";
import { privateNumber } from "./image-id";
import { toInstant, UPLOAD_WINDOW_MS } from "./instants";
import type { WireEvent } from "./wire";

/** Nobody promises that Linode gives up at the very second: what ended so shortly before that ran out of time, in ms. */
const CLOCK_SLACK_MS = 10 * 60 * 1000;

/** Runs what asks for one image, by its id as Linode writes it. */
export type Explained = <T>(native: string, operation: () => Promise<T>) => Promise<T>;

/**
 * Where there is no such image, the error says why: Linode has no failed images, they vanish, and only the account's events remember.
 * Without the scope to read them, or when they cannot be had, it says no more than that there is none.
 * @param onGone told of it, for a list that still has it is out of date
 */
export function explainer(client: LinodeClient, onGone: () => void): Explained {
  return async (native, operation) => {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "not_found") throw error;
      onGone();
      const reason = await reasonOf(client, native);
      const isKnown = reason !== linodeText.gone.plain;
      throw new ApiError("not_found", reason, {
        cause: error,
        // Marks it as more than that there is none.
        ...(isKnown && { details: [{ field: null, message: reason }] }),
      });
    }
  };
}

async function reasonOf(client: LinodeClient, native: string): Promise<string> {
  const number = privateNumber(native);
  if (number === null) return linodeText.gone.plain;
  try {
    return explanation(await client.imageEvents(), number);
  } catch (error) {
    // Why it is gone is worth a question, not another failure.
    return error instanceof ApiError && error.code === "forbidden" ? linodeText.gone.noEvents : linodeText.gone.plain;
  }
}

/** What the newest event that tells of an end says. @param events newest first @param number as in `private/15` */
export function explanation(events: readonly WireEvent[], number: string): string {
  for (const event of events) {
    if (!concerns(event, number)) continue;
    const sentence = endOf(event);
    if (sentence !== null) return sentence;
  }
  return linodeText.gone.plain;
}

/** An image that is made of a disk is the second thing its event names, after the Linode. */
function concerns({ action, entity, secondary_entity: second }: WireEvent, number: string): boolean {
  const image = action === "disk_imagize" ? second : entity;
  return String(image?.id ?? "") === number;
}

/** Null for an event that ended nothing. */
function endOf(event: WireEvent): string | null {
  const { action, status, username, entity, secondary_entity: second } = event;
  const hasFailed = status === "failed" || status === "canceled";
  const { gone } = linodeText;
  if (action === "image_delete" && !hasFailed) {
    return gone.deleted(entity?.label ?? null, username ?? null, toInstant(event.created));
  }
  if (!hasFailed) return null;
  const said = event.message ?? null;
  if (action === "disk_imagize") return gone.captureFailed(second?.label ?? null, said);
  if (action !== "image_upload") return null;
  const label = entity?.label ?? null;
  if (hasRunOut(event)) return gone.expired(label, said);
  return status === "canceled" ? gone.canceled(label, said) : gone.refused(label, said);
}

/** Whether all the time that an upload has was over when it ended: `created` is when it began. */
function hasRunOut({ duration }: WireEvent): boolean {
  return typeof duration === "number" && duration * 1000 >= UPLOAD_WINDOW_MS - CLOCK_SLACK_MS;
}
