import "server-only";

/** A body was longer than allowed. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";

  constructor(readonly maxBytes: number) {
    super(`The body has more than ${maxBytes} bytes.`);
  }
}

/**
 * A request's or an answer's body as UTF-8 text, never holding more than `maxBytes`.
 * @throws BodyTooLargeError, after telling the sender to stop
 */
export async function boundedText(message: Request | Response, maxBytes: number): Promise<string> {
  if (Number(message.headers.get("content-length") ?? 0) > maxBytes) {
    await message.body?.cancel();
    throw new BodyTooLargeError(maxBytes);
  }
  if (message.body === null) return "";
  const decoder = new TextDecoder();
  const reader = message.body.getReader();
  let text = "";
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new BodyTooLargeError(maxBytes);
    }
    text += decoder.decode(value, { stream: true });
  }
}
