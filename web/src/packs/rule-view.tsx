// One rule of a pack: what it gives, its intervals, where the instrument is silent, and where it comes from.
import type { Basis } from "../../../src/app/http/contract.ts";
import type { PackView } from "../../../src/app/http/contract-packs.ts";
import { useWords } from "../language/language-provider.tsx";
import { Citation } from "../parts/citation.tsx";

type Rule = PackView["rules"][number];
type RuleText = (figures: Readonly<Record<string, string>>) => string;

export function RuleView({ rule }: { readonly rule: Rule }) {
  const words = useWords();
  const titles: Readonly<Record<string, string>> = words.packs.ruleTitles;
  const texts: Readonly<Record<string, RuleText>> = words.packs.ruleTexts;
  const text = texts[rule.kind === null ? rule.key : `${rule.key}.${rule.kind}`];
  return (
    <div className="rule">
      <h3>
        {titles[rule.key] ?? rule.key} {rule.own ? null : <span className="tag">{words.packs.inherited}</span>}
      </h3>
      <div>
        <p>{text ? text(rule.figures) : (rule.kind ?? rule.key)}</p>
        {rule.rows.length === 0 ? null : <RuleRows rule={rule} />}
        {rule.silent.length === 0 ? null : (
          <ul className="rule-silent">
            {rule.silent.map((region) => (
              <li key={`${region.label}${region.value}`}>
                <span className="tag">{words.packs.silent}</span> <Whether completed={region.completed} /> {region.label} {region.value}
              </li>
            ))}
          </ul>
        )}
      </div>
      <RuleBasis basis={rule.basis} />
    </div>
  );
}

/** The article, or the default's own words beside its mark. */
export function RuleBasis({ basis }: { readonly basis: Basis }) {
  return (
    <div className="rule-basis">
      <Citation basis={basis} />
      {basis.default === null ? null : <p>{basis.default}</p>}
    </div>
  );
}

function RuleRows({ rule }: { readonly rule: Rule }) {
  const words = useWords();
  const heading = rule.key === "totalCap" ? words.packs.caps : rule.key === "tiers" ? words.packs.tierShare : words.packs.gives;
  return (
    <table className="rule-rows">
      <thead>
        <tr>
          <th scope="col">{words.packs.interval}</th>
          <th scope="col">{heading}</th>
        </tr>
      </thead>
      <tbody>
        {rule.rows.map((row) => (
          <tr key={`${row.label}-${row.value}-${row.completed}`}>
            <td>
              <Whether completed={row.completed} /> {row.label}
            </td>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Whether({ completed }: { readonly completed: boolean | null }) {
  const words = useWords();
  if (completed === null) return null;
  return (
    <span className={completed ? "tag tag-green" : "tag tag-amber"}>
      {completed ? words.packs.whenCompleted : words.packs.whenNotCompleted}
    </span>
  );
}
