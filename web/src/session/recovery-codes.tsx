// The recovery codes, this once: to be printed or kept in a file.
import { Button } from "antd";
import { useWords } from "../language/language-provider.tsx";

export function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const words = useWords();
  const text = `${words.product} ${words.session.factor.codesTitle}\n\n${codes.join("\n")}\n`;
  return (
    <section className="recovery" aria-label={words.session.factor.codesTitle} data-testid="recovery-codes">
      <h3>{words.session.factor.codesTitle}</h3>
      <p className="muted">{words.session.factor.codesIntro}</p>
      <ol className="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="form-actions no-print">
        <Button href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download={words.session.factor.fileName}>
          {words.session.factor.download}
        </Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Button type="primary" onClick={onKept}>
          {words.session.factor.kept}
        </Button>
      </div>
    </section>
  );
}
