import { expect, test } from "vitest";
import { OPTIONAL_COLUMNS } from "./columns";
import { fitColumns } from "./fit-columns";

/** What every image has something for. */
const usual = new Set(OPTIONAL_COLUMNS.filter((column) => !["system", "regions", "tags"].includes(column)));
const shown = (width: number, chosen = usual) => [...fitColumns(width, chosen).widths.keys()];

test("there is room for everything on a wide screen, the whole id included", () => {
  const { widths, isCards } = fitColumns(1500, usual);
  expect([widths.get("id"), widths.get("name"), isCards]).toEqual([212, null, false]);
  expect([...widths.keys()]).toEqual([
    "select",
    "name",
    "status",
    "created",
    "size",
    "visibility",
    "checksum",
    "id",
    "actions",
  ]);
});

test("columns leave one after the other, the status never", () => {
  expect(shown(1100)).not.toContain("checksum");
  expect(shown(1100)).toContain("id");
  expect(shown(620)).toEqual(["select", "name", "status", "actions"]);
});

test("what was not chosen stays away, and leaves room for others", () => {
  expect(shown(960, new Set(["status", "checksum", "id"] as const))).toContain("checksum");
});

test("a phone shows cards", () => {
  expect(fitColumns(328, usual).isCards).toBe(true);
  expect(shown(328)).toEqual(["select", "card", "actions"]);
});

test("where images of several providers are shown, the provider stays beside the name", () => {
  expect([...fitColumns(1500, new Set(OPTIONAL_COLUMNS), true).widths.keys()].slice(0, 4)).toEqual([
    "select",
    "name",
    "provider",
    "status",
  ]);
  expect([...fitColumns(620, usual, true).widths.keys()]).toEqual(["select", "name", "provider", "status", "actions"]);
});
