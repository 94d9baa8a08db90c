import type { Action } from "@/lib/contract/action";
import type { Image } from "@/lib/contract/image";
import type { Connection } from "@/lib/contract/session";

/** The form of uploads stands in the upload dialog. */
const UPLOAD_FORM = "upload";

/** What can be done with an image now, in the order of its connection's actions. */
export function imageActionsOf(image: Image, { actions }: Connection): readonly Action[] {
  return actions.filter(({ id, on }) => on === "image" && image.actions.includes(id));
}

/** An action, and where it is done. */
export interface ChosenAction {
  connection: Connection;
  action: Action;
}

/** What a connection can do that concerns no single image: first what makes images, then what removes some. */
export function connectionActionsOf({ actions }: Connection): {
  making: readonly Action[];
  removing: readonly Action[];
} {
  const own = actions.filter(({ id, on }) => on === "connection" && id !== UPLOAD_FORM);
  return {
    making: own.filter(({ isDestructive }) => !isDestructive),
    removing: own.filter(({ isDestructive }) => isDestructive),
  };
}

/** Whether there is anything of that. */
export function canCreateImages(connection: Connection): boolean {
  const { making, removing } = connectionActionsOf(connection);
  return making.length + removing.length > 0;
}
