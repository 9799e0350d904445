// Brings a place that is out of sight into the middle of its pane without moving the rest of the page; where the pane does not scroll, the page does.

export function scrollToPlace(pane: HTMLElement, place: HTMLElement): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  const scrolls = /auto|scroll/.test(getComputedStyle(pane).overflowY) && pane.scrollHeight > pane.clientHeight;
  if (!scrolls) {
    place.scrollIntoView({ block: "center", inline: "nearest", behavior });
    return;
  }
  const frame = pane.getBoundingClientRect();
  const box = place.getBoundingClientRect();
  const isSeen = box.top >= frame.top && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right;
  if (isSeen) return;
  const isWide = box.width > frame.width;
  const left = box.left < frame.left || box.right > frame.right ? box.left - frame.left - (isWide ? 0 : (frame.width - box.width) / 2) : 0;
  pane.scrollBy({ top: box.top - frame.top - Math.max(0, (frame.height - box.height) / 2), left, behavior });
}

/** The element of a read cell; of a row or table where the path names one, or the nearest that is there. */
export function findCell(pane: HTMLElement, table: number, path: string): HTMLElement | null {
  const section = pane.querySelector<HTMLElement>(`[data-table="${table}"]`);
  if (!section) return null;
  const cells = [...section.querySelectorAll<HTMLElement>("[data-cell]")];
  for (let wanted = path; wanted !== ""; wanted = wanted.includes(".") ? wanted.slice(0, wanted.lastIndexOf(".")) : "") {
    const found =
      cells.find((cell) => cell.dataset["cell"] === wanted) ?? cells.find((cell) => cell.dataset["cell"]?.startsWith(`${wanted}.`));
    if (found) return found;
  }
  return section;
}
