import { ApiError } from "@/lib/contract/errors";
import { handleRoute } from "@/lib/server/routes";

/** What no other route takes: without it Next would answer with a page. */
const refuse = handleRoute(async () => {
  throw new ApiError("not_found", "There is nothing at this path.");
});

export { refuse as DELETE, refuse as GET, refuse as OPTIONS, refuse as PATCH, refuse as POST, refuse as PUT };
