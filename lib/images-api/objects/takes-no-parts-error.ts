/** The image was completed, deleted or given up, so that no part can be added. */
export class TakesNoPartsError extends Error {
  override readonly name = "TakesNoPartsError";

  constructor(imageId: string) {
    super(`${imageId} takes no parts any more.`);
  }
}
