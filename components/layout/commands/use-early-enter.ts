"use client";

import { useEffect, useEffectEvent, useState } from "react";
import type { EarlyEnter } from "./collect-typing";

/**
 * For an Enter that is pressed before what it means is there: whoever knows what they look for does not wait. The first thing that
 * is found is chosen then, unless everything was read and there is none.
 * @param choose `isFull`: Enter came with Ctrl or ⌘
 * @returns notes such an Enter; `none` takes it back
 */
export function useEarlyEnter<T>(
  first: T | undefined,
  isReading: boolean,
  choose: (choice: T, isFull: boolean) => void,
): (enter: EarlyEnter) => void {
  const [enter, setEnter] = useState<EarlyEnter>("none");
  const chooseFirst = useEffectEvent(() => {
    if (first !== undefined) choose(first, enter === "full");
  });
  const isMet = enter !== "none" && first !== undefined;
  useEffect(() => {
    if (isMet) chooseFirst();
  }, [isMet]);
  // What comes with a later look at the list would open on its own.
  if (enter !== "none" && first === undefined && !isReading) setEnter("none");
  return setEnter;
}
