// Who is signed in, in which roles, and the way out; or the way in.
import { DownOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { SessionView, SignedOut } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { useWords } from "../language/language-provider.tsx";

export function AccountMenu({ session }: { readonly session: SessionView }) {
  const words = useWords();
  const { href, pathname } = useLocation();
  if (session.account === null) {
    return pathname === "/sign-in" ? null : (
      <Link to="/sign-in" search={{ next: href }} className="bar-sign-in">
        {words.session.signIn}
      </Link>
    );
  }
  return <SignedInMenu session={session} name={session.account.name} />;
}

function SignedInMenu({ session, name }: { readonly session: SessionView; readonly name: string }) {
  const words = useWords();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // A fresh page: nothing of what this person saw stays in memory.
  const leave = useMutation({
    mutationFn: () => sendJson<SignedOut>("DELETE", "/api/session", {}),
    onSettled: (answer) => window.location.assign(answer?.goTo ?? "/"),
  });
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", onEscape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", onEscape);
    };
  }, [open]);
  return (
    <div className="account-menu" ref={whole}>
      <button
        ref={button}
        type="button"
        className="bar-button"
        aria-expanded={open}
        aria-controls="account-sheet"
        data-testid="account-menu"
        onClick={() => setOpen(!open)}
      >
        <span className="account-name">{name}</span>
        <DownOutlined aria-hidden="true" />
      </button>
      <div className="account-sheet card" id="account-sheet" hidden={!open}>
        <p className="who">
          <strong>{name}</strong>
          <span className="muted">{session.account?.unitName}</span>
        </p>
        <ul className="muted small">
          {session.grants.length === 0 ? <li>{words.session.noRoles}</li> : null}
          {session.grants.map(({ role, unitId, unitName }) => (
            <li key={`${role} ${unitId}`}>{words.session.roleAt(words.roles[role], unitName)}</li>
          ))}
        </ul>
        <div className="account-actions">
          <Link to="/account">{words.session.account}</Link>
          <Button size="small" onClick={() => leave.mutate()} loading={leave.isPending} data-testid="sign-out">
            {words.session.signOut}
          </Button>
        </div>
      </div>
    </div>
  );
}
