import { listImagesQuerySchema } from "@/lib/contract/list-images-query";
import { createImageRequestSchema } from "@/lib/contract/upload-plan";
import { parseBody, parseQuery } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleConnection, requireOperation } from "@/lib/server/routes";

export const GET = handleConnection(async ({ request, provider, toImage }) => {
  const { images, nextCursor } = await provider.list(parseQuery(request, listImagesQuerySchema));
  return json({ images: images.map(toImage), nextCursor });
});

export const POST = handleConnection(async ({ request, provider, toImage, note }) => {
  const body = await parseBody(request, createImageRequestSchema);
  const { image, plan } = await requireOperation(provider.upload).create(body);
  note({ imageId: image.id });
  return json({ image: toImage(image), plan }, { status: 201 });
});

export const { OPTIONS, PUT, PATCH, DELETE } = refuseOthers("GET", "POST");
