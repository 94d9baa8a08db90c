import { ApiError } from "@/lib/contract/errors";
import { partNumberSchema } from "@/lib/contract/part-number";
import { nothing } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const PUT = handleImage(async ({ request, params, provider, imageId }) => {
  const part = partNumberSchema.safeParse(params["part"]);
  if (!part.success) throw new ApiError("not_found", "There is no part of this number.");
  const putPart = requireOperation(provider.upload?.putPart);
  if (request.body === null) throw new ApiError("invalid_request", "A part has at least one byte.");
  await putPart(imageId, part.data, request.body);
  return nothing();
});

export const { OPTIONS, GET, HEAD, POST, PATCH, DELETE } = refuseOthers("PUT");
