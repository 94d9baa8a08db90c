/** The list of a connection's images. */
export function imagesPath(connection: string): string {
  return `/${connection}/images`;
}

/** The list with an image's details beside it. */
export function imagePanelPath(connection: string, imageId: string): string {
  return `${imagesPath(connection)}?image=${imageId}`;
}

/** The page of one image. */
export function imagePath(connection: string, imageId: string): string {
  return `${imagesPath(connection)}/${imageId}`;
}
