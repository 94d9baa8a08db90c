import { expect, test } from "vitest";
import { ROUTE_TEMPLATES } from "@/lib/telemetry/route-template";
import * as routes from "./routes";

/** As the list of names writes them. */
const paths = new Set(Object.values(routes).map(({ path }) => path.replaceAll(/\{(\w+)\}/g, "[$1]")));

test.each([...paths])("requests for %s are counted under that name", (path) => {
  expect(ROUTE_TEMPLATES).toContain(path);
});
