import type { ImagesApi } from "@/lib/images-api/images-api";
import type { Handler } from "./handler";
import { limitArrival } from "./limits";
import { refuseTarget } from "./refuse-target";

/** `/v2` and `/objects` go to the embedded images API, where there is one, the rest to Next. */
export function route(pages: Handler, imagesApi: ImagesApi | null): Handler {
  return (request, response) => {
    const path = request.url ?? "/";
    const isObject = imagesApi !== null && path.startsWith("/objects/");
    if (!isObject) limitArrival(request);
    if (imagesApi !== null && (isObject || path.startsWith("/v2/"))) imagesApi.handle(request, response);
    else if (!refuseTarget(request, response)) pages(request, response);
  };
}
