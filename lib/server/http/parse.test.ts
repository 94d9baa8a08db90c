import { expect, test } from "vitest";
import { z } from "zod";
import { actionRequestSchema } from "@/lib/contract/action";
import { ApiError } from "@/lib/contract/errors";
import { listImagesQuerySchema } from "@/lib/contract/list-images-query";
import { parseBody, parseQuery } from "./parse";

const schema = z.strictObject({ name: z.string().min(1, "Give a name."), size: z.int() });

function post(body: BodyInit, type: string | null = "application/json"): Request {
  const request = new Request("http://127.0.0.1/", { method: "POST", body, duplex: "half" } as RequestInit);
  if (type === null) request.headers.delete("content-type");
  else request.headers.set("content-type", type);
  return request;
}

test("parses JSON, whatever the parameters of its type", async () => {
  const request = post('{"name":"a","size":1}', "Application/JSON; charset=utf-8");
  expect(await parseBody(request, schema)).toEqual({ name: "a", size: 1 });
});

test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", null])(
  "the content type %s is refused",
  async (type) => {
    await expect(parseBody(post('{"name":"a","size":1}', type), schema)).rejects.toMatchObject({
      code: "unsupported_media_type",
    });
  },
);

test.each(["", "{", "undefined", '{"name":"a","size":1}}'])("%j is not JSON", async (body) => {
  await expect(parseBody(post(body), schema)).rejects.toMatchObject({ code: "invalid_request" });
});

test("one problem is told in its own words", async () => {
  await expect(parseBody(post('{"name":"","size":1}'), schema)).rejects.toMatchObject({
    code: "invalid_request",
    message: "Give a name.",
    details: [{ field: "name", message: "Give a name." }],
  });
});

test("several problems are all named", async () => {
  const error: unknown = await parseBody(post('{"name":""}'), schema).catch((thrown: unknown) => thrown);
  expect(error instanceof ApiError && error.details?.map(({ field }) => field)).toEqual(["name", "size"]);
});

test("a long body is refused, even when it does not announce its length", async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(32)),
  });
  await expect(parseBody(post(endless), schema)).rejects.toMatchObject({ code: "too_large" });
});

test("the longest text of a form fits, whatever its characters", async () => {
  const values = { description: "\u0001".repeat(65_000) };
  expect(await parseBody(post(JSON.stringify({ values })), actionRequestSchema)).toEqual({ values });
});

function query(search: string) {
  return parseQuery(new Request(`http://127.0.0.1/${search}`), listImagesQuerySchema);
}

test("a query has the contract's defaults and limits", () => {
  expect(query("")).toEqual({ limit: 50, includeDeleted: false });
  expect(query("?limit=200&cursor=c&includeDeleted=true")).toEqual({ limit: 200, cursor: "c", includeDeleted: true });
  expect(() => query("?limit=201")).toThrow(ApiError);
  expect(() => query("?limit=x")).toThrow(ApiError);
});
