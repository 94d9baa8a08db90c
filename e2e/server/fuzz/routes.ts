import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { actionRequestSchema } from "@/lib/contract/action";
import { auditQuerySchema } from "@/lib/contract/audit";
import { formQuerySchema } from "@/lib/contract/form";
import { listImagesQuerySchema } from "@/lib/contract/list-images-query";
import { signInRequestSchema } from "@/lib/contract/session";
import {
  completeImageRequestSchema,
  createImageRequestSchema,
  partUrlRequestSchema,
  uploadPlanRequestSchema,
} from "@/lib/contract/upload-plan";
import { type JsonSchema, jsonSchemaSchema } from "./arbitraries/schema-value";

/** A method of a path, and what it is sent. */
export interface Route {
  method: string;
  /** As in `/v2/images/{id}` or `/api/[connection]/images/[imageId]`. */
  template: string;
  body: JsonSchema | null;
  query: Readonly<Record<string, JsonSchema>>;
}

const API_FOLDER = "app/api";

/** What each route of the dashboard that changes something is sent; null for one that takes no JSON. */
const BODIES: Readonly<Record<string, z.core.$ZodType | null>> = {
  "POST /api/session": signInRequestSchema,
  "POST /api/session/keep-alive": null,
  "DELETE /api/session/[connection]": null,
  "POST /api/[connection]/images": createImageRequestSchema,
  "DELETE /api/[connection]/images/[imageId]": null,
  "POST /api/[connection]/images/[imageId]/parts": partUrlRequestSchema,
  "PUT /api/[connection]/images/[imageId]/parts/[part]": null,
  "POST /api/[connection]/images/[imageId]/plan": uploadPlanRequestSchema,
  "POST /api/[connection]/images/[imageId]/complete": completeImageRequestSchema,
  "POST /api/[connection]/images/[imageId]/restore": null,
  "POST /api/[connection]/images/[imageId]/actions/[action]": actionRequestSchema,
  "POST /api/[connection]/actions/[action]": actionRequestSchema,
};

const QUERIES: Readonly<Record<string, z.core.$ZodType>> = {
  "GET /api/[connection]/images": listImagesQuerySchema,
  "GET /api/[connection]/audit": auditQuerySchema,
  "GET /api/[connection]/actions/[action]": formQuerySchema,
  "GET /api/[connection]/images/[imageId]/actions/[action]": formQuerySchema,
};

/**
 * Every method of every `app/api/…/route.ts`, as the files themselves say.
 * @throws when a route that changes something has no entry above: a new one has to be attacked, too
 */
export async function dashboardRoutes(): Promise<Route[]> {
  const files = (await readdir(API_FOLDER, { recursive: true })).filter((file) => file.endsWith("route.ts"));
  const routes = await Promise.all(
    files.map(async (file) => {
      const template = join("/api", file, "..");
      const source = await readFile(join(API_FOLDER, file), "utf8");
      const methods = [...source.matchAll(/export (?:const|async function|function) (?<method>[A-Z]+)\b/g)];
      return methods.map((match) => dashboardRoute(match.groups?.["method"] ?? "", template));
    }),
  );
  return routes.flat();
}

function dashboardRoute(method: string, template: string): Route {
  const name = `${method} ${template}`;
  const body = BODIES[name];
  if (method !== "GET" && body === undefined) throw new Error(`Say in BODIES what ${name} is sent.`);
  const query = QUERIES[name];
  return {
    method,
    template,
    body: body === undefined || body === null ? null : schemaOf(body),
    query: query === undefined ? {} : (schemaOf(query).properties ?? {}),
  };
}

function schemaOf(schema: z.core.$ZodType): JsonSchema {
  return jsonSchemaSchema.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
}

const operationSchema = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: jsonSchemaSchema })).optional(),
  requestBody: z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: jsonSchemaSchema })) }).optional(),
});

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), jsonSchemaSchema) }),
});

/** The routes that the images API itself documents, and how to find what its schemas refer to. */
export function documentedRoutes(openApi: unknown): { routes: Route[]; resolve: (reference: string) => JsonSchema } {
  const { paths, components } = documentSchema.parse(openApi);
  const routes = Object.entries(paths).flatMap(([template, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]): Route => {
      const inQuery = parameters.filter((parameter) => parameter.in === "query");
      return {
        method: method.toUpperCase(),
        template,
        body: requestBody?.content["application/json"]?.schema ?? null,
        query: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema])),
      };
    }),
  );
  const resolve = (reference: string): JsonSchema => components.schemas[reference.split("/").at(-1) ?? ""] ?? {};
  return { routes: [...routes, { method: "GET", template: "/v2/openapi.json", body: null, query: {} }], resolve };
}
