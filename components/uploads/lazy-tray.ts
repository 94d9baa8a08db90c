import { loadOnce } from "@/lib/utils/load-once";

/** What shows uploads and what they change about the tab: loaded with the engine, for without uploads there is nothing to show. */
export const trayCode = loadOnce(async () => {
  const [{ UploadTrayPanel }, { UploadsAtWork }] = await Promise.all([
    import("./upload-tray-panel"),
    import("./uploads-at-work"),
  ]);
  return { UploadTrayPanel, UploadsAtWork };
});
