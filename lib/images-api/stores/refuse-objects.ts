import type { IncomingMessage, ServerResponse } from "node:http";
import { ObjectError } from "@/lib/images-api/objects/disk/object-error";
import { answerError, answerPreflight, setCommonHeaders } from "@/lib/images-api/objects/disk/respond";
import { requestIdFrom } from "@/lib/images-api/request-id";

/** Answers `/objects/…` where bytes are in a bucket: a link to it is of a time when they were on disk. Never rejects. */
export async function refuseObjects(request: IncomingMessage, response: ServerResponse): Promise<void> {
  setCommonHeaders(response, requestIdFrom(request.headers["x-request-id"]));
  // A browser would not show an upload why, if it did not get past this.
  if (request.method === "OPTIONS") return answerPreflight(response);
  const message = "Images are kept elsewhere by now, so this link is of no use any more. Ask for a new one.";
  await answerError(request, response, new ObjectError(404, "not_found", message));
}
