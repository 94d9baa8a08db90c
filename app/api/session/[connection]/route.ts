import { ApiError } from "@/lib/contract/errors";
import { connectionIdSchema } from "@/lib/contract/connection-id";
import { getParts } from "@/lib/server/composition";
import { nothing } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleRoute } from "@/lib/server/routes";

export const DELETE = handleRoute(async ({ request, params, note }) => {
  const connection = connectionIdSchema.safeParse(params["connection"]);
  if (!connection.success) throw new ApiError("not_found", "There is no such connection.");
  const { sessions } = getParts();
  const cookieHeader = request.headers.get("cookie");
  const signedIn = await sessions.read(connection.data, cookieHeader);
  note({ connection: connection.data, ...(signedIn !== null && { account: signedIn.sealed.account.name }) });
  const cookie = await sessions.end(connection.data, cookieHeader);
  return nothing({ cookies: [cookie] });
});

export const { OPTIONS, GET, HEAD, POST, PUT, PATCH } = refuseOthers("DELETE");
