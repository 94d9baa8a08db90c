import { createRoute, z } from "@hono/zod-openapi";
import { auditAnswerSchema, auditQuerySchema } from "@/lib/images-api/audit/schemas";
import {
  completeRequestSchema,
  createRequestSchema,
  deleteAnswerSchema,
  downloadAnswerSchema,
  imageAnswerSchema,
  imageIdSchema,
  listAnswerSchema,
  listQuerySchema,
  partAnswerSchema,
  partRequestSchema,
} from "@/lib/images-api/images/schemas";
import type { ErrorType } from "./errors";

const errorDetailSchema = z
  .strictObject({ field: z.string().optional(), code: z.string(), message: z.string() })
  .openapi("ErrorDetail");

const security = [{ bearer_auth: [] }];
const params = z.object({ id: imageIdSchema });

const BAD_REQUEST = { 400: failure("BadRequestError", "invalid_request_error") };
const FORBIDDEN = { 403: failure("ForbiddenError", "forbidden") };
const NOT_FOUND = { 404: failure("NotFoundError", "not_found") };
const CONFLICT = { 409: failure("ConflictError", "conflict") };
/** What any route with a token may answer. */
const GENERAL = {
  401: failure("UnauthorizedError", "authentication_error"),
  429: failure("RateLimitError", "rate_limit_error"),
  500: failure("InternalServerError", "api_error"),
};

export const listRoute = createRoute({
  method: "get",
  path: "/v2/images",
  operationId: "list_images",
  summary: "List one's own images, newest first",
  security,
  request: { query: listQuerySchema },
  responses: { 200: json(listAnswerSchema, "A page of images."), ...BAD_REQUEST, ...GENERAL },
});

export const createImageRoute = createRoute({
  method: "post",
  path: "/v2/images",
  operationId: "create_image",
  summary: "Create an image and start its upload",
  security,
  request: { body: jsonBody(createRequestSchema) },
  responses: {
    201: json(imageAnswerSchema, "The image, waiting for its parts."),
    ...BAD_REQUEST,
    ...FORBIDDEN,
    ...CONFLICT,
    ...GENERAL,
  },
});

export const getRoute = createRoute({
  method: "get",
  path: "/v2/images/{id}",
  operationId: "fetch_image",
  summary: "Get an image of one's own or a public one",
  security,
  request: { params },
  responses: { 200: json(imageAnswerSchema, "The image."), ...NOT_FOUND, ...GENERAL },
});

export const deleteRoute = createRoute({
  method: "delete",
  path: "/v2/images/{id}",
  operationId: "delete_image",
  summary: "Delete an image (softly: its name is free at once)",
  security,
  request: { params },
  responses: {
    200: json(deleteAnswerSchema, "It is deleted."),
    ...FORBIDDEN,
    ...NOT_FOUND,
    ...GENERAL,
  },
});

export const partRoute = createRoute({
  method: "post",
  path: "/v2/images/{id}/parts",
  operationId: "create_image_upload_part_url",
  summary: "Get a URL that takes one part",
  security,
  request: { params, body: jsonBody(partRequestSchema) },
  responses: {
    200: json(partAnswerSchema, "The URL."),
    ...BAD_REQUEST,
    ...FORBIDDEN,
    ...NOT_FOUND,
    ...GENERAL,
  },
});

export const completeRoute = createRoute({
  method: "post",
  path: "/v2/images/{id}/complete",
  operationId: "complete_image_upload",
  summary: "Declare the upload complete and have its digest compared",
  security,
  request: { params, body: jsonBody(completeRequestSchema) },
  responses: {
    200: json(imageAnswerSchema, "The image: `completed`, `failed`, or still `uploading` while it is verified."),
    ...BAD_REQUEST,
    ...FORBIDDEN,
    ...NOT_FOUND,
    ...GENERAL,
  },
});

export const downloadRoute = createRoute({
  method: "get",
  path: "/v2/images/{id}/download",
  operationId: "download_image",
  summary: "Get a URL to download an image of one's own or a public one",
  security,
  request: { params },
  responses: {
    200: json(downloadAnswerSchema, "The URL."),
    ...NOT_FOUND,
    ...CONFLICT,
    ...GENERAL,
  },
});

/** Ours, not the vendor's. */
export const restoreRoute = createRoute({
  method: "post",
  path: "/v2/images/{id}/restore",
  operationId: "restore_image",
  summary: "Take back the deletion of an image, while its bytes are kept",
  security,
  request: { params },
  responses: {
    200: json(imageAnswerSchema, "The image, as it was before it was deleted."),
    ...FORBIDDEN,
    ...NOT_FOUND,
    ...CONFLICT,
    ...GENERAL,
  },
});

const accountAnswerSchema = z
  .strictObject({
    object: z.literal("account"),
    account: z.string().describe("The owner of the images this token sees."),
    role: z.enum(["viewer", "operator", "admin"]),
    token_id: z.string(),
  })
  .openapi("Account");

/** Ours, not the vendor's: who a token belongs to and what it may do. */
export const accountRoute = createRoute({
  method: "get",
  path: "/v2/me",
  operationId: "fetch_account",
  summary: "Who the token belongs to",
  security,
  responses: { 200: json(accountAnswerSchema, "The account."), ...GENERAL },
});

/** Ours, not the vendor's. */
export const auditRoute = createRoute({
  method: "get",
  path: "/v2/audit",
  operationId: "list_audit",
  summary: "What everybody did and tried, newest first; for admins",
  security,
  request: { query: auditQuerySchema },
  responses: { 200: json(auditAnswerSchema, "A page of entries."), ...BAD_REQUEST, ...FORBIDDEN, ...GENERAL },
});

function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } };
}

/** An answer in the vendor's error envelope, under the vendor's name for it. */
function failure(name: string, type: ErrorType) {
  const error = z.strictObject({
    type: z.literal(type),
    message: z.string(),
    details: z.array(errorDetailSchema).optional(),
  });
  return json(z.strictObject({ error }).openapi(name), `\`${type}\``);
}
