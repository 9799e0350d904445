// Names the browser's tab after the page.
import { useEffect } from "react";
import { useWords } from "../language/language-provider.tsx";

export function usePageTitle(title: string): void {
  const { product } = useWords();
  useEffect(() => {
    document.title = title === "" ? product : `${title} · ${product}`;
  }, [title, product]);
}
