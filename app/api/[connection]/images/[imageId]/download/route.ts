import { json } from "@/lib/server/http/respond";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const GET = handleImage(async ({ provider, imageId }) =>
  json(await requireOperation(provider.downloadLink)(imageId)),
);
