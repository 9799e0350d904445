// The web application's start: language, theme, data and routes around one root.
import "./without-eval.ts";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/api-client.ts";
import { LanguageProvider, useLanguage } from "./language/language-provider.tsx";
import { router } from "./router.tsx";
import { theme } from "./theme.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./parts/parts.css";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      // A refusal is an answer; only a server that does not answer is asked again.
      retry: (times, error) => error instanceof ApiError && error.problem === null && times < 2,
    },
  },
});

// The page's policy lets in only style sheets with this answer's nonce; the component library is told it.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

// Who asks the system for less motion gets none.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function Dressed({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      theme={calm ? { ...theme, token: { ...theme.token, motion: false } } : theme}
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      {...(nonce === undefined || nonce === "" ? {} : { csp: { nonce } })}
    >
      {children}
    </ConfigProvider>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root element");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Dressed>
          <RouterProvider router={router} />
        </Dressed>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
