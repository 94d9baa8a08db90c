import { json } from "@/lib/server/http/respond";
import { handleConnection, requireOperation } from "@/lib/server/routes";

export const GET = handleConnection(async ({ provider }) =>
  json({ scopes: await requireOperation(provider.scopes)() }),
);
