import { json, nothing } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage } from "@/lib/server/routes";

export const GET = handleImage(async ({ provider, imageId, toImage }) => json(toImage(await provider.get(imageId))));

export const DELETE = handleImage(async ({ provider, imageId }) => {
  await provider.delete(imageId);
  return nothing();
});

export const { OPTIONS, POST, PUT, PATCH } = refuseOthers("GET", "DELETE");
