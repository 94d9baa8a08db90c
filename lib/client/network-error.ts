/** No answer came: the network is down, the server is away, or the answer broke off. Worth another try. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
