import { expect, test } from "vitest";
import type { Action } from "@/lib/contract/action";
import { connectionFixture } from "@/lib/contract/connection-fixture";
import { imageFixture } from "@/lib/contract/image-fixture";
import { connectionActionsOf, imageActionsOf } from "./offered-actions";

function action(id: string, changes: Partial<Action> = {}): Action {
  return { id, label: id, on: "image", isDestructive: false, disabledReason: null, ...changes };
}

const connection = connectionFixture({
  actions: [
    action("upload", { on: "connection" }),
    action("prune", { on: "connection", isDestructive: true }),
    action("create-from-disk", { on: "connection" }),
    action("edit"),
    action("replicate"),
  ],
});

const ids = (actions: string[]) => imageActionsOf(imageFixture({ actions }), connection).map(({ id }) => id);

test("an image offers those of its connection's actions that apply to it, in their order", () => {
  expect(ids([])).toEqual([]);
  expect(ids(["replicate", "edit", "unheard-of", "prune"])).toEqual(["edit", "replicate"]);
});

test("a connection offers what makes images and what removes some; its upload form has a dialog of its own", () => {
  const { making, removing } = connectionActionsOf(connection);
  expect(making.map(({ id }) => id)).toEqual(["create-from-disk"]);
  expect(removing.map(({ id }) => id)).toEqual(["prune"]);
});
