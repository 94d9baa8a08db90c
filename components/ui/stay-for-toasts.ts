/**
 * For `onInteractOutside` of a modal dialog: toasts lie above it, and pressing a button of theirs is not leaving it.
 * They take presses meanwhile by `pointer-events-auto`, see `ToastView`.
 */
export function stayForToasts(event: Event): void {
  const isOnToast = event.target instanceof Element && event.target.closest("[data-sonner-toaster]") !== null;
  if (isOnToast) event.preventDefault();
}
