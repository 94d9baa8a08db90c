import "server-only";
import type { UpstreamError } from "@/lib/server/http/upstream";
import { oxideText } from "@/lib/text/oxide-text";
import { wireErrorSchema } from "./wire";

/** The silo's quota, or the rack, has no room left (Oxide answers 507). */
const NO_ROOM_STATUS = 507;

/** What an error answer says, and where its status misleads: a name that is taken is a 400. Null for what is not Oxide's error shape. */
export function readError(body: unknown, status: number): UpstreamError | null {
  const parsed = wireErrorSchema.safeParse(body);
  if (!parsed.success) return null;
  const { message, error_code: code } = parsed.data;
  if (code === "ObjectAlreadyExists") return { message, code: "conflict" };
  if (status === NO_ROOM_STATUS || code === "InsufficientCapacity") {
    return { message: oxideText.noRoom(message), code: "too_large" };
  }
  return { message };
}
