"use client";

import { useMemo, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { setTimeZone, useTimeZone } from "@/components/ui/time-zone";
import type { Image } from "@/lib/contract/image";
import { listText } from "@/lib/text/list-text";
import { Choices } from "@/components/ui/choices";
import { OPTIONAL_COLUMNS } from "@/components/images/list/table/columns";
import { isWorthwhile, toldColumns } from "@/components/images/list/table/told-columns";
import { changeListPreferences, DEFAULT_PREFERENCES, useListPreferences, type Density } from "./list-preferences";
import { SORT_KEYS, type ListSort } from "@/components/images/list/filters/sort-images";

const { view: text } = listText;

const DENSITIES: readonly Density[] = ["comfortable", "compact"];

interface ViewOptionsProps {
  images: readonly Image[];
  /** Images of several connections are shown. */
  hasProvider: boolean;
  sort: ListSort;
  onSort: (sort: ListSort) => void;
  onClose: () => void;
}

/** How the list is shown in this browser: columns, height of rows, time zone. The order as well, where no head can be clicked. */
export function ViewOptions({ images, hasProvider, sort, onSort }: ViewOptionsProps): ReactNode {
  const { columns, density } = useListPreferences();
  const timeZone = useTimeZone();
  const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const told = useMemo(() => toldColumns(images), [images]);
  const offered = OPTIONAL_COLUMNS.filter((column) => isWorthwhile(column, told));
  const sortKeys = SORT_KEYS.filter((key) => (key === "provider" ? hasProvider : isWorthwhile(key, told)));
  const setColumn = (column: (typeof OPTIONAL_COLUMNS)[number], chosen: boolean) =>
    changeListPreferences({
      columns: new Set(OPTIONAL_COLUMNS.filter((one) => (one === column ? chosen : columns.has(one)))),
    });
  return (
    <>
      <div className="grid grid-cols-[1fr_auto] gap-1 p-2 md:hidden">
        <label className="grid gap-1">
          <span className="text-xs text-ink-muted">{text.sort}</span>
          <Select
            value={sort.key}
            onChange={({ currentTarget }) => {
              const key = SORT_KEYS.find((candidate) => candidate === currentTarget.value);
              if (key !== undefined) onSort({ ...sort, key });
            }}
          >
            {sortKeys.map((key) => (
              <option key={key} value={key}>
                {listText.columns[key]}
              </option>
            ))}
          </Select>
        </label>
        <Button className="self-end" onClick={() => onSort({ ...sort, descending: !sort.descending })}>
          {sort.descending ? text.descending : text.ascending}
        </Button>
      </div>
      <div className="max-md:hidden">
        <Choices
          legend={text.columns}
          isLegendShown
          type="checkbox"
          choices={offered.map((column) => ({ value: column, label: listText.columns[column] }))}
          isChosen={(column) => columns.has(column)}
          onChange={setColumn}
        />
      </div>
      <div className="mt-1 border-t border-line pt-1 max-md:hidden">
        <Choices
          legend={text.density}
          isLegendShown
          type="radio"
          choices={DENSITIES.map((value) => ({ value, label: text.densities[value] }))}
          isChosen={(value) => value === density}
          onChange={(value) => changeListPreferences({ density: value })}
        />
      </div>
      <label className="mt-1 grid gap-1 border-t border-line p-2">
        <span className="text-xs text-ink-muted">{text.timeZone}</span>
        <Select
          value={timeZone ?? ""}
          onChange={({ currentTarget }) => setTimeZone(currentTarget.value === "" ? null : currentTarget.value)}
        >
          <option value="">{text.localZone(localZone)}</option>
          <option value="UTC">UTC</option>
          {Intl.supportedValuesOf("timeZone")
            .filter((zone) => zone !== "UTC")
            .map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
        </Select>
      </label>
      <div className="p-2 pt-0">
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            changeListPreferences(DEFAULT_PREFERENCES);
            setTimeZone(null);
          }}
        >
          {text.reset}
        </Button>
      </div>
    </>
  );
}
