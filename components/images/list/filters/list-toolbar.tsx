"use client";

import { SlidersHorizontal, Trash2, X } from "lucide-react";
import { memo, type ReactNode, type Ref } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Image, Visibility } from "@/lib/contract/image";
import type { Connection } from "@/lib/contract/session";
import { listText } from "@/lib/text/list-text";
import { statusText } from "@/lib/text/status-text";
import { classNames } from "@/lib/utils/class-names";
import { Choices } from "@/components/ui/choices";
import {
  createdWords,
  offeredStatuses,
  offeredVisibilities,
  scopeLabel,
  sourceWords,
  statusWords,
} from "./filter-words";
import type { ShownStatus } from "./filter-images";
import { hasWishes, type ListAddress } from "@/components/images/list/address/list-address";
import { Popover } from "@/components/ui/popover";
import { SearchBox } from "./search-box";
import type { ListAddressActions } from "@/components/images/list/address/use-list-address";

const CreatedFields = onDemand(async () => (await import("./created-fields")).CreatedFields);
const ScopeChoices = onDemand(async () => (await import("./scope-choices")).ScopeChoices);
const ViewOptions = onDemand(async () => (await import("@/components/images/list/view/view-options")).ViewOptions);

/** Code that could not be loaded has been told of already; its place stays empty until the window is opened again. */
const giveUp = () => undefined;

const { filters: text } = listText;

interface ListToolbarProps {
  searchRef: Ref<HTMLInputElement>;
  address: ListAddress;
  actions: ListAddressActions;
  images: readonly Image[];
  /** The page's connection, for what only one of them has; null on the page of all. */
  connection: Connection | null;
  /** What the connections are called, on the page of all. */
  sources: ReadonlyMap<string, string> | null;
  /** Deleted images can be asked for. */
  showsDeleted: boolean;
  onLeaveSearch: () => void;
}

/** What one asks the list for, and how it is shown. In a narrow container the filters have a line for themselves. */
export const ListToolbar = memo(function ListToolbar(props: ListToolbarProps): ReactNode {
  const { searchRef, address, actions, images, connection, sources, showsDeleted, onLeaveSearch } = props;
  const { status, created, visibility, from, scope, deleted, sort } = address;
  // Where no image tells it, nobody can ask for it.
  const isVisibilityTold = visibility !== null || images.some((image) => image.visibility !== null);
  return (
    <search className="mb-1 flex flex-wrap items-center gap-2 print:hidden">
      <SearchBox ref={searchRef} value={address.q} onChange={actions.search} onLeave={onLeaveSearch} />
      <div className="flex items-center gap-2 sm:@max-3xl:order-last sm:@max-3xl:w-full max-sm:order-last max-sm:-mx-4 max-sm:sideways max-sm:w-screen max-sm:py-0.5 max-sm:pr-6 max-sm:pl-4 sm:flex-wrap">
        {sources !== null && sources.size > 1 && (
          <Popover
            label={text.provider}
            isActive={from.length > 0}
            button={from.length === 0 ? text.provider : text.chosen(text.provider, sourceWords(from, sources))}
          >
            <Choices
              legend={text.provider}
              type="checkbox"
              choices={[...sources].map(([value, label]) => ({ value, label }))}
              isChosen={(value) => from.includes(value)}
              onChange={(value, chosen) => actions.change({ from: withChoice(from, value, chosen) })}
            />
          </Popover>
        )}
        {connection !== null && connection.scopes !== null && (
          <Popover
            label={connection.scopes.label}
            isActive={scope !== null}
            button={
              scope === null ? connection.scopes.label : text.chosen(connection.scopes.label, scopeLabel(images, scope))
            }
            onPrepare={ScopeChoices.preload}
          >
            <ScopeChoices
              connection={connection.id}
              scopes={connection.scopes}
              value={scope}
              onChange={(value) => actions.change({ scope: value })}
              onClose={giveUp}
            />
          </Popover>
        )}
        <Popover
          label={text.status}
          isActive={status.length > 0}
          button={status.length === 0 ? text.status : text.chosen(text.status, statusWords(status))}
        >
          <StatusChoices images={images} value={status} onChange={(value) => actions.change({ status: value })} />
        </Popover>
        <Popover
          label={text.created}
          isActive={created !== null}
          button={created === null ? text.created : text.chosen(text.created, createdWords(created))}
          onPrepare={CreatedFields.preload}
        >
          <CreatedFields value={created} onChange={(value) => actions.change({ created: value })} onClose={giveUp} />
        </Popover>
        {isVisibilityTold && (
          <Popover
            label={text.visibility}
            isActive={visibility !== null}
            button={
              visibility === null ? text.visibility : text.chosen(text.visibility, listText.visibility[visibility])
            }
          >
            <VisibilityChoices
              images={images}
              value={visibility}
              onChange={(value) => actions.change({ visibility: value })}
            />
          </Popover>
        )}
        {showsDeleted && (
          <Button
            aria-pressed={deleted}
            onClick={() => actions.change({ deleted: !deleted })}
            className={classNames(
              deleted && "bg-accent-soft text-accent-text shadow-[inset_0_0_0_1px_var(--color-accent)]",
            )}
          >
            <Trash2 aria-hidden className={deleted ? undefined : "text-ink-faint"} />
            {text.showDeleted}
          </Button>
        )}
        {hasWishes(address) && (
          <Button look="quiet" aria-label={listText.nothingFound.clear} onClick={actions.clearWishes}>
            <X aria-hidden />
            {text.clear}
          </Button>
        )}
      </div>
      <div className="ml-auto">
        <Popover
          label={listText.view.button}
          button={
            <>
              <SlidersHorizontal aria-hidden className="text-ink-faint" />
              <span className="max-sm:sr-only">{listText.view.button}</span>
            </>
          }
          onPrepare={ViewOptions.preload}
        >
          <ViewOptions
            images={images}
            hasProvider={sources !== null}
            sort={sort}
            onSort={actions.sort}
            onClose={giveUp}
          />
        </Popover>
      </div>
    </search>
  );
});

interface StatusChoicesProps {
  images: readonly Image[];
  value: readonly ShownStatus[];
  onChange: (value: readonly ShownStatus[]) => void;
}

/** Looks through the images only while it is open. */
function StatusChoices({ images, value, onChange }: StatusChoicesProps): ReactNode {
  return (
    <Choices
      legend={text.status}
      type="checkbox"
      choices={offeredStatuses(images, value).map((status) => ({ value: status, label: statusText[status] }))}
      isChosen={(status) => value.includes(status)}
      onChange={(status, chosen) => onChange(withChoice(value, status, chosen))}
    />
  );
}

interface VisibilityChoicesProps {
  images: readonly Image[];
  value: Visibility | null;
  onChange: (value: Visibility | null) => void;
}

function VisibilityChoices({ images, value, onChange }: VisibilityChoicesProps): ReactNode {
  return (
    <Choices<Visibility | "any">
      legend={text.visibility}
      type="radio"
      choices={[
        { value: "any", label: text.any },
        ...offeredVisibilities(images, value).map((each) => ({ value: each, label: listText.visibility[each] })),
      ]}
      isChosen={(each) => each === (value ?? "any")}
      onChange={(each) => onChange(each === "any" ? null : each)}
    />
  );
}

function withChoice<T>(chosen: readonly T[], value: T, isChosen: boolean): readonly T[] {
  return isChosen ? [...chosen, value] : chosen.filter((one) => one !== value);
}
