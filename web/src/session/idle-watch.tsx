// Warns before a session runs out, keeps it while somebody types, and asks to sign in again once it has ended.
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { getJson } from "../api/api-client.ts";
import { sessionQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import { idleFor } from "./activity.ts";
import { askToSignIn, isSignInAsked } from "./sign-in-again.ts";
import { useSession } from "./use-session.ts";

const MINUTE = 60_000;
const LOOK_EVERY_MS = 5_000;
/** The server notes a session's use once a minute: what it counts may be that much older. */
const SERVER_LAG = MINUTE;
const WARN_BEFORE = 2 * MINUTE;
const WARN_BEFORE_END = 10 * MINUTE;
/** Whoever types is there: the server is told at most this often. */
const TOUCH_AFTER = 2 * MINUTE;

type Watch = { readonly left: number; readonly untilEnd: number };

export function IdleWatch() {
  const { words, language } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const [{ left, untilEnd }, setWatch] = useState<Watch>({ left: Number.POSITIVE_INFINITY, untilEnd: Number.POSITIVE_INFINITY });
  const hasAsked = useRef(false);
  const signedIn = session.account !== null;
  const { idleMinutes, endsAt } = session;

  useEffect(() => {
    if (!signedIn) return undefined;
    const touch = async () => {
      const now = await getJson<SessionView>("/api/session", {});
      if (now.account === null) await askToSignIn();
    };
    const look = () => {
      const now = {
        left: idleMinutes * MINUTE - SERVER_LAG - idleFor(),
        untilEnd: endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(endsAt) - Date.now(),
      };
      setWatch(now);
      const over = now.left <= -SERVER_LAG || now.untilEnd <= 0;
      // Asked once; whoever declines is asked again by the next thing he does.
      if (over && !hasAsked.current) void touch().catch(() => undefined);
      hasAsked.current = over;
    };
    const typed = () => {
      if (idleFor() > TOUCH_AFTER && idleFor() < idleMinutes * MINUTE - SERVER_LAG && !isSignInAsked()) void touch().catch(() => undefined);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener("input", typed);
    return () => {
      clearInterval(timer);
      document.removeEventListener("input", typed);
    };
  }, [signedIn, idleMinutes, endsAt]);

  const idle = signedIn && left <= WARN_BEFORE && left > -SERVER_LAG;
  const ending = signedIn && untilEnd <= WARN_BEFORE_END && untilEnd > 0;
  const stay = async () => {
    queries.setQueryData(sessionQuery().queryKey, await getJson<SessionView>("/api/session", {}));
    setWatch({ left: Number.POSITIVE_INFINITY, untilEnd });
  };
  return (
    <>
      {ending && endsAt !== null ? (
        <p className="session-ending" role="status">
          {words.session.ageText(timeOf(endsAt, language))}
        </p>
      ) : null}
      <Panel open={idle && !isSignInAsked()} onClose={() => void stay()} place="middle" title={words.session.idleTitle}>
        <p>{words.session.idleText(Math.max(1, Math.ceil((left + SERVER_LAG) / MINUTE)))}</p>
        <div className="form-actions">
          <Button type="primary" onClick={() => void stay()}>
            {words.session.stay}
          </Button>
        </div>
      </Panel>
    </>
  );
}

function timeOf(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date(instant));
}
