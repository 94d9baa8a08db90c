/**
 * The hash library and its version: only the same build loads a hash state that was saved. A constant, as its package.json would
 * put a kilobyte of keywords into the page; a test compares it with what is installed.
 */
export const HASH_LIBRARY = "hash-wasm 4.13.0";
