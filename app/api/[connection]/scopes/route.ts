import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleConnection, requireOperation } from "@/lib/server/routes";
import { shown } from "@/lib/server/shown";

export const GET = handleConnection(async ({ provider }) =>
  json({ scopes: shown(await requireOperation(provider.scopes)()) }),
);

export const { OPTIONS, POST, PUT, PATCH, DELETE } = refuseOthers("GET");
