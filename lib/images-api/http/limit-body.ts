import type { IncomingMessage } from "node:http";
import type { MiddlewareHandler } from "hono";
import { ServiceError } from "@/lib/images-api/errors";
import type { AppEnvironment } from "./environment";

/** Bytes of a JSON body. The largest that makes sense, a name of 255 characters, has far fewer. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads a request's body, but never more than the limit, and leaves it as `rawBody`, where @hono/node-server looks first.
 * (Hono's own `bodyLimit` makes a new Request of a chunked one, which fails beside Next, whose globals must stay as they are.)
 * Too long is 400, as the contract has no 413, and so is too slow, as it has no 408; what is still to come is cut off then.
 * @param timeoutMs for the whole body
 */
export function limitBody(timeoutMs: number): MiddlewareHandler<AppEnvironment> {
  return async (context, next) => {
    const { incoming, outgoing } = context.env;
    const { "content-length": length = "0", "transfer-encoding": encoding } = incoming.headers;
    // @hono/node-server gives up by itself on what a POST or DELETE still sends.
    if (context.req.method === "GET" || context.req.method === "HEAD") {
      outgoing.once("finish", () => incoming.complete || incoming.destroy());
    }
    if (Number(length) > MAX_BODY_BYTES) throw tooLong();
    if (Number(length) > 0 || encoding !== undefined) {
      Object.assign(incoming, { rawBody: await readBody(incoming, timeoutMs) });
    }
    await next();
  };
}

/** Not `for await`: leaving that loop early destroys the connection before the answer. */
function readBody(incoming: IncomingMessage, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (error: Error | null): void => {
      clearTimeout(timer);
      incoming.off("data", onData).off("end", onEnd).off("error", onBroken).off("close", onBroken);
      if (error === null) resolve(Buffer.concat(chunks));
      else reject(error);
    };
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BODY_BYTES) settle(tooLong());
    };
    const onEnd = (): void => settle(null);
    const onBroken = (): void => settle(new ServiceError("invalid_request_error", "The body ended before its time."));
    const timer = setTimeout(() => settle(tooSlow(timeoutMs)), timeoutMs);
    incoming.on("data", onData).once("end", onEnd).once("error", onBroken).once("close", onBroken);
    // The client may have gone while its token was looked up: then nothing more is said.
    if (incoming.destroyed) onBroken();
  });
}

function tooLong(): ServiceError {
  return new ServiceError("invalid_request_error", `The body has more than ${MAX_BODY_BYTES} bytes.`);
}

function tooSlow(timeoutMs: number): ServiceError {
  const seconds = Math.ceil(timeoutMs / 1_000);
  return new ServiceError("invalid_request_error", `The body did not arrive within ${seconds} s. Send it at once.`);
}
