// Brings the place a finding named into view and marks it for a moment.
import { useEffect } from "react";

/** Finds the element whose data-subject is the focus, or the longest beginning of it, once `ready`. */
export function useFocus(focus: string | undefined, ready: boolean): void {
  useEffect(() => {
    if (focus === undefined || !ready) return;
    const marked = [...document.querySelectorAll<HTMLElement>("[data-subject]")];
    const fits = (element: HTMLElement) => {
      const subject = element.dataset["subject"] ?? "";
      return subject === focus || focus.startsWith(`${subject}.`) ? subject.length : -1;
    };
    const best = marked.reduce<HTMLElement | null>(
      (found, element) => (fits(element) > (found ? fits(found) : -1) ? element : found),
      null,
    );
    if (!best) {
      scrollTo(0, 0);
      return;
    }
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    best.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    best.classList.remove("flash");
    // Reading the layout lets the same place flash again.
    void best.offsetWidth;
    best.classList.add("flash", "focused-row");
    return () => best.classList.remove("flash", "focused-row");
  }, [focus, ready]);
}
