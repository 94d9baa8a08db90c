import { loadOnce, type LoadOnce } from "@/lib/utils/load-once";
import { lookForBuild } from "@/lib/utils/page-build";

/** As `loadOnce`, for code: where a newer version of the dashboard has taken the place of what was to be loaded, the page says so. */
export function loadCode<T>(load: () => Promise<T>): LoadOnce<T> {
  return loadOnce(async () => {
    try {
      return await load();
    } catch (error) {
      await lookForBuild();
      throw error;
    }
  });
}
