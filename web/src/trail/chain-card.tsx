// How the chain stands: its head, its last anchor, the key, a check of the whole on demand, and the export with how it is proved.
import { DownloadOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { TrailProofView, TrailStateView } from "../../../src/app/http/contract-trail.ts";
import { getJson } from "../api/api-client.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { trailStateQuery, useTrailWords } from "./trail-queries.ts";

export function ChainCard() {
  const words = useTrailWords().chain;
  const mayExport = useMay("trail.export");
  return (
    <section className="card trail-chain" aria-labelledby="trail-chain">
      <h2 id="trail-chain">{words.title}</h2>
      <Loaded query={useQuery(trailStateQuery())} lines={3}>
        {(state) => <ChainState state={state} />}
      </Loaded>
      {mayExport ? <Proving /> : null}
    </section>
  );
}

function ChainState({ state }: { readonly state: TrailStateView }) {
  const words = useTrailWords().chain;
  const { language } = useLanguage();
  const { head, anchors, digest, algorithm, publicKey } = state;
  const last = anchors[0];
  const whyOf = (why: string): string => (words.why as Readonly<Record<string, string>>)[why] ?? why;
  const behind = head && last ? BigInt(head.seq) - BigInt(last.seq) : 0n;
  return (
    <>
      <dl className="trail-state">
        <div>
          <dt>{words.head}</dt>
          <dd>
            {head === null ? words.empty : words.headAt(head.seq, localTime(head.at, language))}
            {head === null ? null : <span className="mono muted trail-link">{head.link}</span>}
          </dd>
        </div>
        <div>
          <dt>{words.anchor}</dt>
          <dd>
            {last === undefined ? words.noAnchor : words.anchorAt(last.seq, localTime(last.at, language), whyOf(last.why))}
            {behind > 0n ? <span className="muted small">{words.behind(String(behind))}</span> : null}
          </dd>
        </div>
        <div>
          <dt>{words.algorithms}</dt>
          <dd>{words.algorithm(digest.toUpperCase(), algorithm === "sm2" ? "SM2" : "Ed25519")}</dd>
        </div>
      </dl>
      <div className="trail-more">
        <details>
          <summary>{words.anchors(anchors.length)}</summary>
          <ol className="trail-anchors">
            {anchors.map((one) => (
              <li key={`${one.seq} ${one.at}`}>
                <span>{words.anchorAt(one.seq, localTime(one.at, language), whyOf(one.why))}</span>
                <span className="mono muted">{one.link}</span>
              </li>
            ))}
          </ol>
        </details>
        <details>
          <summary>{words.publicKey}</summary>
          <p className="muted small">{words.publicKeyHint}</p>
          <pre className="mono trail-key">{publicKey}</pre>
        </details>
      </div>
    </>
  );
}

function Proving() {
  const words = useTrailWords().chain;
  const { language } = useLanguage();
  const check = useMutation({ mutationFn: () => getJson<TrailProofView>("/api/trail/proof", { lang: language }) });
  return (
    <div className="trail-proving">
      <div className="form-actions no-print">
        <Button type="primary" icon={<SafetyCertificateOutlined />} loading={check.isPending} onClick={() => check.mutate()}>
          {check.isPending ? words.checking : words.check}
        </Button>
        <Button icon={<DownloadOutlined />} href="/api/trail/export" download>
          {words.export}
        </Button>
      </div>
      <Faults error={check.error} />
      {check.data ? <Proof proof={check.data} /> : null}
      <p className="muted small">
        {words.exportHint} <code className="mono">{words.exportCommand}</code>
      </p>
    </div>
  );
}

function Proof({ proof: { broken, events, anchors } }: { readonly proof: TrailProofView }) {
  const words = useTrailWords().chain;
  if (broken === null)
    return (
      <p className="done-box" role="status" data-testid="trail-proof">
        {words.whole(events, anchors)}
      </p>
    );
  return (
    <div className="faults" role="alert" data-testid="trail-proof">
      <strong>{words.broken(broken.seq, words.reasons[broken.why])}</strong>
      <span>{words.brokenHint}</span>
    </div>
  );
}
