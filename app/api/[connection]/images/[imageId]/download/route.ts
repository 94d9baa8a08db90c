import { json } from "@/lib/server/http/respond";
import { handleImage } from "@/lib/server/routes";

export const GET = handleImage(async ({ provider, imageId }) => json(await provider.downloadLink(imageId)));
