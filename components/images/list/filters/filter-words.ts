import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { statusText } from "@/lib/text/status-text";
import type { CreatedFilter } from "./created-filter";
import { SHOWN_STATUSES, type ShownStatus } from "./filter-images";
import type { ListAddress } from "@/components/images/list/address/list-address";

const { filters, nothingFound } = listText;

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

/** Statuses among which one may choose: what there is none of, and seldom is, only while it is chosen. */
export function offeredStatuses(
  images: readonly Image[],
  { status, deleted }: Pick<ListAddress, "status" | "deleted">,
): readonly ShownStatus[] {
  return SHOWN_STATUSES.filter((candidate) => {
    if (status.includes(candidate)) return true;
    if (candidate === "deleted") return deleted;
    return candidate !== "unknown" || images.some((image) => image.status === "unknown");
  });
}

/** Everything that is asked for, one piece a wish. */
export function wishWords({ q, status, created, visibility, deleted }: ListAddress): readonly string[] {
  return [
    q.trim() === "" ? null : nothingFound.search(q.trim()),
    status.length === 0 ? null : nothingFound.status(listFormat.format(status.map((one) => statusText[one]))),
    created === null ? null : nothingFound.created(createdSentence(created)),
    visibility === null ? null : nothingFound.visibility(listText.visibility[visibility]),
    deleted ? null : nothingFound.notDeleted,
  ].filter((words) => words !== null);
}

const listFormat = new Intl.ListFormat("en", { type: "disjunction" });
