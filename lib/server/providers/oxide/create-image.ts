import "server-only";
import { ApiError } from "@/lib/contract/errors";
import { oxideText } from "@/lib/text/oxide-text";
import type { ImageParameters, OxideClient } from "./client";
import { invalidFields } from "./form-values";
import type { WireImage } from "./wire";

/** Makes an image of a snapshot, for the whole silo when `project` is null. @throws ApiError at the field `name` when that is taken */
export async function createImage(
  client: OxideClient,
  project: string | null,
  parameters: ImageParameters,
): Promise<WireImage> {
  return unlessTaken(client.createImage(project, parameters), () => {
    const message = project === null ? oxideText.promoteClash(parameters.name) : oxideText.nameTaken(parameters.name);
    return invalidFields([{ field: "name", message }]);
  });
}

/** @param clash what is thrown where a name is taken */
export async function unlessTaken<T>(work: Promise<T>, clash: () => ApiError): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ApiError && error.code === "conflict" ? clash() : error;
  }
}
