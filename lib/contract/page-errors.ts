/** The digest of a page that failed because nobody could tell whether its sign-in was ended: all that the browser gets of an error. */
export const SIGN_IN_UNCHECKED = "sign-in-unchecked";
