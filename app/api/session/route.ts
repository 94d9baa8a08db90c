import { signInRequestSchema } from "@/lib/contract/session";
import { getParts } from "@/lib/server/composition";
import { clientAddressOf } from "@/lib/server/http/client-address";
import { parseBody } from "@/lib/server/http/parse";
import { json } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleRoute } from "@/lib/server/routes";
import { readSession } from "@/lib/server/session/read-session";
import { signIn } from "@/lib/server/session/sign-in";

export const GET = handleRoute(async ({ request }) =>
  json(await readSession(getParts(), request.headers.get("cookie"))),
);

export const POST = handleRoute(async ({ request }) => {
  const body = await parseBody(request, signInRequestSchema);
  const cookieHeader = request.headers.get("cookie");
  const call = { cookieHeader, clientAddress: clientAddressOf(request), signal: request.signal };
  const { connection, cookie } = await signIn(getParts(), body, call);
  return json(connection, { status: 201, cookie });
});

export const { OPTIONS, PUT, PATCH, DELETE } = refuseOthers("GET", "POST");
