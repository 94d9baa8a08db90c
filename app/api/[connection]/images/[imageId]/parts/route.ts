import { partUrlRequestSchema } from "@/lib/contract/upload-plan";
import { parseBody } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const POST = handleImage(async ({ request, provider, imageId }) => {
  const body = await parseBody(request, partUrlRequestSchema);
  return json(await requireOperation(provider.upload).createPartUrl(imageId, body));
});
