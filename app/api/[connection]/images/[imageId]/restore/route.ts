import { json } from "@/lib/server/http/respond";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const POST = handleImage(async ({ provider, imageId, toImage }) =>
  json(toImage(await requireOperation(provider.restore)(imageId))),
);
