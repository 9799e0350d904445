// The organisation: the tree of units, a node added, renamed, ended; or many at once from a workbook.
import { SearchOutlined, UploadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Checkbox, Input } from "antd";
import { type CSSProperties, useState } from "react";
import type { UnitView } from "../../../src/app/http/contract-people.ts";
import { useWords } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { unitsQuery } from "../people/people-queries.ts";
import "../people/people.css";
import { useMay } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { UnitPanel, type UnitQuestion } from "./unit-panel.tsx";
import { found, inTree, type UnitNode } from "./unit-tree.ts";

export function UnitsPage() {
  const words = useWords();
  const { units } = words.people;
  usePageTitle(units.title);
  const mayImport = useMay("organisation.import");
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{units.title}</h1>
          <p>{units.intro}</p>
        </div>
        {mayImport ? (
          <div className="actions no-print">
            <Link to="/units/import" className="button-link">
              <UploadOutlined aria-hidden="true" /> {units.import}
            </Link>
          </div>
        ) : null}
      </div>
      <Loaded query={useQuery(unitsQuery())}>{(all) => <Tree units={all} />}</Loaded>
    </>
  );
}

function Tree({ units: all }: { readonly units: readonly UnitView[] }) {
  const { units } = useWords().people;
  const mayManage = useMay("unit.manage");
  const [search, setSearch] = useState("");
  const [withEnded, setWithEnded] = useState(false);
  const [question, setQuestion] = useState<UnitQuestion | null>(null);
  const nodes = inTree(all).filter(({ unit }) => withEnded || !unit.ended);
  const shown = found(nodes, search);
  return (
    <>
      <div className="cases-tools no-print">
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={units.search}
          aria-label={units.search}
          allowClear
        />
        <span className="muted" role="status">
          {units.count(shown.length)}
        </span>
        {all.some(({ ended }) => ended) ? (
          <Checkbox checked={withEnded} onChange={(event) => setWithEnded(event.target.checked)}>
            {units.showEnded}
          </Checkbox>
        ) : null}
      </div>
      {shown.length === 0 ? (
        <EmptyView title={units.noMatch} />
      ) : (
        <ul className="card unit-list" aria-label={units.tree} data-testid="units">
          {shown.map((node) => (
            <UnitRow key={node.unit.id} node={node} onAsk={mayManage ? setQuestion : null} />
          ))}
        </ul>
      )}
      {question === null ? null : <UnitPanel question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}

function UnitRow({ node, onAsk }: { readonly node: UnitNode; readonly onAsk: ((question: UnitQuestion) => void) | null }) {
  const { units, kinds } = useWords().people;
  const { unit, depth } = node;
  return (
    <li className={unit.ended ? "unit-row unit-ended" : "unit-row"} style={{ "--depth": depth } as CSSProperties}>
      <span className="unit-name">
        <span className={`tag unit-kind-${unit.kind}`}>{kinds[unit.kind]}</span>
        <strong>{unit.name}</strong>
        {unit.code === null ? null : <span className="mono muted">{unit.code}</span>}
        {unit.ended ? <span className="tag tag-red">{units.ended}</span> : null}
      </span>
      {onAsk === null ? null : (
        <span className="unit-buttons">
          {unit.ended ? (
            <Button size="small" aria-label={`${units.reopen} ${unit.name}`} onClick={() => onAsk({ kind: "reopen", unit })}>
              {units.reopen}
            </Button>
          ) : (
            <>
              <Button size="small" aria-label={`${units.add} ${unit.name}`} onClick={() => onAsk({ kind: "add", unit })}>
                {units.add}
              </Button>
              <Button size="small" aria-label={`${units.change} ${unit.name}`} onClick={() => onAsk({ kind: "change", unit })}>
                {units.change}
              </Button>
              {unit.parentId === null ? null : (
                <Button size="small" aria-label={`${units.end} ${unit.name}`} onClick={() => onAsk({ kind: "end", unit })}>
                  {units.end}
                </Button>
              )}
            </>
          )}
        </span>
      )}
    </li>
  );
}
