// A one-time link: a first administrator opens his account, anybody else sets a password. The token stands behind "#" and in no log.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";
import type { LinkView } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { EmptyView, Skeleton } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { NarrowSheet } from "./narrow-sheet.tsx";
import { isWhole, NewPasswordFields, NO_PASSWORD } from "./new-password-fields.tsx";
import "./session.css";
import { LoginField, SessionForm } from "./session-form.tsx";

export function LinkPage() {
  const { words, language } = useLanguage();
  usePageTitle(words.session.link.title);
  const [token] = useState(() => window.location.hash.slice(1));
  const link = useQuery({
    queryKey: ["link", token],
    queryFn: () => sendJson<LinkView>("POST", "/api/links/look", { lang: language }, { token }),
    enabled: token !== "",
    retry: false,
  });
  if (token === "") return <EmptyView title={words.session.link.missing} hint={words.session.link.invalidHint} />;
  if (link.isError) return <EmptyView title={words.session.link.invalid} hint={words.session.link.invalidHint} />;
  if (link.data === undefined) return <Skeleton lines={4} />;
  return <LinkForm token={token} link={link.data} />;
}

function LinkForm({ token, link }: { readonly token: string; readonly link: LinkView }) {
  const { words, language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState(NO_PASSWORD);
  const first = link.purpose === "first-administrator";
  const use = useMutation({
    mutationFn: () => sendJson("POST", "/api/links", { lang: language }, { token, login, name, password: password.next }),
    onSuccess: async () => {
      await navigate({ to: "/", replace: true });
      await queries.invalidateQueries();
    },
  });
  const ready = isWhole(password) && (!first || (login.trim() !== "" && name.trim() !== ""));
  return (
    <NarrowSheet
      title={first && link.role !== null ? words.session.link.firstTitle(words.roles[link.role]) : words.session.link.setTitle}
      intro={first ? words.session.link.firstIntro : words.session.link.setIntro(link.login ?? "")}
    >
      <SessionForm
        testId="link"
        error={use.error}
        act={words.session.link.submit}
        isReady={ready}
        isPending={use.isPending}
        isAlone
        onSubmit={() => use.mutate()}
      >
        {first ? <FirstNames login={login} name={name} setLogin={setLogin} setName={setName} /> : null}
        <NewPasswordFields value={password} onChange={setPassword} shortest={link.shortest} />
      </SessionForm>
    </NarrowSheet>
  );
}

type FirstNamesProps = {
  readonly login: string;
  readonly name: string;
  readonly setLogin: (login: string) => void;
  readonly setName: (name: string) => void;
};

function FirstNames({ login, name, setLogin, setName }: FirstNamesProps) {
  const words = useWords();
  return (
    <>
      <LoginField value={login} onChange={setLogin} />
      <Field label={words.session.link.name}>
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="name"
            maxLength={120}
            required
            size="large"
          />
        )}
      </Field>
    </>
  );
}
