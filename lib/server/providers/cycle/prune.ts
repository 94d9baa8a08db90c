import "server-only";
import { ApiError } from "@/lib/contract/errors";
import type { Form, FormValues } from "@/lib/contract/form";
import type { ProviderActionResult } from "@/lib/server/providers/types";
import { cycleFormText } from "@/lib/text/cycle-text";
import type { CycleClient } from "./client";
import { chosenOf, wrongField } from "./form-values";
import { toJobId } from "./jobs";
import { sourceName, toName } from "./mapper";
import { readAllPages } from "./pages";
import { readSources } from "./sources";
import type { WireImage, WireSource } from "./wire";

/** Sources that are pruned at once, at most: each is at least one request, and what goes is asked for anew at every choice. */
const MAX_SOURCES = 50;

/** What would be removed of the sources that are chosen so far. */
export async function pruneForm(client: CycleClient, values: FormValues): Promise<Form> {
  const sources = (await readSources(client)).filter(mayHaveImages);
  const chosen = sources.filter(({ id }) => chosenOf(values, "sources").includes(id));
  const items = chosen.length > MAX_SOURCES ? [] : await itemsOf(client, chosen);
  return {
    title: cycleFormText.pruneTitle,
    summary: cycleFormText.pruneSummary,
    warning: cycleFormText.pruneWarning,
    items,
    fields: [
      {
        kind: "choices",
        name: "sources",
        label: cycleFormText.pruneSources,
        help: cycleFormText.pruneSourcesHelp,
        isRequired: true,
        value: chosen.map(({ id }) => id),
        options: sources.map((source) => ({
          value: source.id,
          label: sourceName(source),
          hint: imagesHint(source),
          disabledReason: null,
        })),
        keepOneOf: null,
        keepHint: null,
        refines: true,
      },
    ],
    submitLabel: cycleFormText.pruneSubmit(items.length),
    disabledReason: whyNothing(sources, chosen, items),
  };
}

/** Never asks with an empty list. */
export async function prune(client: CycleClient, values: FormValues): Promise<ProviderActionResult> {
  const [first, ...rest] = chosenOf(values, "sources");
  if (first === undefined) throw wrongField("sources", cycleFormText.chooseSources);
  if (rest.length >= MAX_SOURCES) throw wrongField("sources", cycleFormText.tooManySources(MAX_SOURCES));
  const sources = await readSources(client);
  const chosen = sources.filter(({ id }) => id === first || rest.includes(id));
  if (chosen.length !== rest.length + 1) throw wrongField("sources", cycleFormText.noSuchSource);
  if ((await itemsOf(client, chosen)).length === 0) throw wrongField("sources", cycleFormText.nothingUnused);
  const jobId = toJobId((await client.pruneImages([first, ...rest])).data);
  return { message: cycleFormText.pruneBegun, image: null, jobId };
}

/** A source that does not tell how many images it has may have some. */
function mayHaveImages({ meta }: WireSource): boolean {
  return meta?.images_count?.total !== 0;
}

function imagesHint({ meta }: WireSource): string | null {
  const total = meta?.images_count?.total;
  return total === undefined ? null : cycleFormText.imagesOf(total);
}

function whyNothing(
  sources: readonly WireSource[],
  chosen: readonly WireSource[],
  items: readonly string[],
): string | null {
  if (sources.length === 0) return cycleFormText.nothingToPrune;
  if (chosen.length > MAX_SOURCES) return cycleFormText.tooManySources(MAX_SOURCES);
  return chosen.length > 0 && items.length === 0 ? cycleFormText.nothingUnused : null;
}

/** The images that go, a line each. @throws ApiError `conflict` where they are too many to be told */
async function itemsOf(client: CycleClient, sources: readonly WireSource[]): Promise<string[]> {
  const items: string[] = [];
  for (const source of sources) {
    const images = await readAllPages((page) => client.images({ ...page, sourceId: source.id }));
    if (images === null) throw new ApiError("conflict", cycleFormText.tooManyImages(sourceName(source)));
    const included = { creators: null, sources: { [source.id]: source } };
    const unused = images.filter(isUnused).map((image) => toName(image, included));
    items.push(...unused.map((name) => cycleFormText.imageItem(name, sourceName(source))));
  }
  return items;
}

/** Where Cycle does not tell how many containers use an image, it may go. */
function isUnused({ state, meta }: WireImage): boolean {
  const isThere = state.current !== "deleting" && state.current !== "deleted";
  return isThere && (meta?.containers_count?.available ?? 0) === 0;
}
