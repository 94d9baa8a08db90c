import { auditQuerySchema } from "@/lib/contract/audit";
import { parseQuery } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleConnection, requireOperation } from "@/lib/server/routes";
import { shown } from "@/lib/server/shown";

export const GET = handleConnection(async ({ request, provider }) =>
  json(shown(await requireOperation(provider.audit)(parseQuery(request, auditQuerySchema)))),
);

export const { OPTIONS, POST, PUT, PATCH, DELETE } = refuseOthers("GET");
