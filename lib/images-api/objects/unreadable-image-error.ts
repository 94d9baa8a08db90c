/**
 * The store has a sealed image and says that it cannot give its bytes. Just after a part was replaced it may only be late; what it still
 * says a while later stays so.
 */
export class UnreadableImageError extends Error {
  override readonly name = "UnreadableImageError";
}
