import fc from "fast-check";
import { z } from "zod";
import { anyCodePoints } from "./text";

/** As much of JSON Schema as the documents and zod's own output use. */
export interface JsonSchema {
  $ref?: string | undefined;
  type?: string | readonly string[] | undefined;
  enum?: readonly unknown[] | undefined;
  const?: unknown;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  items?: JsonSchema | undefined;
  properties?: Readonly<Record<string, JsonSchema>> | undefined;
  required?: readonly string[] | undefined;
  additionalProperties?: boolean | JsonSchema | undefined;
  anyOf?: readonly JsonSchema[] | undefined;
  oneOf?: readonly JsonSchema[] | undefined;
}

export const jsonSchemaSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    items: jsonSchemaSchema.optional(),
    properties: z.record(z.string(), jsonSchemaSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchemaSchema]).optional(),
    anyOf: z.array(jsonSchemaSchema).optional(),
    oneOf: z.array(jsonSchemaSchema).optional(),
  }),
);

/** Values that a schema takes. @param resolve what a `$ref` names */
export function valueOf(schema: JsonSchema, resolve: (reference: string) => JsonSchema): fc.Arbitrary<unknown> {
  const of = (one: JsonSchema): fc.Arbitrary<unknown> => valueOf(one, resolve);
  if (schema.$ref !== undefined) return of(resolve(schema.$ref));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map(of));
  switch (schema.type) {
    case "string":
      return textOf(schema);
    case "integer":
    case "number":
      return fc.integer({ min: schema.minimum ?? 1, max: Math.min(schema.maximum ?? 2 ** 31 - 1, 2 ** 31 - 1) });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(of(schema.items ?? {}), { maxLength: 5 });
    case "object":
      return objectOf(schema, of);
    default:
      return fc.jsonValue();
  }
}

function objectOf(schema: JsonSchema, of: (schema: JsonSchema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const known = Object.entries(schema.properties ?? {}).map(([name, property]) => [name, of(property)] as const);
  const fields = fc.record(Object.fromEntries(known), { requiredKeys: [...(schema.required ?? [])] });
  if (typeof schema.additionalProperties !== "object") return fields;
  const others = fc.dictionary(fc.string({ maxLength: 40 }), of(schema.additionalProperties), { maxKeys: 4 });
  return fc.tuple(others, fields).map(([free, fixed]) => Object.assign(free, fixed));
}

function textOf({ pattern, minLength = 0, maxLength = 64 }: JsonSchema): fc.Arbitrary<string> {
  if (pattern === undefined) return anyCodePoints({ minLength, maxLength: Math.min(maxLength, 300) });
  return fc.stringMatching(new RegExp(pattern));
}
