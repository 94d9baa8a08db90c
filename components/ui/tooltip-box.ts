import { placeTooltip, type Side } from "./tooltip-place";

const ID = "tooltip";

const className =
  "enter-fade fixed inset-auto m-0 max-w-64 rounded-md bg-ink px-2 py-1 text-xs wrap-anywhere text-canvas shadow-popover";

interface TooltipBox {
  /** Whose tooltip is shown; null for none. */
  trigger: () => HTMLElement | null;
  show: (trigger: HTMLElement) => void;
  hide: () => void;
  contains: (target: EventTarget | null) => boolean;
  remove: () => void;
}

/** The one box of all tooltips, outside React: it is there in the moment that assistive technology asks for a description. */
export function createTooltipBox(): TooltipBox {
  const box = document.createElement("div");
  box.id = ID;
  box.role = "tooltip";
  // Above dialogs and open menus, wherever they are.
  box.popover = "manual";
  box.className = className;
  let shown: HTMLElement | null = null;

  const place = (trigger: HTMLElement) => {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const side = sideOf(trigger.dataset.tooltipSide);
    const { top, left } = placeTooltip(
      trigger.getBoundingClientRect(),
      box.getBoundingClientRect(),
      { width, height },
      side,
    );
    box.style.top = `${top}px`;
    box.style.left = `${left}px`;
  };
  const hide = () => {
    if (shown === null) return;
    changes.disconnect();
    describe(shown, (ids) => ids.filter((id) => id !== ID));
    shown = null;
    box.hidePopover();
  };
  const show = (trigger: HTMLElement) => {
    const text = trigger.dataset.tooltip ?? "";
    if (shown === trigger && box.textContent === text) return;
    hide();
    if (text === "" || !trigger.isConnected) return;
    shown = trigger;
    box.textContent = text;
    if (!box.isConnected) document.body.append(box);
    // Where its size is measured nothing must squeeze it.
    box.style.top = "0";
    box.style.left = "0";
    box.showPopover();
    place(trigger);
    // An icon's name is no news as its description.
    if (trigger.ariaLabel !== text) describe(trigger, (ids) => [...ids, ID]);
    changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-tooltip"] });
  };
  // What is pointed at may go, or say something else, while the pointer rests.
  const changes = new MutationObserver(() => {
    if (shown === null) return;
    if (!shown.isConnected || shown.dataset.tooltip === undefined) hide();
    else if (shown.dataset.tooltip !== box.textContent) {
      box.textContent = shown.dataset.tooltip;
      place(shown);
    }
  });

  return {
    trigger: () => shown,
    show,
    hide,
    contains: (target) => target instanceof Node && box.contains(target),
    remove: () => box.remove(),
  };
}

function describe(element: HTMLElement, change: (ids: string[]) => string[]): void {
  const ids = change((element.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== ""));
  if (ids.length === 0) element.removeAttribute("aria-describedby");
  else element.setAttribute("aria-describedby", ids.join(" "));
}

function sideOf(value: string | undefined): Side {
  return value === "bottom" || value === "left" || value === "right" ? value : "top";
}
