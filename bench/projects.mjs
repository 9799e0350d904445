// Deterministic synthetic projects: 15 indicators each and a budget, about one in twenty with an execution score that is
// an exact half of a hundredth. The same data as typed columns (ours, the limit) and as rows (the peers).

export const LINES = 15;
const WEIGHTS = [1000, 800, 700, 600, 500, 400, 600, 400, 1000, 800, 700, 500, 400, 300, 300];
export const KIND = { atLeast: 0, atMost: 1, tier: 2 };
const TIERS = [100, 100, 80, 60, 0];

/** A generator of whole numbers below a bound, the same for the same seed. */
function draws(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * bound);
  };
}

/** `count` projects as columns; `kind` keeps the tier lines apart, `packed` is how the product's batch form holds them. */
export function makeProjects(count, seed = 20190520) {
  const draw = draws(seed);
  const size = count * LINES;
  const columns = {
    count,
    lines: LINES,
    kind: new Uint8Array(size),
    source: new Uint8Array(size),
    weight: new Uint16Array(size),
    values: new Uint32Array(2 * size),
    budget: new Float64Array(count),
    executed: new Float64Array(count),
    executionWeight: new Uint16Array(count).fill(1000),
    completed: new Uint8Array(count).fill(1),
  };
  for (let project = 0, row = 0; project < count; project++) {
    if (draw(20) === 0) {
      columns.budget[project] = 2000 * (1 + draw(500_000));
      columns.executed[project] = (columns.budget[project] / 2000) * (2 * draw(1000) + 1);
    } else {
      columns.budget[project] = 100_000 + draw(1_000_000_000);
      columns.executed[project] = Math.floor((columns.budget[project] / 1000) * draw(1050));
    }
    for (let line = 0; line < LINES; line++, row++) {
      const pick = draw(20);
      const kind = pick < 12 ? KIND.atLeast : pick < 17 ? KIND.atMost : KIND.tier;
      columns.source[row] = kind;
      columns.weight[row] = WEIGHTS[line];
      if (kind === KIND.tier) {
        columns.values[2 * row] = 100;
        columns.values[2 * row + 1] = TIERS[draw(TIERS.length)];
      } else {
        const target = 1 + draw(1_000_000);
        columns.values[2 * row] = target;
        columns.values[2 * row + 1] = Math.max(1, Math.floor((target / 100) * (50 + draw(80))));
      }
      // A tier's share of the weight is at-least arithmetic against 100.
      columns.kind[row] = kind === KIND.atMost ? 1 : 0;
    }
  }
  return columns;
}

/** Project `index` as plain values. */
export function projectAt(columns, index) {
  const rows = [];
  for (let line = 0; line < LINES; line++) {
    const row = index * LINES + line;
    rows.push({
      kind: columns.source[row],
      weight: columns.weight[row],
      target: columns.values[2 * row],
      actual: columns.values[2 * row + 1],
    });
  }
  return { budget: columns.budget[index], executed: columns.executed[index], rows };
}

/** The independent oracle: bigint arithmetic written from the rule's words, sharing no code with the product. */
export function oracle(columns) {
  const total = new Uint16Array(columns.count);
  const line = new Uint16Array(columns.count * LINES);
  const execution = new Uint16Array(columns.count);
  const grade = new Uint8Array(columns.count);
  const halfUp = (numerator, denominator) => (2n * numerator + denominator) / (2n * denominator);
  for (let project = 0, row = 0; project < columns.count; project++) {
    const budget = BigInt(columns.budget[project]);
    const executed = BigInt(columns.executed[project]);
    let sum = halfUp(1000n * (executed < budget ? executed : budget), budget);
    execution[project] = Number(sum);
    for (let i = 0; i < LINES; i++, row++) {
      const w = BigInt(columns.weight[row]);
      const t = BigInt(columns.values[2 * row]);
      const a = BigInt(columns.values[2 * row + 1]);
      const points = columns.source[row] === KIND.atMost ? (a <= t ? w : halfUp(w * t, a)) : a >= t ? w : halfUp(w * a, t);
      line[row] = Number(points);
      sum += points;
    }
    total[project] = Number(sum);
    grade[project] = sum >= 9000n ? 0 : sum >= 8000n ? 1 : sum >= 6000n ? 2 : 3;
  }
  return { line, execution, total, grade };
}

/** How many of `ours` differ from `truth`. */
export function mismatches(ours, truth) {
  let wrong = 0;
  for (let index = 0; index < truth.length; index++) if (ours[index] !== truth[index]) wrong++;
  return wrong;
}
