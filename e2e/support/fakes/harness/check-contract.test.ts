import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { OUTSIDE_CONTRACT } from "./check-contract";
import { serveFake, type Fake } from "./serve-fake";

const DOCUMENT = `
openapi: 3.0.3
info: { title: Things, version: "1" }
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 5 } }
        - { name: page, in: query, style: deepObject, schema: { type: object, properties: { size: { type: integer } } } }
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Thing" } } } } }
        5XX: { description: broken, content: { application/json: { schema: { type: object, required: [reason] } } } }
    post:
      operationId: createThing
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, additionalProperties: false, required: [name], properties: { name: { type: string } } } } }
      responses:
        "201": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
  /things/{id}:
    delete:
      operationId: deleteThing
      parameters: [{ name: id, in: path, required: true, schema: { type: string, pattern: "^t" } }]
      responses: { "204": { description: gone } }
components:
  schemas:
    Owner: { type: object, required: [id] }
    Thing:
      type: object
      required: [name, owner, made]
      properties:
        name: { type: string }
        made: { type: string, format: date-time }
        owner: { nullable: true, allOf: [{ $ref: "#/components/schemas/Owner" }] }
`;

const GOOD = { name: "a", owner: null, made: "2026-01-01T00:00:00" };

let directory: string;
let fake: Fake;
/** What the app answers next. */
let answer: () => Response;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "check-contract-"));
  await writeFile(join(directory, "things.yaml"), DOCUMENT);
  vi.stubEnv("CONTRACTS_DIR", directory);
  vi.stubEnv("CONTRACTS_RECORD", "");
  const app = new Hono().all("*", () => answer());
  const exceptions = { statuses: { 429: "limits" }, operations: { "GET /others/{id}": "told elsewhere" } };
  fake = await serveFake({ app, document: "things.yaml", exceptions });
});

afterEach(async () => {
  await fake.close();
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

async function ask(method: string, path: string, given: Response, body?: unknown): Promise<void> {
  answer = () => given;
  const headers = { "content-type": "application/json" };
  const response = await fetch(new URL(path, fake.url), {
    method,
    ...(body !== undefined && { headers, body: JSON.stringify(body) }),
  });
  await response.text();
}

test("what fits is counted by operation, and nothing is wrong with it", async () => {
  await ask("GET", "/things?limit=5&page[size]=2", Response.json([GOOD, { ...GOOD, owner: { id: 1 } }]));
  await ask("GET", "/things", Response.json([]));
  await ask("POST", "/things", Response.json(GOOD, { status: 201 }), { name: "a" });
  await ask("DELETE", "/things/t%2F1", new Response(null, { status: 204 }));
  await ask("GET", "/things", Response.json({ reason: "no" }, { status: 503 }));
  await ask("GET", "/things", new Response("slow down", { status: 429 }));
  await ask("GET", "/others/5", Response.json("anything"));
  expect(fake.problems()).toEqual([]);
  expect([...fake.operations()]).toEqual(["GET /things", "POST /things", "DELETE /things/{id}"]);
});

test.each([
  { what: "a query that is too large", method: "GET", path: "/things?limit=6", given: Response.json([]) },
  { what: "an unknown query", method: "GET", path: "/things?lmit=5", given: Response.json([]) },
  { what: "a deep query", method: "GET", path: "/things?page[size]=x", given: Response.json([]) },
  { what: "a path", method: "DELETE", path: "/things/x", given: new Response(null, { status: 204 }) },
  { what: "a body", method: "POST", path: "/things", body: { nam: 5 }, given: Response.json(GOOD, { status: 201 }) },
  { what: "a missing body", method: "POST", path: "/things", given: Response.json(GOOD, { status: 201 }) },
  { what: "an answer", method: "GET", path: "/things", given: Response.json([{ name: "a" }]) },
  { what: "a null", method: "GET", path: "/things", given: Response.json([{ ...GOOD, name: null }]) },
  { what: "an instant", method: "GET", path: "/things", given: Response.json([{ ...GOOD, made: "yesterday" }]) },
  { what: "an answer of a family", method: "GET", path: "/things", given: Response.json({}, { status: 500 }) },
  { what: "a status", method: "GET", path: "/things", given: Response.json({}, { status: 404 }) },
  { what: "a body of none", method: "DELETE", path: "/things/t", given: Response.json({}, { status: 200 }) },
  { what: "an operation", method: "PUT", path: "/things", given: Response.json({}) },
  { what: "a path of none", method: "GET", path: "/others", given: Response.json({}) },
])("$what that does not fit is a problem", async ({ method, path, body, given }) => {
  await ask(method, path, given, body);
  expect(fake.problems()).not.toEqual([]);
  expect(fake.operations().size).toBe(0);
});

test("an answer that is wrong on purpose is not compared, but its request is", async () => {
  await ask("GET", "/things", new Response("<html>", { headers: { [OUTSIDE_CONTRACT]: "garbage" } }));
  expect(fake.problems()).toEqual([]);
  await ask("GET", "/things?limit=9", new Response("<html>", { headers: { [OUTSIDE_CONTRACT]: "garbage" } }));
  expect(fake.problems()).toHaveLength(1);
});

test("without CONTRACTS_DIR nothing is compared", async () => {
  vi.stubEnv("CONTRACTS_DIR", "");
  const unchecked = await serveFake({ app: new Hono(), document: "things.yaml" });
  expect((await fetch(unchecked.url)).status).toBe(404);
  expect(unchecked.problems()).toEqual([]);
  await unchecked.close();
});
