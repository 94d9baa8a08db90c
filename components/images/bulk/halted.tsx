import type { ReactNode } from "react";
import { RequestError } from "@/components/layout/request-error";
import type { ImagesRunSnapshot } from "./images-run";

interface HaltedProps {
  title: string;
  snapshot: ImagesRunSnapshot;
}

/** Why a run rests that everything left would meet the same error in. */
export function Halted({ title, snapshot: { state, haltedConnection } }: HaltedProps): ReactNode {
  if (state.kind !== "halted" || haltedConnection === null) return null;
  return <RequestError title={title} error={state.error} connection={haltedConnection} />;
}
