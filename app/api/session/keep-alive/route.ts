import { getParts } from "@/lib/server/composition";
import { nothing } from "@/lib/server/http/respond";
import { refuseOthers } from "@/lib/server/refuse-methods";
import { handleRoute } from "@/lib/server/routes";

/** Sent by a page that somebody uses, or that uploads. Says nothing of which sign-ins there are: whoever is signed out hears it where they act. */
export const POST = handleRoute(async ({ request }) =>
  nothing({ cookies: await getParts().sessions.renew(request.headers.get("cookie")) }),
);

export const { OPTIONS, GET, HEAD, PUT, PATCH, DELETE } = refuseOthers("POST");
