// Holds two rules of style that the linter cannot: what people read stands in src/app/messages, and no check is switched off in a comment.
// `node tools/check-wording.mjs [ROOT]`
import { realpathSync } from "node:fs";
import { readSourceTree } from "./source-tree.mjs";

const SPEAKS_TO_PEOPLE = /^(?:src\/app\/(?:http|cli)|web)\//;
const FOR_TESTS = /\.(?:test|builder)\.tsx?$/;
const CHINESE = /[\p{Script=Han}\u3001-\u3003\u3008-\u3011\uFF01-\uFF5E]/u;
const LETTER = /\p{Letter}/u;

/** Attributes whose value is read by people. */
const READ_BY_PEOPLE = [
  "title",
  "label",
  "placeholder",
  "alt",
  "aria-label",
  "tooltip",
  "description",
  "subTitle",
  "extra",
  "okText",
  "cancelText",
];

/** What would switch a check off: named in two halves so that this file does not name itself. */
const SWITCHES = [
  "biome" + "-ignore",
  "@ts" + "-ignore",
  "@ts" + "-expect-error",
  "@ts" + "-nocheck",
  "eslint" + "-disable",
  "@lint" + "ignore",
  "@knip" + "ignore",
];

/**
 * Every literal text for people outside src/app/messages, and every comment that switches a check off.
 * @param {string} root
 * @returns {{ faults: { rule: string, place: string, problem: string }[], files: number, texts: number, comments: number }}
 */
export function checkWording(root) {
  const files = readSourceTree(root);
  const faults = files.flatMap(({ path, texts, comments }) => {
    const speaks = SPEAKS_TO_PEOPLE.test(path) && !FOR_TESTS.test(path);
    const spoken = speaks ? texts.filter(isWording) : [];
    const switched = comments.flatMap(({ text, line }) => SWITCHES.filter((one) => text.includes(one)).map((one) => ({ one, line })));
    return [
      ...spoken.map(({ text, line }) => ({
        rule: "wording",
        place: `${path}:${line}`,
        problem: `${JSON.stringify(text.trim().slice(0, 40))} belongs in src/app/messages`,
      })),
      ...switched.map(({ one, line }) => ({
        rule: "switched-off",
        place: `${path}:${line}`,
        problem: `${one} switches a check off; mend the code instead`,
      })),
    ];
  });
  const sum = (/** @type {number[]} */ counts) => counts.reduce((a, b) => a + b, 0);
  return {
    faults,
    files: files.length,
    texts: sum(files.map(({ texts }) => texts.length)),
    comments: sum(files.map(({ comments }) => comments.length)),
  };
}

/** @param {import("./source-tree.mjs").Text} text */
function isWording({ text, kind, attribute }) {
  if (CHINESE.test(text)) return true;
  return LETTER.test(text) && (kind === "jsx-text" || (kind === "jsx-attribute" && READ_BY_PEOPLE.includes(attribute ?? "")));
}

function main() {
  const { faults, files, texts, comments } = checkWording(process.argv[2] ?? ".");
  for (const { rule, place, problem } of faults) console.error(`wording: ${place} [${rule}] ${problem}`);
  if (texts === 0 || comments === 0) console.error("wording: no text or no comment was seen");
  console.log(`wording: ${files} files, ${texts} texts, ${comments} comments, ${faults.length} faults`);
  process.exitCode = faults.length > 0 || texts === 0 || comments === 0 ? 1 : 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) main();
