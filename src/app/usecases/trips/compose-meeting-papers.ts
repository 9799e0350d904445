// 党组会议题单 and 会议纪要: what is put before the meeting, and what it decided by how many votes, both bound to the very content by its
// version and hash. Minutes are a draft for whoever keeps them; what nobody has decided yet stays blank for the pen.
import { printDay, printScaled } from "../../../kernel/index.ts";
import type { Cell, ReportDocument, Table } from "../../../report/index.ts";
import { type BookedTrip, countriesOf, peopleIn } from "../../../trips/index.ts";
import { TRIP_DOCUMENTS_ZH as WORDS } from "../../messages/trip-documents.zh.ts";
import { detailTable, exampleMark, label, leaderOf, membersTable } from "./trip-tables.ts";

const MEETING = WORDS.meeting;

/** The content that is decided on: its version, and the hash of what the meeting covers. */
export type BoundContent = { readonly version: number; readonly hash: string };

export function composeAgenda(booked: BookedTrip, bound: BoundContent | null): ReportDocument {
  const { trip } = booked.priced;
  return {
    meta: { title: MEETING.agenda, author: trip.unit ?? "", day: trip.appliedOn ?? trip.departs, subject: trip.title },
    blocks: [
      { kind: "title", lines: [MEETING.agenda], ...exampleMark(trip) },
      ...(trip.example === null
        ? []
        : [{ kind: "paragraph" as const, runs: [{ text: WORDS.example(trip.example) }], flush: true, note: true }]),
      matterTable(booked, bound),
      { kind: "annex-start", label: WORDS.letter.annex(1), title: WORDS.members.title, ...exampleMark(trip) },
      membersTable(trip),
      { kind: "annex-start", label: WORDS.letter.annex(2), title: WORDS.detail.title, landscape: true, ...exampleMark(trip) },
      detailTable(booked.priced),
    ],
  };
}

export function composeMinutes(booked: BookedTrip, bound: BoundContent | null): ReportDocument {
  const { trip } = booked.priced;
  const meeting = trip.approval?.meeting;
  const day = meeting?.on ?? trip.appliedOn ?? trip.departs;
  const votes = meeting && meeting.agreed !== null ? MEETING.votes(meeting.agreed, meeting.against ?? 0, meeting.abstained ?? 0) : null;
  return {
    meta: { title: MEETING.minutes, author: trip.unit ?? "", day, subject: trip.title },
    blocks: [
      { kind: "title", lines: [MEETING.minutes], ...exampleMark(trip) },
      ...(trip.example === null
        ? []
        : [{ kind: "paragraph" as const, runs: [{ text: WORDS.example(trip.example) }], flush: true, note: true }]),
      {
        ...{ kind: "table", id: "decision", widths: [16, 40], headerRows: 0 },
        rows: [
          row(MEETING.body, meeting?.body ?? null),
          row(MEETING.day, meeting?.on ? printDay(meeting.on) : null),
          row(MEETING.number, meeting?.minutes ?? null),
          row(MEETING.vote, votes),
          row(MEETING.decision, meeting ? MEETING.agreed(trip.title, moneyOf(booked)) : null),
        ],
      },
      matterTable(booked, bound),
    ],
  };
}

function matterTable(booked: BookedTrip, bound: BoundContent | null): Table {
  const { trip, days } = booked.priced;
  const { approval, purpose } = trip;
  const opinion = (one: NonNullable<typeof approval>["finance"]) =>
    one ? [one.by, one.on ? printDay(one.on) : null, one.opinion].filter((part) => part !== null).join("，") : null;
  const bureau = approval?.bureau;
  return {
    ...{ kind: "table", id: "matter", caption: MEETING.matter, widths: [16, 40], headerRows: 0 },
    rows: [
      row(WORDS.form.name, trip.title),
      row(WORDS.form.countries, countriesOf(trip).join("、")),
      row(WORDS.form.time, WORDS.form.days(printDay(trip.departs), printDay(trip.returns), days)),
      row(MEETING.party, MEETING.partyText(peopleIn(trip.members), leaderOf(trip)?.id ?? null)),
      row(WORDS.form.need, purpose?.need ?? null),
      row(MEETING.money, moneyOf(booked)),
      row(MEETING.task, opinion(approval?.foreignAffairs)),
      row(MEETING.budget, opinion(approval?.finance)),
      row(MEETING.bureau, bureau ? [bureau.by, bureau.number].filter((part) => part !== null).join("，") : null),
      ...(bound === null ? [] : [row(MEETING.bound, MEETING.boundText(bound.version, bound.hash))]),
    ],
  };
}

function moneyOf({ priced: { total } }: BookedTrip): string | null {
  return total === null ? null : WORDS.letter.totalYuan(printScaled(total, 2));
}

function row(name: string, text: string | null): Cell[] {
  return [label(name), { text: text ?? WORDS.blank, align: "left" }];
}
