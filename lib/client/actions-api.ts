import {
  actionResultSchema,
  imageLogSchema,
  jobSchema,
  type ActionResult,
  type ImageLog,
  type Job,
} from "@/lib/contract/action";
import { formSchema, type Form, type FormValues } from "@/lib/contract/form";
import { connectionPath, imagePath } from "./api";
import { requestJson } from "./request";

// What only some providers can do. Apart from the rest of the API, for the list's page does without the shapes of forms.

/** What an action concerns: one image, or, with null, none in particular. */
export interface ActionTarget {
  connection: string;
  imageId: string | null;
}

/** The form that an action asks to be filled in. @param values what was entered so far */
export function getForm(target: ActionTarget, action: string, values: FormValues, signal?: AbortSignal): Promise<Form> {
  const query = new URLSearchParams({ values: JSON.stringify(values) });
  return requestJson(`${actionPath(target, action)}?${query}`, formSchema, { signal });
}

/** Runs an action. `invalid_request` has details by the names of the form's fields. */
export function runAction(target: ActionTarget, action: string, values: FormValues): Promise<ActionResult> {
  return requestJson(actionPath(target, action), actionResultSchema, { method: "POST", body: { values } });
}

/** How far something is that goes on at the provider. `not_found` also for a short while after it began. */
export function getJob(connection: string, jobId: string, signal?: AbortSignal): Promise<Job> {
  return requestJson(`${connectionPath(connection)}/jobs/${encodeURIComponent(jobId)}`, jobSchema, { signal });
}

/** What the provider wrote while it made the image. `not_found` while there is nothing. */
export function getImageLog(connection: string, imageId: string, signal?: AbortSignal): Promise<ImageLog> {
  return requestJson(`${imagePath(connection, imageId)}/log`, imageLogSchema, { signal });
}

function actionPath({ connection, imageId }: ActionTarget, action: string): string {
  const base = imageId === null ? connectionPath(connection) : imagePath(connection, imageId);
  return `${base}/actions/${encodeURIComponent(action)}`;
}
