/** Which tab runs an upload: never two at a time, where the browser can tell. */
export interface Ownership {
  /** Makes this tab the owner, unless another one is. It stays so until `release` or until the tab is gone. */
  claim(uploadId: string): Promise<boolean>;
  /** Harmless for an upload that is not owned. */
  release(uploadId: string): void;
  /**
   * Waits until nobody owns the upload and makes this tab its owner. Rejects with the signal's reason when it is aborted.
   */
  waitToOwn(uploadId: string, signal: AbortSignal): Promise<void>;
}
