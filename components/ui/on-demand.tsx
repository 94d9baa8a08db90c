"use client";

import { useEffect, useEffectEvent, useState, type ComponentType, type ReactNode } from "react";
import { uiText } from "@/lib/text/ui-text";
import { goneBuild } from "@/lib/utils/page-build";
import { loadCode } from "./load-code";
import { toast } from "./toast";

interface Closable {
  onClose: () => void;
}

interface OnDemand<P extends Closable> {
  (props: P): ReactNode;
  /** Loads its code ahead, when a hand is near what opens it. */
  preload: () => void;
}

/**
 * A component whose code is loaded when it is first shown: dialogs, panels. Where the code cannot be loaded (no network, or a
 * new version was deployed) it says so and closes, so that opening it again tries again; `next/dynamic` would take the whole
 * page down.
 */
export function onDemand<P extends Closable>(load: () => Promise<ComponentType<P>>): OnDemand<P> {
  const code = loadCode(load);

  function Demanded(props: P): ReactNode {
    const [Loaded, setLoaded] = useState<ComponentType<P> | null>(code.loaded);
    const fail = useEffectEvent(() => {
      if (!goneBuild.isKnown()) toast.error(uiText.partMissing, { description: uiText.partMissingHelp });
      props.onClose();
    });
    useEffect(() => {
      if (Loaded !== null) return undefined;
      let isGone = false;
      const show = async () => {
        try {
          const component = await code.load();
          if (!isGone) setLoaded(() => component);
        } catch {
          if (!isGone) fail();
        }
      };
      void show();
      return () => {
        isGone = true;
      };
    }, [Loaded]);
    return Loaded === null ? null : <Loaded {...props} />;
  }

  return Object.assign(Demanded, { preload: () => void code.load().catch(() => undefined) });
}
