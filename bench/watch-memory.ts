import { treeMemoryMib } from "./processes";

/** Between two looks, in milliseconds. A look costs the browser some milliseconds, so there are few. */
const INTERVAL_MILLISECONDS = 400;

/** Watches the memory of a tree of processes until `stop`. */
export function watchMemory(root: number): { stop(): { beforeMib: number; peakMib: number } } {
  const beforeMib = treeMemoryMib(root);
  let peakMib = beforeMib;
  const look = () => {
    peakMib = Math.max(peakMib, treeMemoryMib(root));
  };
  const timer = setInterval(look, INTERVAL_MILLISECONDS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return { beforeMib, peakMib };
    },
  };
}
