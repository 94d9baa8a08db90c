/** This machine can have no such engine. The message says what there would have to be, without a full stop. */
export class EngineMissing extends Error {
  override name = "EngineMissing";
}
