// The process drawn: on a wide page as a path of boxes, on a phone as a list. The list is also what those who listen are read.
import type { FlowNodeView, FlowView } from "../../../src/app/http/contract-flows.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { useFlowWords } from "./flow-queries.ts";
import { BOX, inLines, layOut, pathBetween, type Spot } from "./lay-out.ts";

export function ProcessDiagram({ flow }: { readonly flow: FlowView }) {
  return (
    <>
      <DrawnProcess flow={flow} />
      <ProcessList flow={flow} />
    </>
  );
}

function DrawnProcess({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { nodes, edges } = flow;
  const drawn = layOut(nodes.map(({ id }) => id));
  const { spots, width } = drawn;
  // A way that skips a node runs in a curve below it.
  const curved = edges.some(
    ({ from, to }) =>
      Math.abs(nodes.findIndex(({ id }) => id === from) - nodes.findIndex(({ id }) => id === to)) > 1 && nodes.some(({ id }) => id === to),
  );
  const height = drawn.height + (curved ? BOX.rowGap * 0.6 : 0);
  const spotOf = (id: string): Spot | undefined => spots.find((spot) => spot.id === id);
  const done = nodes.filter(({ state }) => state === "done").length;
  const back = flow.returning ? { from: nodes.find(({ title }) => title === flow.returning?.from)?.id, to: flow.summary.node } : null;
  return (
    <div className="flow-drawing scroll-x">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ maxWidth: width }}
        role="img"
        aria-label={words.diagram(done, nodes.length, flow.summary.nodeTitle)}
      >
        <defs>
          {(["ahead", "taken", "back"] as const).map((kind) => (
            <marker
              key={kind}
              id={`arrow-${kind}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="9"
              markerUnits="userSpaceOnUse"
              markerHeight="9"
              orient="auto-start-reverse"
            >
              <path d="M0 0 L8 4 L0 8 z" className={`flow-arrow flow-arrow-${kind}`} />
            </marker>
          ))}
        </defs>
        {edges.map(({ from, to, onWay, taken, condition }) => {
          const [a, b] = [spotOf(from), spotOf(to)];
          if (!a || !b) return null;
          return (
            <g key={`${from}-${to}`}>
              <path
                d={pathBetween(a, b)}
                className={`flow-edge${taken ? " flow-edge-taken" : ""}${onWay ? "" : " flow-edge-aside"}`}
                markerEnd={`url(#arrow-${taken ? "taken" : "ahead"})`}
              />
              {condition === null ? null : <title>{condition}</title>}
            </g>
          );
        })}
        {back?.from === undefined ? null : <ReturnPath from={spotOf(back.from)} to={spotOf(back.to)} />}
        {nodes.map((node, index) => {
          const spot = spotOf(node.id);
          return spot ? <NodeBox key={node.id} node={node} spot={spot} number={index + 1} /> : null;
        })}
      </svg>
    </div>
  );
}

function ReturnPath({ from, to }: { readonly from: Spot | undefined; readonly to: Spot | undefined }) {
  return from && to ? <path d={pathBetween(from, to)} className="flow-edge flow-edge-back" markerEnd="url(#arrow-back)" /> : null;
}

function NodeBox({ node, spot, number }: { readonly node: FlowNodeView; readonly spot: Spot; readonly number: number }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const title = inLines(node.title, 22, 2);
  const people = node.people.length > 0 ? words.names(node.people) : words.clauses(node.who);
  const when =
    node.state === "current" ? node.due : node.state === "done" && node.since ? localTime(node.since, language).slice(0, 10) : null;
  const text = (line: number) => spot.y + 27 + line * 19;
  return (
    <g className={`flow-box flow-box-${node.state}${node.overdue ? " flow-box-overdue" : ""}`}>
      <title>{words.pair(node.title, words.states[node.state])}</title>
      <rect x={spot.x} y={spot.y} width={BOX.width} height={BOX.height} rx="7" />
      <circle cx={spot.x + 20} cy={spot.y + 22} r="11" />
      <text x={spot.x + 20} y={spot.y + 26.5} className="flow-number">
        {node.state === "done" ? "✓" : number}
      </text>
      {title.map((line, index) => (
        <text key={line} x={spot.x + 38} y={text(index)} className="flow-title">
          {line}
        </text>
      ))}
      {inLines(people, 30, 1).map((line) => (
        <text key={line} x={spot.x + 14} y={text(2.3)} className="flow-people">
          {line}
        </text>
      ))}
      <text x={spot.x + 14} y={text(3.5)} className="flow-meta">
        {[node.dutyName, words.states[node.state]].join(" · ")}
      </text>
      {when === null ? null : (
        <text x={spot.x + BOX.width - 12} y={text(3.5)} className="flow-meta flow-when">
          {when}
        </text>
      )}
    </g>
  );
}

function ProcessList({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  return (
    <ol className="flow-list">
      {flow.nodes.map((node, index) => (
        <li key={node.id} className={`flow-step flow-step-${node.state}${node.overdue ? " flow-step-overdue" : ""}`}>
          <span className="flow-step-mark" aria-hidden="true">
            {node.state === "done" ? "✓" : index + 1}
          </span>
          <div>
            <strong>{node.title}</strong>
            <span className="flow-step-state">{words.states[node.state]}</span>
            <p>
              {node.people.length > 0
                ? `${node.state === "current" ? words.waitingFor : words.signedBy} ${words.names(node.people)}`
                : words.clauses(node.who)}
            </p>
            {node.state === "current" && node.due ? <p className="flow-step-due">{`${words.due} ${node.due}`}</p> : null}
            {node.state === "done" && node.since ? <p>{localTime(node.since, language)}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
