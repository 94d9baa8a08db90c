"use client";

import { useEffect, type ReactNode } from "react";
import { createTooltipBox } from "./tooltip-box";

/** Milliseconds of resting on something before its tooltip shows. */
const OPEN_DELAY_MS = 300;
/** Milliseconds in which the pointer may travel from the element to its tooltip, or to the next one without a delay. */
const LEAVE_DELAY_MS = 160;

/**
 * Shows the tooltips of everything on the page that carries `data-tooltip`, one at a time: when the pointer rests on it, when
 * the keyboard reaches it, when a finger taps what is no button. It can be pointed at itself, and Escape puts it away
 * (WCAG 1.4.13). One layer for all, because a component and its listeners for each would be many in a long list.
 */
export function TooltipLayer(): ReactNode {
  useEffect(() => {
    const box = createTooltipBox();
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** What the timer will show; null when it will hide. */
    let next: HTMLElement | null = null;

    const later = (trigger: HTMLElement | null) => {
      if (timer !== undefined && next === trigger) return;
      clearTimeout(timer);
      next = trigger;
      timer = setTimeout(
        () => (trigger === null ? hide() : show(trigger)),
        trigger === null || box.trigger() !== null ? LEAVE_DELAY_MS : OPEN_DELAY_MS,
      );
    };
    const stop = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    const show = (trigger: HTMLElement) => {
      stop();
      box.show(trigger);
    };
    const hide = () => {
      stop();
      box.hide();
    };

    const handlePointerOver = ({ target, pointerType }: PointerEvent) => {
      if (pointerType === "touch") return;
      const trigger = triggerOf(target);
      if (box.contains(target) || (trigger !== null && trigger === box.trigger())) stop();
      else if (trigger !== null) later(trigger);
      else if (box.trigger() === document.activeElement && box.trigger()?.matches(":focus-visible")) stop();
      else if (box.trigger() === null) stop();
      else later(null);
    };
    const handleFocus = ({ target }: FocusEvent) => {
      const trigger = triggerOf(target);
      if (trigger !== null && target instanceof Element && target.matches(":focus-visible")) show(trigger);
      else hide();
    };
    const handlePress = ({ target }: PointerEvent) => {
      if (!box.contains(target)) hide();
    };
    const handleTap = (event: MouseEvent) => {
      if (!(event instanceof PointerEvent) || event.pointerType !== "touch") return;
      const trigger = triggerOf(event.target);
      if (trigger !== null && trigger.matches(":not(a, button, input), [aria-disabled='true']")) show(trigger);
    };
    const handleKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") hide();
    };

    const controller = new AbortController();
    const options = { signal: controller.signal, passive: true, capture: true };
    document.addEventListener("pointerover", handlePointerOver, options);
    document.documentElement.addEventListener("pointerleave", () => later(null), { signal: controller.signal });
    document.addEventListener("pointerdown", handlePress, options);
    document.addEventListener("click", handleTap, options);
    document.addEventListener("focusin", handleFocus, options);
    document.addEventListener("focusout", hide, options);
    document.addEventListener("keydown", handleKey, options);
    document.addEventListener("scroll", hide, options);
    window.addEventListener("blur", hide, options);
    // The keyboard may have reached something before this layer was there.
    const reached = triggerOf(document.activeElement);
    if (reached?.matches(":focus-visible")) show(reached);
    return () => {
      controller.abort();
      hide();
      box.remove();
    };
  }, []);
  return null;
}

function triggerOf(target: EventTarget | null): HTMLElement | null {
  const trigger = target instanceof Element ? target.closest("[data-tooltip]") : null;
  return trigger instanceof HTMLElement ? trigger : null;
}
