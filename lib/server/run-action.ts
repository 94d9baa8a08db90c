import "server-only";
import { actionRequestSchema } from "@/lib/contract/action";
import { formQuerySchema } from "@/lib/contract/form";
import { parseBody, parseQuery } from "./http/parse";
import { json } from "./http/respond";
import { requireOperation, type ConnectionCall } from "./routes";
import { shown } from "./shown";

/** The form of the action that the path names. @param imageId null for what concerns no single image */
export async function answerForm(
  { request, params, provider }: ConnectionCall,
  imageId: string | null,
): Promise<Response> {
  const { values } = parseQuery(request, formQuerySchema);
  const form = await requireOperation(provider.actions).form(params["action"] ?? "", imageId, values);
  return json(shown(form, true));
}

/** Runs the action that the path names. */
export async function runAction(
  { request, params, provider, toImage }: ConnectionCall,
  imageId: string | null,
): Promise<Response> {
  const { values } = await parseBody(request, actionRequestSchema);
  const { image, ...result } = await requireOperation(provider.actions).run(params["action"] ?? "", imageId, values);
  return json({ ...shown(result), image: image === null ? null : toImage(image) });
}
