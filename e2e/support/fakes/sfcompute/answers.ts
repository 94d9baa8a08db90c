import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { FakeImage } from "./images";

const ERROR_TYPES = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  429: "rate_limited",
  500: "api_error",
} as const satisfies Partial<Record<ContentfulStatusCode, string>>;

/** An error in the vendor's envelope. `field` is what the details name. */
export function refuse(c: Context, status: keyof typeof ERROR_TYPES, message: string, field?: string): Response {
  const details = field === undefined ? undefined : [{ field, code: "invalid", message }];
  return c.json({ error: { type: ERROR_TYPES[status], message, ...(details && { details }) } }, status);
}

export function notFound(c: Context): Response {
  return refuse(c, 404, "Image not found.");
}

/** As create and complete answer it. */
export function imageBody(image: FakeImage) {
  const { id, name, status, sha256, createdAt } = image;
  return { object: "image", id, name, upload_status: status, sha256, created_at: createdAt };
}

/** As list and get of version 2 answer it. */
export function listedImageBody(image: FakeImage) {
  return { ...imageBody(image), provider: null };
}

/** As all of the preview answer it. How a resource path is made up is not documented: this one is like it in kind. */
export function previewImageBody(image: FakeImage) {
  const { account, workspace, name } = image;
  return { ...imageBody(image), owner: account, workspace, resource_path: `${account}/${workspace}/images/${name}` };
}
