import type { Hook } from "@hono/zod-openapi";
import { type ErrorDetail, ServiceError } from "@/lib/images-api/errors";
import { imageNotFound } from "@/lib/images-api/images/context";
import type { AppEnvironment } from "./environment";

type Refusal = Hook<unknown, AppEnvironment, string, void>;
type Invalid = Extract<Parameters<Refusal>[0], { success: false }>;

/** For every route: what does not fit its schema is a 400 that names the field; an impossible id is simply not found. */
export const refuseInvalid: Refusal = (result, context) => {
  if (result.success) return;
  if (result.target === "param") throw imageNotFound(context.req.param("id") ?? "");
  const details = result.error.issues.flatMap(detailsOf);
  const message = details.map((detail) => (detail.field === undefined ? detail.message : sentence(detail))).join(" ");
  throw new ServiceError("invalid_request_error", message, details);
};

function detailsOf(issue: Invalid["error"]["issues"][number]): ErrorDetail[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((field) => ({ field, code: issue.code, message: "There is no such field." }));
  }
  const field = issue.path.join(".");
  return [{ ...(field !== "" && { field }), code: issue.code, message: issue.message }];
}

function sentence({ field, message }: ErrorDetail): string {
  return `${field}: ${message}${message.endsWith(".") ? "" : "."}`;
}
