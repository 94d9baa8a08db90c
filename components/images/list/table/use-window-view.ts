"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Stretch } from "./row-places";

/**
 * The stretch of the page that the window shows.
 * @param isSame whether as much is to be drawn for one as for the other: then nothing is told
 */
export function useWindowView(isSame: (one: Stretch, other: Stretch) => boolean): Stretch {
  const [view, setView] = useState(windowView);
  const shown = useRef(view);
  const look = useEffectEvent(() => {
    const next = windowView();
    if (isSame(shown.current, next)) return;
    shown.current = next;
    setView(next);
  });
  useEffect(() => {
    // Within the event, so that what it brings into sight is there in the frame that shows it.
    const follow = () => flushSync(look);
    // The page may have been scrolled while the first rows were being drawn.
    const frame = requestAnimationFrame(look);
    window.addEventListener("scroll", follow, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", follow);
      window.removeEventListener("resize", look);
    };
  }, []);
  return view;
}

function windowView(): Stretch {
  const top = window.scrollY;
  return { top, bottom: top + window.innerHeight };
}
