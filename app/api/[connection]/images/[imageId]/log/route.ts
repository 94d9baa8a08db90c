import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage, requireOperation } from "@/lib/server/routes";
import { shown } from "@/lib/server/shown";

export const GET = handleImage(async ({ provider, imageId }) =>
  json(shown(await requireOperation(provider.log)(imageId))),
);

export const { OPTIONS, POST, PUT, PATCH, DELETE } = refuseOthers("GET");
