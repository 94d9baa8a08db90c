// Apart from what needs libraries: every page looks whether there is a ledger, before it loads them.

export const DATABASE_NAME = "images-dashboard";
export const UPLOADS_STORE = "uploads";
