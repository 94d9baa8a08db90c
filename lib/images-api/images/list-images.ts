import { invalidField, ServiceError } from "@/lib/images-api/errors";
import type { ListPosition } from "@/lib/images-api/metadata/types";
import { imageAnswer } from "./answers";
import type { Call } from "./context";
import { decodeCursor, encodeCursor } from "./cursor";
import type { ListAnswer, ListQuery } from "./schemas";

/** The caller's own images, newest first. `cursor` leads on in the direction that was asked for. */
export async function listImages({ context, input }: Call<ListQuery>): Promise<ListAnswer> {
  const { limit, starting_after, ending_before, include_deleted } = input;
  if (starting_after !== undefined && ending_before !== undefined) {
    throw new ServiceError("invalid_request_error", "Send starting_after or ending_before, not both.", [
      { field: "ending_before", code: "conflicting_parameters", message: "Cannot be combined with starting_after." },
    ]);
  }
  const { images, hasMore } = await context.metadata.listImages({
    owner: context.identity.owner,
    limit,
    includeDeleted: include_deleted,
    startingAfter: position("starting_after", starting_after),
    endingBefore: position("ending_before", ending_before),
  });
  const edge = ending_before === undefined ? images.at(-1) : images[0];
  return {
    object: "list",
    data: images.map(imageAnswer),
    has_more: hasMore,
    cursor: edge === undefined ? null : encodeCursor(edge),
  };
}

function position(field: string, cursor: string | undefined): ListPosition | undefined {
  if (cursor === undefined) return undefined;
  const decoded = decodeCursor(cursor);
  if (decoded === null) {
    throw invalidField(
      field,
      "invalid_cursor",
      `${field} is not a cursor of this list. Send the one of an earlier answer.`,
    );
  }
  return decoded;
}
