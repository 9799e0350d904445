// 请示: the letter that asks for a trip, laid out as an official letter (GB/T 9704), with members and programme behind it.
import { printDay, printScaled } from "../../../kernel/index.ts";
import type { Block, ReportDocument } from "../../../report/index.ts";
import { type BookedTrip, countriesOf, peopleIn, stopoversOf, type TravelRecord, type Trip } from "../../../trips/index.ts";
import { TRIP_DOCUMENTS_ZH as WORDS } from "../../messages/trip-documents.zh.ts";
import { exampleMark, leaderOf, membersTable, placesText, programmeTable } from "./trip-tables.ts";

const LETTER = WORDS.letter;

/** `records`: where the members were in the two years before; null where that is not registered. */
export function composeRequestLetter({ priced }: BookedTrip, records: readonly TravelRecord[] | null): ReportDocument {
  const { trip, days, total } = priced;
  const { approval, invitation, purpose } = trip;
  const money = total === null ? LETTER.totalOpen : LETTER.totalYuan(printScaled(total, 2));
  const leader = leaderOf(trip);
  const title = LETTER.title(trip.title, countriesOf(trip).join("、"));
  const names = [
    LETTER.annexes.members,
    ...(trip.programme.length > 0 ? [LETTER.annexes.programme] : []),
    LETTER.annexes.invitation,
    LETTER.annexes.form,
  ];
  const chapters: readonly (readonly [string, readonly string[]])[] = [
    [LETTER.need, purpose ? [purpose.need] : []],
    [LETTER.tasks, (purpose?.tasks ?? []).map(({ country, text, target }) => LETTER.task(country, text, target))],
    [
      LETTER.party,
      [
        LETTER.partyText(peopleIn(trip.members), leader?.id ?? null, placesText(trip)),
        ...(stopoversOf(trip).length > 0 ? [LETTER.stopovers(stopoversOf(trip).join("、"))] : []),
        ...(trip.route === null ? [] : [LETTER.route(trip.route)]),
      ],
    ],
    [
      LETTER.invitation,
      invitation
        ? [
            LETTER.invitedBy(invitation.by, invitation.on && printDay(invitation.on), invitation.signedBy),
            ...(invitation.throughAgent === false ? [LETTER.noAgent] : []),
          ]
        : [],
    ],
    [
      LETTER.money,
      [
        `${LETTER.moneyText(money, trip.funding)}${approval?.finance ? LETTER.financed(approval.finance.by, approval.finance.on && printDay(approval.finance.on)) : ""}`,
      ],
    ],
    [LETTER.records, recordTexts(trip, records)],
    [
      LETTER.plan,
      [
        ...(approval?.inPlan == null ? [] : [approval.inPlan ? LETTER.inPlan : LETTER.outOfPlan]),
        ...(approval?.noticeDays == null ? [] : [LETTER.notice(approval.noticeDays, approval.noticeResult)]),
      ],
    ],
  ];
  return {
    meta: {
      title: title.join(""),
      author: trip.unit ?? "",
      day: trip.appliedOn ?? trip.departs,
      subject: countriesOf(trip).join("、"),
    },
    blocks: [
      { kind: "title", lines: title, ...exampleMark(trip) },
      ...(trip.to === null ? [] : [paragraph(LETTER.addressee(trip.to), true)]),
      ...(trip.example === null ? [] : [paragraph(WORDS.example(trip.example))]),
      paragraph(LETTER.opening(trip.unit ?? "", trip.title, printDay(trip.departs), printDay(trip.returns), days)),
      ...numbered(chapters),
      paragraph(LETTER.close),
      { kind: "annex-note", names },
      ...(trip.unit === null ? [] : [{ kind: "signature" as const, unit: trip.unit, day: trip.appliedOn ?? trip.departs }]),
      ...(trip.contact === null ? [] : [paragraph(LETTER.contact(trip.contact))]),
      { kind: "annex-start", label: LETTER.annex(1), title: LETTER.annexes.members, ...exampleMark(trip) },
      membersTable(trip),
      ...(trip.programme.length > 0
        ? [
            { kind: "annex-start" as const, label: LETTER.annex(2), title: LETTER.annexes.programme, ...exampleMark(trip) },
            programmeTable(trip),
          ]
        : []),
    ],
  };
}

// A chapter of which nothing is known is left out, and those after it keep counting.
function numbered(chapters: readonly (readonly [string, readonly string[]])[]): Block[] {
  return chapters
    .filter(([, texts]) => texts.length > 0)
    .flatMap(([title, texts], index): Block[] => [
      { kind: "heading", level: 1, text: `${NUMBERS[index] ?? ""}${title.slice(1)}` },
      ...texts.map((text) => paragraph(text)),
    ]);
}

const NUMBERS = ["一", "二", "三", "四", "五", "六", "七"];

function recordTexts({ members }: Trip, records: readonly TravelRecord[] | null): readonly string[] {
  const people = members.flatMap(({ person }) => (person === null ? [] : [person]));
  if (records === null || people.length === 0) return [LETTER.unknownRecords];
  const own = records.filter(({ person }) => people.includes(person));
  return own.length === 0 ? [LETTER.noRecords] : own.map(({ person, departs, title }) => LETTER.record(person, printDay(departs), title));
}

function paragraph(text: string, flush = false): Block {
  return { kind: "paragraph", runs: [{ text }], ...(flush ? { flush } : {}) };
}
