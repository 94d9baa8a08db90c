import "server-only";

export const UPLOAD = "upload";
export const CREATE_FROM_DISK = "create-from-disk";
export const CREATE_FROM_SNAPSHOT = "create-from-snapshot";
export const PROMOTE = "promote";
export const DEMOTE = "demote";
