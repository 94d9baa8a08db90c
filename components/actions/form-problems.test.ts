import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import type { FormField, FormValues } from "@/lib/contract/form";
import { choiceFixture, choicesFixture, formFixture, tagsFixture, textFixture } from "./form-fixture";
import { findProblems, problemsToTell, refusedFields } from "./form-problems";

function problemOf(field: FormField, value: FormValues[string]) {
  return findProblems(formFixture([field]), { [field.name]: value }).get(field.name) ?? null;
}

function refusal(details: { field: string | null; message: string }[]): ApiError {
  return new ApiError("invalid_request", "Look at the fields.", { details });
}

describe("text", () => {
  test("only what is needed has to be there, and spaces are nothing", () => {
    expect(problemOf(textFixture(), "")).toBeNull();
    expect(problemOf(textFixture({ isRequired: true }), "  ")).toEqual({
      message: "Fill this in.",
      told: "on sending",
    });
  });

  test("what is too long is told at once, and by how much", () => {
    const field = textFixture({ maxLength: 5 });
    expect(problemOf(field, "12345")).toBeNull();
    expect(problemOf(field, "1234567")).toEqual({ message: "At most 5 characters: 2 too many.", told: "at once" });
  });

  test("what breaks the pattern is told with the form's hint when the field is left", () => {
    const field = textFixture({ pattern: "^[a-z]+$", patternHint: "Use small letters." });
    expect(problemOf(field, "web")).toBeNull();
    expect(problemOf(field, "Web")).toEqual({ message: "Use small letters.", told: "on leaving" });
    expect(problemOf(field, "")).toBeNull();
  });
});

describe("choices", () => {
  test("one of the options is chosen where one is needed", () => {
    expect(problemOf(choiceFixture(), "")).toBeNull();
    expect(problemOf(choiceFixture({ isRequired: true }), "")?.message).toBe("Choose one.");
    expect(problemOf(choicesFixture({ isRequired: true }), [])?.message).toBe("Choose at least one.");
  });

  test("one of those that have to stay stays", () => {
    const keepHint = "Keep a region in which the image is available.";
    const field = choicesFixture({ keepOneOf: ["us", "eu"], keepHint });
    expect(problemOf(field, ["ap", "eu"])).toBeNull();
    expect(problemOf(field, ["ap"])).toEqual({ message: keepHint, told: "at once" });
    expect(problemOf(choicesFixture({ keepOneOf: [] }), [])).toBeNull();
  });
});

test("a tag that is too short or too long is named", () => {
  expect(problemOf(tagsFixture(), ["web", "a".repeat(50)])).toBeNull();
  expect(problemOf(tagsFixture(), ["web", "db"])).toEqual({
    message: "“db” has 2 characters: 3 to 50 are allowed.",
    told: "at once",
  });
  expect(problemOf(tagsFixture({ isRequired: true }), [])?.told).toBe("on sending");
});

test("problems are told when it is time", () => {
  const form = formFixture([
    textFixture({ isRequired: true }),
    textFixture({ name: "version", pattern: "^[0-9]+$", patternHint: "A number." }),
    textFixture({ name: "note", maxLength: 1 }),
  ]);
  const found = findProblems(form, { label: "", version: "x", note: "too long" });
  expect(Object.keys(problemsToTell(found, new Set(), false))).toEqual(["note"]);
  expect(Object.keys(problemsToTell(found, new Set(["label", "version"]), false))).toEqual(["version", "note"]);
  expect(Object.keys(problemsToTell(found, new Set(), true))).toEqual(["label", "version", "note"]);
});

describe("what the server refuses", () => {
  const form = formFixture([textFixture(), tagsFixture()]);
  test("lands at its fields, the first word for each", () => {
    const error = refusal([
      { field: "label", message: "Taken." },
      { field: "label", message: "Too short." },
      { field: "values.tags", message: "Too many." },
    ]);
    expect(refusedFields(form, error)).toEqual({ problems: { label: "Taken.", tags: "Too many." }, isAll: true });
  });

  test("is told as a whole where a field cannot tell it", () => {
    expect(refusedFields(form, refusal([{ field: "region", message: "Gone." }])).isAll).toBe(false);
    expect(refusedFields(form, refusal([{ field: null, message: "No." }]))).toEqual({ problems: {}, isAll: false });
    expect(refusedFields(form, refusal([])).isAll).toBe(false);
    expect(refusedFields(form, new ApiError("conflict", "In use."))).toEqual({ problems: {}, isAll: false });
    expect(refusedFields(form, new Error("down"))).toEqual({ problems: {}, isAll: false });
  });
});
