"use client";

import { SlidersHorizontal, Trash2, X } from "lucide-react";
import { memo, type ReactNode, type Ref } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { Image, Visibility } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { statusText } from "@/lib/text/status-text";
import { classNames } from "@/lib/utils/class-names";
import { Choices } from "@/components/ui/choices";
import { createdWords, offeredStatuses, statusWords } from "./filter-words";
import { hasWishes, type ListAddress } from "@/components/images/list/address/list-address";
import { Popover } from "@/components/ui/popover";
import { SearchBox } from "./search-box";
import type { ListAddressActions } from "@/components/images/list/address/use-list-address";

const CreatedFields = onDemand(async () => (await import("./created-fields")).CreatedFields);
const ViewOptions = onDemand(async () => (await import("@/components/images/list/view/view-options")).ViewOptions);

/** Code that could not be loaded has been told of already; its place stays empty until the window is opened again. */
const giveUp = () => undefined;

const { filters: text } = listText;
const VISIBILITIES: readonly Visibility[] = ["public", "shared", "silo", "project", "private"];

interface ListToolbarProps {
  searchRef: Ref<HTMLInputElement>;
  address: ListAddress;
  actions: ListAddressActions;
  images: readonly Image[];
  onLeaveSearch: () => void;
}

/** What one asks the list for, and how it is shown. */
export const ListToolbar = memo(function ListToolbar(props: ListToolbarProps): ReactNode {
  const { searchRef, address, actions, images, onLeaveSearch } = props;
  const { status, created, visibility, deleted, sort } = address;
  // Where no image tells it, nobody can ask for it.
  const isVisibilityTold = visibility !== null || images.some((image) => image.visibility !== null);
  return (
    <search className="mb-1 flex flex-wrap items-center gap-2">
      <SearchBox ref={searchRef} value={address.q} onChange={actions.search} onLeave={onLeaveSearch} />
      <div className="flex items-center gap-2 max-sm:order-last max-sm:-mx-4 max-sm:w-screen max-sm:overflow-x-auto max-sm:px-4 max-sm:py-0.5 max-sm:[scrollbar-width:none] sm:flex-wrap">
        <Popover
          label={text.status}
          isActive={status.length > 0}
          button={status.length === 0 ? text.status : text.chosen(text.status, statusWords(status))}
        >
          <Choices
            legend={text.status}
            type="checkbox"
            choices={offeredStatuses(images, address).map((value) => ({ value, label: statusText[value] }))}
            isChosen={(value) => status.includes(value)}
            onChange={(value, chosen) =>
              actions.change({ status: chosen ? [...status, value] : status.filter((one) => one !== value) })
            }
          />
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
            <Choices<Visibility | "any">
              legend={text.visibility}
              type="radio"
              choices={[
                { value: "any", label: text.any },
                ...VISIBILITIES.map((value) => ({ value, label: listText.visibility[value] })),
              ]}
              isChosen={(value) => value === (visibility ?? "any")}
              onChange={(value) => actions.change({ visibility: value === "any" ? null : value })}
            />
          </Popover>
        )}
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
          <ViewOptions sort={sort} onSort={actions.sort} onClose={giveUp} />
        </Popover>
      </div>
    </search>
  );
});
