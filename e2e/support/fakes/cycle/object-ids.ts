let made = 0;

/** A new id in the form of MongoDB's: the seconds since 1970 and a count, so that ids sort by age. 24 hexadecimal digits. */
export function newObjectId(at = new Date()): string {
  made += 1;
  const seconds = Math.floor(at.getTime() / 1000);
  return seconds.toString(16).padStart(8, "0") + made.toString(16).padStart(16, "0");
}
