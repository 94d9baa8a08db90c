import type { Image } from "@/lib/contract/image";
import { FaultError, faultOf } from "@/lib/upload/machine/fault";
import type { Action } from "@/lib/upload/machine/next-actions";
import type { PartToSend, Transport } from "@/lib/upload/workers/transport";
import { partError } from "./lost-image";

export interface PartSending {
  transport: Transport;
  action: Extract<Action, { kind: "send_part" }>;
  part: PartToSend;
  onProgress: (sentBytes: number) => void;
  /** Looks at the image. Rejects with an `ApiError` of `not_found` when there is none. */
  read: () => Promise<Image>;
}

/**
 * One try of a part. Resolves when it is there.
 * @throws FaultError, or what the transport was aborted with
 */
export async function sendPart(
  { transport, action, part, onProgress, read }: PartSending,
  signal: AbortSignal,
): Promise<void> {
  let isAllSent = false;
  try {
    await transport.sendPart(
      part,
      (sentBytes) => {
        isAllSent = sentBytes >= part.body.size;
        onProgress(sentBytes);
      },
      signal,
    );
  } catch (error) {
    signal.throwIfAborted();
    if (part.ticket === null) throw await partError(error, action.refusals >= action.mostRefusals, read);
    await throwUnlessTaken(error, isAllSent, read);
  }
}

/**
 * A whole file is not sent again because the answer to its last byte was lost: nobody else can send to its URL, so an image that has
 * bytes has ours.
 */
async function throwUnlessTaken(error: unknown, isAllSent: boolean, read: () => Promise<Image>): Promise<void> {
  const fault = faultOf(error);
  const isWorthALook = fault.kind === "refused" || fault.kind === "stopped" || isAllSent;
  if (!isWorthALook || fault.kind === "unauthorized") throw error;
  let image: Image;
  try {
    image = await read();
  } catch (lookError) {
    const lost = faultOf(lookError);
    // What it says of an image that is gone says why.
    throw lost.kind === "stopped" ? new FaultError(lost) : error;
  }
  if (image.status !== "verifying" && image.status !== "processing" && image.status !== "completed") throw error;
}
