import { json } from "@/lib/server/http/respond";
import { handleImage } from "@/lib/server/routes";

export const POST = handleImage(async ({ provider, imageId }) => json(await provider.restore(imageId)));
