const PROGRESS = /^\d{1,3} % · /;

/** A page's title with how far the uploads are in front, as in `42 % · Images`. Replaces what stood there. */
export function titleWithProgress(title: string, percent: number): string {
  return `${percent} % · ${titleWithoutProgress(title)}`;
}

export function titleWithoutProgress(title: string): string {
  return title.replace(PROGRESS, "");
}

/**
 * Keeps progress in front of the page's title, whoever sets it, until `stop`.
 * A navigation replaces or rewrites the `<title>` element, so the whole head is watched.
 */
export function keepTitleProgress(page: Document): { show: (percent: number) => void; stop: () => void } {
  let current: number | null = null;
  const apply = () => {
    if (current === null) return;
    const wanted = titleWithProgress(page.title, current);
    // Writing is a mutation too: without the comparison it would answer itself for ever.
    if (page.title !== wanted) page.title = wanted;
  };
  const observer = new MutationObserver(apply);
  observer.observe(page.head, { childList: true, subtree: true, characterData: true });
  return {
    show(percent) {
      current = percent;
      apply();
    },
    stop() {
      observer.disconnect();
      page.title = titleWithoutProgress(page.title);
    },
  };
}
