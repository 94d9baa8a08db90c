import { expect, test } from "vitest";
import { readCycleError } from "./wire-error";

test("an error is told in its own words, with the field of the form that it is about", () => {
  const error = { code: "422.already-exists", title: "Taken", detail: "The name is taken", source: "/name" };
  expect(readCycleError({ error, data: null })).toEqual({
    code: "conflict",
    message: "Taken. The name is taken.",
    details: [{ field: "name", message: "Taken. The name is taken." }],
  });
});

test.each(["constructor", "__proto__", "toString"])("the word %s means nothing in an error", (word) => {
  expect(readCycleError({ error: { code: word, title: "No", source: `/${word}` }, data: null })).toEqual({
    message: "No.",
    details: [{ field: word, message: "No." }],
  });
  expect(readCycleError({ error: word, error_description: "No" })).toEqual({ message: "No" });
});

test.each([
  ["/origin/type", "origin"],
  ["/origin/details/target", "target"],
  ["/origin/details/url", "registry"],
  ["/origin/details/repo/url", "repository"],
  ["/origin/details/context_dir", "contextDirectory"],
  ["/origin/details/other", "origin.details.other"],
])("an error at %s is told at the field %s", (source, field) => {
  const error = { code: "422.invalid-input", title: "No", source };
  expect(readCycleError({ error, data: null })?.details).toEqual([{ field, message: "No." }]);
});
