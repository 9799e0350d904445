// What waits for me, what I took part in, what I am reminded of, and who acts for me.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import type { FlowSummaryView, TasksView } from "../../../src/app/http/contract-flows.ts";
import { sendJson } from "../api/api-client.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { DelegationsPanel } from "./delegations-panel.tsx";
import "./flows.css";
import { askAgain, tasksQuery, useFlowWords } from "./flow-queries.ts";

const DAY_MS = 24 * 60 * 60_000;

/** `aside` stands above the reminders, `children` below the lists. */
type ToDoProps = { readonly aside: ReactNode; readonly children: ReactNode };

export function ToDo({ aside, children }: ToDoProps) {
  const { language } = useLanguage();
  return (
    <Loaded query={useQuery(tasksQuery(language))}>
      {(tasks) => (
        <Tasks tasks={tasks} aside={aside}>
          {children}
        </Tasks>
      )}
    </Loaded>
  );
}

function Tasks({ tasks, aside, children }: ToDoProps & { readonly tasks: TasksView }) {
  const words = useFlowWords();
  const { waiting, begun, reminders, today } = tasks;
  const soon = waiting.filter(({ due, overdue }) => due !== null && !overdue && daysUntil(today, due) <= 3);
  const counts = [
    { name: words.waiting, count: waiting.length, tone: "" },
    { name: words.overdue, count: waiting.filter(({ overdue }) => overdue).length, tone: "tasks-count-red" },
    { name: words.dueSoon, count: soon.length, tone: "tasks-count-amber" },
    { name: words.unread, count: reminders.filter(({ read }) => !read).length, tone: "" },
  ];
  return (
    <>
      <ul className="tasks-counts">
        {counts.map(({ name, count, tone }) => (
          <li key={name} className={`card ${count > 0 ? tone : ""}`}>
            <strong>{count}</strong>
            <span>{name}</span>
          </li>
        ))}
      </ul>
      <div className="flow-columns">
        <div>
          <section aria-labelledby="tasks-waiting">
            <h2 id="tasks-waiting">{words.waiting}</h2>
            {waiting.length === 0 ? <EmptyView title={words.nothing} hint={words.nothingHint} /> : null}
            <ul className="tasks-list">
              {waiting.map((task) => (
                <TaskRow key={task.id} task={task} today={today} role={task.role} onBehalfOf={task.onBehalfOf} />
              ))}
            </ul>
          </section>
          <section className="section" aria-labelledby="tasks-begun">
            <h2 id="tasks-begun">{words.begun}</h2>
            {begun.length === 0 ? <p className="muted">{words.noneBegun}</p> : null}
            <ul className="tasks-list">
              {begun.map((task) => (
                <TaskRow key={task.id} task={task} today={today} />
              ))}
            </ul>
          </section>
          {children}
        </div>
        <aside>
          {aside}
          <Reminders reminders={reminders} />
          <DelegationsPanel />
        </aside>
      </div>
    </>
  );
}

function TaskRow({
  task,
  today,
  role,
  onBehalfOf = null,
}: {
  readonly task: FlowSummaryView;
  readonly today: string;
  readonly role?: string;
  readonly onBehalfOf?: string | null;
}) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const left = task.due === null ? null : daysUntil(today, task.due);
  return (
    <li className={`card tasks-row${task.overdue ? " tasks-row-overdue" : ""}`}>
      <Link to="/flows/$id" params={{ id: task.id }}>
        <strong>{task.title}</strong>
        <span className="tasks-meta">
          <span className="tag tag-teal">{task.nodeTitle}</span>
          {onBehalfOf === null ? null : <span className="tag tag-violet">{words.onBehalf(onBehalfOf)}</span>}
          {role === undefined ? null : <span className="muted">{role}</span>}
          <span className="muted">{task.processTitle}</span>
        </span>
        <span className="tasks-when">
          <span className={`tasks-due${task.overdue ? " tasks-due-over" : ""}`}>
            {task.archived ? words.archived : left === null ? words.noDue : left < 0 ? words.daysOver(-left) : words.daysLeft(left)}
          </span>
          <span className="muted small">{`${words.since} ${localTime(task.since, language)}`}</span>
        </span>
      </Link>
    </li>
  );
}

function Reminders({ reminders }: { readonly reminders: TasksView["reminders"] }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const newest = reminders[0]?.at;
  const read = useMutation({
    mutationFn: () => sendJson("POST", "/api/tasks/read", {}, { until: newest }),
    onSuccess: () => askAgain(client),
  });
  return (
    <section className="card tasks-reminders" aria-labelledby="tasks-reminders">
      <div className="section-head">
        <h2 id="tasks-reminders">{words.reminders}</h2>
        {reminders.some((one) => !one.read) ? (
          <Button className="aside" type="link" size="small" loading={read.isPending} onClick={() => read.mutate()}>
            {words.markRead}
          </Button>
        ) : null}
      </div>
      {reminders.length === 0 ? <p className="muted">{words.noReminders}</p> : null}
      <ul>
        {reminders.slice(0, 12).map((one) => (
          <li key={`${one.flow}-${one.kind}-${one.at}`} className={one.read ? "tasks-read" : undefined}>
            <Link to="/flows/$id" params={{ id: one.flow }}>
              {one.title}
            </Link>
            <span
              className={`tag ${["overdue", "escalated", "returned"].includes(one.kind) ? "tag-red" : one.kind === "due" || one.kind === "urged" ? "tag-amber" : ""}`}
            >
              {one.text}
            </span>
            <time className="muted small" dateTime={one.at}>
              {localTime(one.at, language)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function daysUntil(today: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / DAY_MS);
}
