"use client";

import { throttle, useQueryStates } from "nuqs";
import { useEffect, useMemo, useRef } from "react";
import type { ListSort } from "@/components/images/list/filters/sort-images";
import { listAddress, NO_WISHES, type ListAddress } from "./list-address";

/** Between two changes of the address while somebody types, in ms. */
const TYPING_MS = 300;

export interface ListAddressActions {
  /** A search is one entry of the history, however many letters it has. */
  search: (q: string) => void;
  /** Leaves an entry in the history, so that Back takes it back. */
  change: (changes: Partial<ListAddress>) => void;
  clearWishes: () => void;
  sort: (sort: ListSort) => void;
  showImage: (imageId: string | null) => void;
}

/**
 * What is asked for, as the address says, and the ways to ask for something else. The actions stay the same.
 * @param showsDeleted whether deleted images can be asked for: where not, an address that does asks in vain
 */
export function useListAddress(showsDeleted: boolean): [ListAddress, ListAddressActions] {
  const [asked, setAddress] = useQueryStates(listAddress, { history: "push" });
  const address = useMemo(
    () => (asked.deleted && !showsDeleted ? { ...asked, deleted: false } : asked),
    [asked, showsDeleted],
  );
  const isSearching = useRef(false);
  useEffect(() => {
    isSearching.current = address.q !== "";
  }, [address.q]);
  const actions = useMemo(() => {
    const change = (changes: Partial<ListAddress>) => void setAddress(changes);
    return {
      search: (q: string) =>
        void setAddress(
          { q },
          { history: isSearching.current ? "replace" : "push", limitUrlUpdates: throttle(TYPING_MS) },
        ),
      change,
      clearWishes: () => change(NO_WISHES),
      sort: (sort: ListSort) => change({ sort }),
      showImage: (image: string | null) => change({ image }),
    };
  }, [setAddress]);
  return [address, actions];
}
