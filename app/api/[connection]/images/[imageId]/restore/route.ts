import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const POST = handleImage(async ({ provider, imageId, toImage }) =>
  json(toImage(await requireOperation(provider.restore)(imageId))),
);

export const { OPTIONS, GET, HEAD, PUT, PATCH, DELETE } = refuseOthers("POST");
