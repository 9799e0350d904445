// What is due within one's reach: matters under way, papers of delegations, follow-ups of outcomes; the most urgent first.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { runningFlowsQuery, tasksQuery } from "../flows/flow-queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { useMay } from "../session/use-session.ts";
import { tripYearQuery, tripYearsQuery } from "../trips/trip-queries.ts";
import { type DueThing, dueOf } from "./due-things.ts";
import { useWorkbenchWords } from "./use-workbench-words.ts";

const SHOWN = 8;

export function DueCard() {
  const words = useWorkbenchWords().due;
  const { language } = useLanguage();
  const today = useToday();
  const flows = useQuery(runningFlowsQuery(language));
  const years = useQuery({ ...tripYearsQuery(language), enabled: useMay("trip.read") });
  const latest = years.data?.toSorted((one, other) => other.year - one.year)[0];
  const year = useQuery({ ...tripYearQuery(latest?.id ?? "", language), enabled: latest !== undefined });
  const due = dueOf({ today, flows: flows.data ?? [], year: year.data ?? null });
  return (
    <section className="card workbench-card" aria-labelledby="workbench-due">
      <h2 id="workbench-due">{words.title}</h2>
      <p className="muted small">{words.intro}</p>
      {due.length === 0 && flows.data !== undefined ? <p className="muted">{words.none}</p> : null}
      <ul className="workbench-list">
        {due.slice(0, SHOWN).map((thing) => (
          <DueRow key={thing.key} thing={thing} />
        ))}
      </ul>
      {due.length > SHOWN ? <p className="muted small">{words.all(due.length)}</p> : null}
    </section>
  );
}

/** The server's day where it says so, else this computer's. */
function useToday(): string {
  const { language } = useLanguage();
  const tasks = useQuery({ ...tasksQuery(language), enabled: useMay("task.read") });
  return tasks.data?.today ?? new Intl.DateTimeFormat("en-CA").format(new Date());
}

function DueRow({ thing }: { readonly thing: DueThing }) {
  const words = useWorkbenchWords().due;
  const { place } = thing;
  return (
    <li className="due-row">
      <div>
        {place.kind === "flow" ? (
          <Link to="/flows/$id" params={{ id: place.id }}>
            {thing.title}
          </Link>
        ) : place.kind === "trip" ? (
          <Link to="/trips/$id" params={{ id: place.id }}>
            {thing.title}
          </Link>
        ) : (
          <Link to="/trips/years/$id" params={{ id: place.id }} search={{ view: "outcomes" }}>
            {thing.title}
          </Link>
        )}
        <p className="muted small">
          {thing.what.kind === "node"
            ? thing.what.title
            : thing.what.kind === "follow-up"
              ? words.followUp(thing.what.month)
              : words[thing.what.kind]}
        </p>
      </div>
      <span className={thing.days < 0 ? "due-days due-late" : "due-days"}>
        {thing.days < 0 ? words.late(-thing.days) : words.left(thing.days)}
        <time className="muted small" dateTime={thing.due}>
          {thing.due}
        </time>
      </span>
    </li>
  );
}
