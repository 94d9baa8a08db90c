import type { Image, Visibility } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { statusText } from "@/lib/text/status-text";
import type { CreatedFilter } from "./created-filter";
import { SHOWN_STATUSES, shownStatusOf, type ShownStatus } from "./filter-images";
import type { ListAddress } from "@/components/images/list/address/list-address";

const { filters, nothingFound } = listText;

/** From the widest circle to the narrowest. */
const VISIBILITIES: readonly Visibility[] = ["public", "shared", "silo", "project", "private"];

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** When images were created, in words: "Last 7 days", "since 1 Jan 2026". */
export function createdWords(filter: CreatedFilter): string {
  if (filter.kind === "period") return filters.periods[filter.period];
  const [from, to] = [filter.from, filter.to].map((date) =>
    date === null ? null : dayFormat.format(Date.parse(date)),
  );
  if (from !== null && from !== undefined) {
    return to === null || to === undefined ? filters.since(from) : filters.between(from, to);
  }
  return filters.until(to ?? "");
}

/** The same within a sentence. */
function createdSentence(filter: CreatedFilter): string {
  return filter.kind === "period" ? filters.lately[filter.period] : createdWords(filter);
}

/** Chosen statuses in words: the one, or how many. */
export function statusWords(statuses: readonly ShownStatus[]): string {
  const [only] = statuses;
  return statuses.length === 1 && only !== undefined ? statusText[only] : filters.several(statuses.length);
}

/** Statuses among which one may choose: those that occur, and those that are chosen. */
export function offeredStatuses(images: readonly Image[], chosen: readonly ShownStatus[]): readonly ShownStatus[] {
  const offered = new Set([...chosen, ...images.map(shownStatusOf)]);
  return SHOWN_STATUSES.filter((status) => offered.has(status));
}

/** Visibilities likewise. */
export function offeredVisibilities(images: readonly Image[], chosen: Visibility | null): readonly Visibility[] {
  const offered = new Set([chosen, ...images.map(({ visibility }) => visibility)]);
  return VISIBILITIES.filter((visibility) => offered.has(visibility));
}

/** Chosen connections in words: the one, or how many. */
export function sourceWords(from: readonly string[], sources: ReadonlyMap<string, string>): string {
  const [only] = from;
  return from.length === 1 && only !== undefined ? (sources.get(only) ?? only) : filters.several(from.length);
}

/** What a scope is called, as its images say; its id while there are none. */
export function scopeLabel(images: readonly Image[], scope: string): string {
  return images.find(({ details }) => details?.scope?.id === scope)?.details?.scope?.label ?? scope;
}

/** Everything that is asked for, one piece a wish. */
export function wishWords(
  { q, status, created, visibility, from, deleted }: ListAddress,
  sources: ReadonlyMap<string, string> | null,
  showsDeleted: boolean,
): readonly string[] {
  return [
    q.trim() === "" ? null : nothingFound.search(q.trim()),
    status.length === 0 ? null : nothingFound.status(listFormat.format(status.map((one) => statusText[one]))),
    created === null ? null : nothingFound.created(createdSentence(created)),
    visibility === null ? null : nothingFound.visibility(listText.visibility[visibility]),
    from.length === 0
      ? null
      : nothingFound.provider(listFormat.format(from.map((connection) => sources?.get(connection) ?? connection))),
    showsDeleted && !deleted ? nothingFound.notDeleted : null,
  ].filter((words) => words !== null);
}

const listFormat = new Intl.ListFormat("en", { type: "disjunction" });
