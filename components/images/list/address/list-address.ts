import { createParser, parseAsBoolean, parseAsString, parseAsStringLiteral, type inferParserType } from "nuqs";
import { parseCreatedFilter, writeCreatedFilter } from "@/components/images/list/filters/created-filter";
import { SHOWN_STATUSES, type ShownStatus } from "@/components/images/list/filters/filter-images";
import { NEWEST_FIRST, parseSort, writeSort } from "@/components/images/list/filters/sort-images";

/** Far more than a name and a checksum together. A longer text in an address is no search of a person's. */
const MAX_QUERY_LENGTH = 400;

const statuses = createParser<readonly ShownStatus[]>({
  parse: (text) => {
    const asked = text.split(",");
    const known = SHOWN_STATUSES.filter((status) => asked.includes(status));
    return known.length === 0 ? null : known;
  },
  serialize: (value) => value.join(","),
  eq: (a, b) => a.join() === b.join(),
});

const words = createParser<readonly string[]>({
  parse: (text) => text.split(",").filter((word) => word !== ""),
  serialize: (value) => value.join(","),
  eq: (a, b) => a.join() === b.join(),
});

const query = createParser({
  parse: (text) => text.slice(0, MAX_QUERY_LENGTH),
  serialize: (text) => text,
});

/** What the list's address holds: which images are asked for, in which order, and the one whose details are open. */
export const listAddress = {
  q: query.withDefault(""),
  status: statuses.withDefault([]),
  created: createParser({
    parse: parseCreatedFilter,
    serialize: writeCreatedFilter,
    eq: (a, b) => writeCreatedFilter(a) === writeCreatedFilter(b),
  }),
  visibility: parseAsStringLiteral(["public", "shared", "silo", "project", "private"]),
  /** Ids of connections, on the page of all. */
  from: words.withDefault([]),
  /** The id of the one scope of the connection that is wanted. */
  scope: parseAsString,
  deleted: parseAsBoolean.withDefault(false),
  sort: createParser({
    parse: parseSort,
    serialize: writeSort,
    eq: (a, b) => writeSort(a) === writeSort(b),
  }).withDefault(NEWEST_FIRST),
  /** Its id; on the page of all its key. */
  image: parseAsString,
};

export type ListAddress = inferParserType<typeof listAddress>;

/** Nothing asked for. The order and the open panel are no wishes: they hide nothing. */
export const NO_WISHES = { q: "", status: [], created: null, visibility: null, from: [], scope: null } as const;

export function hasWishes(address: ListAddress): boolean {
  return leavesOut(address) || address.scope !== null;
}

/** Whether some of the images that were read are not wanted. Those of other scopes are not read. */
export function leavesOut({ q, status, created, visibility, from }: ListAddress): boolean {
  return q.trim() !== "" || status.length > 0 || created !== null || visibility !== null || from.length > 0;
}
