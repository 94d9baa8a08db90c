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

/** Who did what with a connection's images. */
export function auditPath(connection: string): string {
  return `/${connection}/audit`;
}

/** The images of all connections. */
export const ALL_IMAGES_PATH = "/all/images";

/** An image's details beside the list of all images. `imageKey` names connection and id: see `imageKey`. */
export function allImagesPanelPath(imageKey: string): string {
  return `${ALL_IMAGES_PATH}?image=${imageKey}`;
}

/** Where a further connection is signed in to. */
export const ADD_CONNECTION_PATH = "/sign-in?add";
