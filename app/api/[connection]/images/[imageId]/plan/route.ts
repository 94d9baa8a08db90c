import { uploadPlanRequestSchema } from "@/lib/contract/upload-plan";
import { parseBody } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { handleImage } from "@/lib/server/routes";

export const POST = handleImage(async ({ request, provider, imageId }) =>
  json(await provider.plan(imageId, await parseBody(request, uploadPlanRequestSchema))),
);
