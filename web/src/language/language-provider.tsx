// The interface's language: Chinese first, English by a switch that is remembered on this machine.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Language } from "../../../src/app/messages/language.ts";
import { WEB_EN } from "../../../src/app/messages/web.en.ts";
import { WEB_ZH, type WebWording } from "../../../src/app/messages/web.zh.ts";

type LanguageState = { readonly language: Language; readonly words: WebWording; readonly setLanguage: (language: Language) => void };

const KEY = "hengxiao.language";
const WORDS: Record<Language, WebWording> = { zh: WEB_ZH, en: WEB_EN };
const LanguageContext = createContext<LanguageState>({ language: "zh", words: WEB_ZH, setLanguage: () => undefined });

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(remembered);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    remember(language);
  }, [language]);
  const state = useMemo(() => ({ language, words: WORDS[language], setLanguage }), [language]);
  return <LanguageContext value={state}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageState {
  return useContext(LanguageContext);
}

/** The words of the chosen language. */
export function useWords(): WebWording {
  return useContext(LanguageContext).words;
}

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "zh";
  } catch {
    // Storage may be switched off; then nothing is remembered.
    return "zh";
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // As above: the choice holds until the page is left.
  }
}
