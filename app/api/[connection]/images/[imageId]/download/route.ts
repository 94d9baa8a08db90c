import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const GET = handleImage(async ({ provider, imageId }) =>
  json(await requireOperation(provider.downloadLink)(imageId)),
);

export const { OPTIONS, POST, PUT, PATCH, DELETE } = refuseOthers("GET");
