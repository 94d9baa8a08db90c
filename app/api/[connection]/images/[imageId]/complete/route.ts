import { completeImageRequestSchema } from "@/lib/contract/upload-plan";
import { parseBody } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleImage, requireOperation } from "@/lib/server/routes";

export const POST = handleImage(async ({ request, provider, imageId, toImage }) => {
  const body = await parseBody(request, completeImageRequestSchema);
  return json(toImage(await requireOperation(provider.upload).complete(imageId, body)));
});

export const { OPTIONS, GET, HEAD, PUT, PATCH, DELETE } = refuseOthers("POST");
