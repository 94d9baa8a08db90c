import { expect, test } from "vitest";
import { choiceFixture, choicesFixture, formFixture, optionsFixture, tagsFixture, textFixture } from "./form-fixture";
import { askedAtFirst, askedValues, isChanged, valuesOf } from "./form-values";

test("what was entered counts, else what the form says", () => {
  const form = formFixture([
    textFixture({ value: "web" }),
    tagsFixture({ value: ["old"] }),
    choiceFixture({ value: "a" }),
  ]);
  expect(valuesOf(form, {})).toEqual({ label: "web", tags: ["old"], machine: "a" });
  expect(valuesOf(form, { label: "", tags: [] })).toEqual({ label: "", tags: [], machine: "a" });
});

test("what was typed stays when the form is asked for anew, and fields that are gone are not sent", () => {
  const before = formFixture([textFixture(), choiceFixture({ refines: true }), choicesFixture()]);
  const entered = { label: "typed", machine: "b", regions: ["us"] };
  expect(valuesOf(before, entered)).toEqual(entered);
  const after = formFixture([textFixture({ value: "proposed" }), choiceFixture({ value: "b", refines: true })]);
  expect(valuesOf(after, entered)).toEqual({ label: "typed", machine: "b" });
});

test("a choice that is no longer offered gives way to the form's own", () => {
  const disk = choiceFixture({ name: "disk", value: "d7", options: optionsFixture("d7", "d8") });
  const regions = choicesFixture({ options: optionsFixture("us") });
  expect(valuesOf(formFixture([disk, regions]), { disk: "d1", regions: ["us", "eu"] })).toEqual({
    disk: "d7",
    regions: ["us"],
  });
  expect(valuesOf(formFixture([disk]), { disk: "" })).toEqual({ disk: "" });
});

test("a value of another kind than the field's is not taken", () => {
  expect(valuesOf(formFixture([textFixture({ value: "web" })]), { label: ["a"] })).toEqual({ label: "web" });
});

test("a form is asked for with what was chosen and everything that other fields follow from, and with no text", () => {
  const form = formFixture([
    choiceFixture({ name: "project", value: "a", refines: true }),
    choiceFixture({ value: "b" }),
    choicesFixture({ name: "sources", value: ["us"], refines: true }),
    textFixture(),
    textFixture({ name: "description" }),
  ]);
  expect(askedValues(form, { label: "web", description: "long ".repeat(100) })).toEqual({
    project: "a",
    sources: ["us"],
  });
  expect(askedAtFirst({ project: "a", description: "long ".repeat(100) })).toEqual({ project: "a" });
});

test("a form is changed while something in it is not as it was found", () => {
  const form = formFixture([textFixture({ value: "web" }), choicesFixture({ value: ["us", "eu"] })]);
  expect(isChanged(form, {})).toBe(false);
  expect(isChanged(form, { label: "web", regions: ["eu", "us"] })).toBe(false);
  expect(isChanged(form, { label: "web2" })).toBe(true);
  expect(isChanged(form, { regions: ["us"] })).toBe(true);
});
