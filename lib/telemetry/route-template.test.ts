import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import fastCheck from "fast-check";
import { expect, test } from "vitest";
import { ROUTE_TEMPLATES, routeTemplate } from "./route-template";

/** Next's routes and pages, by their folders. The answer to every path of /api that is none is not among them. */
const nextRoutes = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && !file.includes("[[..."))
  .map((file) => (dirname(file) === "." ? "/" : `/${dirname(file)}`));

test.each(nextRoutes)("%s has its name in the list", (route) => {
  expect(ROUTE_TEMPLATES).toContain(route);
});

test.each(ROUTE_TEMPLATES)("a request for %s is counted under that name", (template) => {
  expect(routeTemplate(template.replaceAll(/\[(\w+)\]/g, "any-$1"))).toBe(template);
  expect(routeTemplate(`${template}?a=b/c`)).toBe(template);
});

test.each([
  ["/_next/static/chunks/a1b2.js", "/_next"],
  ["/v2/images/", "other"],
  ["/v2/images//parts", "other"],
  ["/wp-login.php", "other"],
  ["*", "other"],
  ["", "other"],
  ["http://elsewhere.example/v2/images", "other"],
  ["/api/session/keep-alive", "/api/session/keep-alive"],
  ["/api/sfcompute-2/images/image_a/parts/7", "/api/[connection]/images/[imageId]/parts/[part]"],
])("%s is counted as %s", (path, expected) => {
  expect(routeTemplate(path)).toBe(expected);
});

test("whatever is asked for, there are no more names than these", () => {
  const names = new Set<string>([...ROUTE_TEMPLATES, "/_next", "other"]);
  const segment = fastCheck.oneof(fastCheck.string(), fastCheck.constantFrom("api", "v2", "images", "..", "objects"));
  fastCheck.assert(
    fastCheck.property(fastCheck.array(segment), (segments) => names.has(routeTemplate(`/${segments.join("/")}`))),
  );
});
