import { signInRequestSchema } from "@/lib/contract/session";
import { getParts } from "@/lib/server/composition";
import { parseBody } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleRoute } from "@/lib/server/routes";
import { readSession } from "@/lib/server/session/read-session";
import { signIn } from "@/lib/server/session/sign-in";

export const GET = handleRoute(async ({ request }) =>
  json(await readSession(getParts(), request.headers.get("cookie"))),
);

export const POST = handleRoute(async ({ request, requestId, address, note }) => {
  const body = await parseBody(request, signInRequestSchema);
  note({ provider: body.provider });
  const cookieHeader = request.headers.get("cookie");
  const call = { cookieHeader, requestId, clientAddress: address, signal: request.signal };
  const { connection, cookie } = await signIn(getParts(), body, call);
  note({ connection: connection.id, account: connection.account.name });
  return json(connection, { status: 201, cookies: [cookie] });
});

export const { OPTIONS, PUT, PATCH, DELETE } = refuseOthers("GET", "POST");
