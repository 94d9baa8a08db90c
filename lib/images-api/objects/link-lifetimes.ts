/**
 * How long a part URL is good for, in milliseconds. Only the start of a PUT is checked, and one is signed just before each PUT:
 * an hour covers clocks that differ and requests that queue in a browser.
 */
export const PART_URL_LIFETIME_MS = 60 * 60 * 1000;

/**
 * How long a download URL is good for, in milliseconds. Only the start of a GET is checked, but each resumption is a start:
 * in 12 hours the largest image (128 GiB) arrives over 25 Mbit/s, however often the line breaks.
 */
export const DOWNLOAD_URL_LIFETIME_MS = 12 * 60 * 60 * 1000;
