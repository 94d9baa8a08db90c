import { jobIdSchema } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleConnection, requireOperation } from "@/lib/server/routes";
import { shown } from "@/lib/server/shown";

export const GET = handleConnection(async ({ params, provider }) => {
  const jobId = jobIdSchema.safeParse(params["jobId"]);
  if (!jobId.success) throw new ApiError("not_found", "There is no job with this id.");
  return json(shown(await requireOperation(provider.job)(jobId.data)));
});

export const { OPTIONS, POST, PUT, PATCH, DELETE } = refuseOthers("GET");
