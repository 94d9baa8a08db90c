import { ApiError } from "@/lib/contract/errors";
import { handleRoute } from "@/lib/server/routes";

const refuse = handleRoute(async () => {
  throw new ApiError("not_found", "There is nothing at this path.");
});

/** What no other route takes: without it Next would answer with a page. The path has no names that are of use. */
function answer(request: Request): Promise<Response> {
  return refuse(request, { params: Promise.resolve({}) });
}

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT };
