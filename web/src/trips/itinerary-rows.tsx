// People, stays, costs and exchange rates: a row each, to be filled in and taken away.
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Checkbox, Select } from "antd";
import type { ReactNode } from "react";
import { tripWording } from "../../../src/app/messages/trip-text.ts";
import { CABINS, COST_KINDS, MODES, PAYMENTS, RANK_WORDS, RANKS } from "../../../src/trips/index.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { FieldGrid } from "./field-grid.tsx";
import { TextField } from "./text-field.tsx";
import { type Fields, fieldsOf, listOf, type TripData, textOf, withItem, withText } from "./trip-data.ts";
import { useTripFormWords, useTripWords } from "./use-trip-words.ts";

type EditProps = { readonly content: TripData; readonly onChange: (content: TripData) => void };

export function MemberRows({ content, onChange }: EditProps) {
  const { editor } = useTripWords();
  const words = useTripFormWords();
  const { ranks } = tripWording(useLanguage().language);
  const members = listOf(content, "members");
  const set = (index: number, item: Fields | null) => onChange(withItem(content, "members", index, item));
  return (
    <Section
      title={editor.members}
      add={editor.addMember}
      onAdd={() => set(members.length, { id: `${members.length + 1}`, rank: "other" })}
    >
      {members.map((member, index) => (
        // Rows have no name of their own while they are written.
        <Row key={`member-${index}`} name="member" onRemove={() => set(index, null)}>
          <TextField name={editor.person} value={textOf(member, "id")} onChange={(text) => set(index, withText(member, "id", text))} />
          <Field name={editor.rank}>
            <Select
              value={RANK_WORDS[textOf(member, "rank")] ?? null}
              aria-label={editor.rank}
              options={RANKS.map((rank) => ({ value: rank, label: ranks[rank] }))}
              onChange={(rank) => set(index, { ...member, rank })}
            />
          </Field>
          <TextField
            name={editor.count}
            value={textOf(member, "people") || "1"}
            kind="number"
            onChange={(text) => set(index, withText(member, "people", text))}
          />
          <Checkbox
            checked={textOf(member, "leader") === "yes"}
            onChange={(event) => set(index, withText(member, "leader", event.target.checked ? "yes" : ""))}
          >
            {editor.leader}
          </Checkbox>
          <More>
            <FieldGrid
              data={member}
              onChange={(next) => set(index, next)}
              fields={[
                { key: "person", name: words.member.person },
                { key: "unit", name: words.member.unit },
                { key: "post", name: words.member.post },
                { key: "leadershipOf", name: words.member.leadershipOf },
                { key: "family", name: words.member.family, kind: "yes-no" },
              ]}
            />
          </More>
        </Row>
      ))}
    </Section>
  );
}

export function LegRows({ content, onChange }: EditProps) {
  const { editor } = useTripWords();
  const words = useTripFormWords();
  const legs = listOf(content, "legs");
  const set = (index: number, item: Fields | null) => onChange(withItem(content, "legs", index, item));
  const host = (leg: Fields, key: string, text: string) => {
    const { host: _, ...rest } = leg;
    const given = withText(fieldsOf(leg, "host"), key, text === "0" ? "" : text);
    return Object.keys(given).length === 0 ? rest : { ...rest, host: given };
  };
  return (
    <Section title={editor.legs} add={editor.addLeg} onAdd={() => set(legs.length, { country: "", days: "1", nights: "1" })}>
      {legs.map((leg, index) => (
        <Row key={`leg-${index}`} name="leg" onRemove={() => set(index, null)}>
          <TextField name={editor.country} value={textOf(leg, "country")} onChange={(text) => set(index, withText(leg, "country", text))} />
          <TextField name={editor.city} value={textOf(leg, "city")} onChange={(text) => set(index, withText(leg, "city", text))} />
          <TextField
            name={editor.days}
            value={textOf(leg, "days")}
            kind="number"
            onChange={(text) => set(index, withText(leg, "days", text))}
          />
          <TextField
            name={editor.nights}
            value={textOf(leg, "nights")}
            kind="number"
            onChange={(text) => set(index, withText(leg, "nights", text))}
          />
          <TextField
            name={editor.hostMeals}
            value={textOf(fieldsOf(leg, "host"), "meals")}
            kind="number"
            onChange={(text) => set(index, host(leg, "meals", text))}
          />
          <TextField
            name={editor.hostTransport}
            value={textOf(fieldsOf(leg, "host"), "transport")}
            kind="number"
            onChange={(text) => set(index, host(leg, "transport", text))}
          />
          <More>
            <FieldGrid
              data={leg}
              onChange={(next) => set(index, next)}
              fields={[
                { key: "from", name: words.leg.from, kind: "date" },
                { key: "region", name: words.leg.region },
                { key: "stopover", name: words.leg.stopover, kind: "yes-no" },
              ]}
            />
            {(["lodging", "partMeals", "misc"] as const).map((key) => (
              <TextField
                key={key}
                name={key === "lodging" ? words.leg.hostLodging : key === "misc" ? words.leg.hostMisc : words.leg.partMeals}
                value={textOf(fieldsOf(leg, "host"), key)}
                kind="number"
                onChange={(text) => set(index, host(leg, key, text))}
              />
            ))}
          </More>
        </Row>
      ))}
    </Section>
  );
}

export function CostRows({ content, onChange }: EditProps) {
  const { editor } = useTripWords();
  const { cost: words } = useTripFormWords();
  const { kinds, cabins } = tripWording(useLanguage().language);
  const costs = listOf(content, "costs");
  const set = (index: number, item: Fields | null) => onChange(withItem(content, "costs", index, item));
  return (
    <Section title={editor.costs} add={editor.addCost} onAdd={() => set(costs.length, { kind: "other", amount: "0" })}>
      {costs.map((cost, index) => (
        <Row key={`cost-${index}`} name="cost" onRemove={() => set(index, null)}>
          <Field name={editor.kind}>
            <Select
              value={textOf(cost, "kind")}
              aria-label={editor.kind}
              options={COST_KINDS.map((kind) => ({ value: kind as string, label: kinds[kind] }))}
              onChange={(kind) => set(index, { ...cost, kind })}
            />
          </Field>
          <TextField name={editor.amount} value={textOf(cost, "amount")} onChange={(text) => set(index, withText(cost, "amount", text))} />
          <Checkbox
            checked={textOf(cost, "approved") === "yes"}
            onChange={(event) => set(index, withText(cost, "approved", event.target.checked ? "yes" : ""))}
          >
            {editor.approved}
          </Checkbox>
          <More>
            <FieldGrid
              data={cost}
              onChange={(next) => set(index, next)}
              fields={[
                { key: "title", name: words.title },
                { key: "currency", name: words.currency },
                { key: "borneByHost", name: words.borneByHost, kind: "yes-no" },
                { key: "mode", name: words.mode, options: MODES.map((mode) => ({ value: mode, label: words.modes[mode] })) },
                { key: "cabin", name: words.cabin, options: CABINS.map((cabin) => ({ value: cabin, label: cabins[cabin] })) },
                { key: "payment", name: words.payment, options: PAYMENTS.map((one) => ({ value: one, label: words.payments[one] })) },
                { key: "source", name: words.source },
              ]}
            />
          </More>
        </Row>
      ))}
    </Section>
  );
}

const CURRENCIES = ["USD", "EUR", "GBP", "JPY", "HKD"];

export function ExchangeRows({ content, onChange, title }: EditProps & { readonly title?: string }) {
  const { editor } = useTripWords();
  const rates = fieldsOf(content, "exchange");
  const set = (currency: string, rate: Fields | null) => {
    const { [currency]: _, ...others } = rates;
    onChange({ ...content, exchange: rate === null ? others : { ...rates, [currency]: rate } });
  };
  const free = CURRENCIES.filter((currency) => !(currency in rates));
  return (
    <Section title={title ?? editor.exchange} add={free[0] ?? null} onAdd={() => set(free[0] ?? "USD", { rate: "1" })}>
      {Object.keys(rates).map((currency) => {
        const rate = fieldsOf(rates, currency);
        return (
          <Row key={currency} name="rate" onRemove={() => set(currency, null)}>
            <Field name={editor.currency}>
              <strong className="trip-currency">{currency}</strong>
            </Field>
            <TextField
              name={editor.rate}
              value={textOf(rate, "rate")}
              kind="number"
              onChange={(text) => set(currency, withText(rate, "rate", text))}
            />
            <TextField
              name={editor.per}
              value={textOf(rate, "per") || "1"}
              kind="number"
              onChange={(text) => set(currency, withText(rate, "per", text))}
            />
            <TextField name={editor.on} value={textOf(rate, "on")} onChange={(text) => set(currency, withText(rate, "on", text))} />
            <TextField
              name={editor.source}
              value={textOf(rate, "source")}
              onChange={(text) => set(currency, withText(rate, "source", text))}
            />
          </Row>
        );
      })}
    </Section>
  );
}

// What most rows leave empty is one step away.
function More({ children }: { readonly children: ReactNode }) {
  const words = useTripFormWords();
  return (
    <details className="trip-more">
      <summary className="small">{words.leg.more}</summary>
      <div>{children}</div>
    </details>
  );
}

type SectionProps = { readonly title: string; readonly add: string | null; readonly onAdd: () => void; readonly children: ReactNode };

function Section({ title, add, onAdd, children }: SectionProps) {
  return (
    <section className="card">
      <header className="trip-section">
        <h2>{title}</h2>
        {add === null ? null : (
          <Button size="small" onClick={onAdd}>
            {`+ ${add}`}
          </Button>
        )}
      </header>
      {children}
    </section>
  );
}

function Row({ name, onRemove, children }: { readonly name: string; readonly onRemove: () => void; readonly children: ReactNode }) {
  const { editor } = useTripWords();
  return (
    <div className={`trip-row trip-row-${name}`}>
      {children}
      <Button type="text" aria-label={editor.remove} icon={<DeleteOutlined />} onClick={onRemove} />
    </div>
  );
}

function Field({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="trip-field">
      <span>{name}</span>
      {children}
    </div>
  );
}
