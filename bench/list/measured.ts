import type { JavaScript } from "./javascript";
import type { Keys } from "./keys";
import type { Scores } from "./lighthouse";
import type { Load } from "./load";
import type { Memory } from "./memory";
import type { Scroll } from "./scroll";
import type { Session } from "./session";

/** What was measured of one list, so that a long one can be compared with a short one. */
export interface OfList {
  loads?: Load[];
  keys?: Keys;
  scroll?: Scroll;
  memory?: Memory;
}

/** Everything of the pages part; what was not asked for is not there. */
export interface Measured {
  many: OfList;
  few: OfList;
  javascript?: JavaScript;
  session?: Session;
  lighthouse?: Scores[];
}
