import type { Context } from "hono";
import type { FakeHub } from "./hub";
import { listOf } from "./query";
import type { FakeImage } from "./resources";

/** An image as it is told, with its count of containers where that is asked for. */
export function imageBody(c: Context, { wire, containers }: FakeImage): object {
  if (!listOf(c, "meta").includes("containers_count")) return wire;
  const count = { state: { running: containers }, total: containers, available: containers };
  return { ...wire, meta: { containers_count: count } };
}

/** What is asked for beside images: those who made them, and their sources with all that these hold. */
export function includesOf(c: Context, hub: FakeHub, images: readonly FakeImage[]): { includes?: object } {
  const asked = listOf(c, "include");
  if (asked.length === 0) return {};
  const { id, name } = hub.account;
  const account = { id, name: { first: name, last: "" }, email: { address: `${name}@example.com`, verified: true } };
  const sources = images.flatMap(({ wire }) => {
    const source = hub.sources.get(wire.source.details.id);
    return source === undefined ? [] : [[source.id, source] as const];
  });
  return {
    includes: {
      ...(asked.includes("creators") && { creators: { accounts: { [id]: account } } }),
      ...(asked.includes("sources") && { sources: Object.fromEntries(sources) }),
    },
  };
}
