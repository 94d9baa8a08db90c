"use client";

import { useEffect, useState, type ReactNode } from "react";
import { titleWithoutProgress } from "@/components/uploads/title-progress";

/**
 * Has the page's title read out when one goes elsewhere. Next's own announcer looks at the title once, when the page is drawn: one
 * that comes later is told with the next change of the address or not at all. So it is silenced (app/globals.css).
 */
export function TitleAnnouncer(): ReactNode {
  const [announced, setAnnounced] = useState("");
  useEffect(() => {
    let known = titleWithoutProgress(document.title);
    const look = () => {
      const title = titleWithoutProgress(document.title);
      // Between two pages there may be none.
      if (title === "" || title === known) return;
      // The first one is read out with the document.
      if (known !== "") setAnnounced(title);
      known = title;
    };
    const observer = new MutationObserver(look);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, []);
  return (
    <p aria-live="assertive" className="sr-only">
      {announced}
    </p>
  );
}
