import { useSyncExternalStore } from "react";

const subscribe = () => () => {};

/** Whether the page's scripts run: false in the server's HTML and until React took it over. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
