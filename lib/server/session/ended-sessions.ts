import "server-only";

/** Which sign-in it is, and when it began, in epoch seconds. */
export interface SessionName {
  sessionId: string;
  signedInAt: number;
}

/**
 * Sign-ins that were ended before their time. A sealed cookie is good wherever it is, so a copy of it would outlive a sign-out
 * (ASVS 5.0 requirement 7.4.1): the server remembers what ended until it would have ended by itself.
 */
export interface EndedSessions {
  /**
   * Before anybody signs in: whoever began before there was anything to remember has ended.
   * @throws ApiError `upstream_unreachable` where nothing can be remembered
   */
  prepare(): Promise<void>;
  /** @throws ApiError `upstream_unreachable` where it cannot be found out: then nobody is let in, and nobody signed out */
  has(session: SessionName): Promise<boolean>;
  /**
   * Over when it is kept, for every server that asks.
   * @throws ApiError `upstream_unreachable` where the sign-in may still be good elsewhere
   */
  end(session: SessionName): Promise<void>;
}

/** Sign-ins are remembered for longer than they last, in seconds, as seals are opened for a while after their end. */
export const MARGIN_SECONDS = 120;
