import { loadCode } from "@/components/ui/load-code";

/** What shows uploads and what they change about the tab: loaded with the engine, for without uploads there is nothing to show. */
export const trayCode = loadCode(async () => {
  const [{ UploadTrayPanel }, { UploadsAtWork }, { InterruptedList }, { RowUploadState }] = await Promise.all([
    import("./upload-tray-panel"),
    import("./uploads-at-work"),
    import("./interrupted-list"),
    import("./row-upload-state"),
  ]);
  return { UploadTrayPanel, UploadsAtWork, InterruptedList, RowUploadState };
});
