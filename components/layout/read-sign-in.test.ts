import { expect, test } from "vitest";
import { ApiError } from "@/lib/contract/errors";
import type { OfferedProvider } from "@/lib/contract/session";
import { readSignIn, refusedFields } from "./read-sign-in";

const cycle: OfferedProvider = {
  id: "cycle",
  label: "Cycle",
  tokenHint: null,
  settings: [
    { name: "hub", label: "Hub ID", help: null, isRequired: true },
    { name: "region", label: "Region", help: null, isRequired: false },
  ],
};

test("what is complete is sent, without spaces around it", () => {
  const { request } = readSignIn(cycle, "cycle-2", { token: " tok ", settings: { hub: " h1 " } });
  expect(request).toEqual({
    provider: "cycle",
    connection: "cycle-2",
    token: "tok",
    settings: { hub: "h1", region: "" },
  });
});

test("each field is told what is wrong with it", () => {
  const { request, problems } = readSignIn(cycle, null, { token: "", settings: { hub: " ", region: "a b" } });
  expect(request).toBeNull();
  expect(problems).toEqual(
    new Map([
      ["token", "Enter an API token."],
      ["settings.hub", "Hub ID is missing."],
      ["settings.region", "Use no spaces and no characters outside ASCII."],
    ]),
  );
});

test("a refusal speaks of the fields that it names and the form has", () => {
  const details = [
    { field: "settings.hub", message: "There is no such hub." },
    { field: "settings.other", message: "No." },
    { field: null, message: "No." },
  ];
  const error = new ApiError("invalid_request", "No.", { details });
  expect(refusedFields(cycle, error)).toEqual(new Map([["settings.hub", "There is no such hub."]]));
  expect(refusedFields(cycle, new Error("broken")).size).toBe(0);
  expect(refusedFields(cycle, null).size).toBe(0);
});
