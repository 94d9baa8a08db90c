import { createImageRequestSchema, listImagesQuerySchema } from "@/lib/contract/image";
import { parseBody, parseQuery } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { handleConnection } from "@/lib/server/routes";

export const GET = handleConnection(async ({ request, provider }) =>
  json(await provider.list(parseQuery(request, listImagesQuerySchema))),
);

export const POST = handleConnection(async ({ request, provider }) =>
  json(await provider.create(await parseBody(request, createImageRequestSchema)), { status: 201 }),
);
