import type { LineName } from "./settings";

/** How a line carries bytes from the client to the server. What comes back is only as late, not as slow. */
export interface LineShape {
  /** Over all connections; null for no limit. */
  bytesPerSecond: number | null;
  /** For each connection, as a window full of bytes on a long way limits it; null for no limit. */
  bytesPerSecondPerConnection: number | null;
  roundTripMilliseconds: number;
}

/** Null: no line between, the loopback device as it is. */
export const LINE_SHAPES: Record<LineName, LineShape | null> = {
  loopback: null,
  gigabit: { bytesPerSecond: 125e6, bytesPerSecondPerConnection: null, roundTripMilliseconds: 0 },
  far: { bytesPerSecond: null, bytesPerSecondPerConnection: 20e6, roundTripMilliseconds: 60 },
};
