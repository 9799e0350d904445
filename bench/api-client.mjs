// A keep-alive HTTP/1.1 client on bare sockets: many connections, each with one request in flight, or each with one at its own beat.
import { connect } from "node:net";

const END_OF_HEAD = Buffer.from("\r\n\r\n");

/**
 * One connection. `ask(path)` resolves to { status, encoding, body, milliseconds }; one at a time. A server may close a connection that is
 * kept alive whenever it likes: what it has not begun to answer is asked once more on a new one, and its time counts from the first asking.
 */
function open(port, headers) {
  const tail = `HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${headers.map((line) => `${line}\r\n`).join("")}\r\n`;
  let socket = null;
  let waiting = null;
  let held = [];
  const begin = () => {
    const own = connect({ port, host: "127.0.0.1", noDelay: true });
    let reason = null;
    own.on("data", (piece) => {
      held.push(piece);
      const answer = answerIn(held.length === 1 ? held[0] : Buffer.concat(held));
      if (answer === null || waiting === null) return;
      held = [];
      const { resolve, since } = waiting;
      waiting = null;
      resolve({ ...answer, milliseconds: performance.now() - since });
    });
    own.on("error", (error) => {
      reason = error;
    });
    own.on("close", () => {
      if (socket !== own) return;
      socket = null;
      const isBegun = held.length > 0;
      held = [];
      if (waiting === null) return;
      if (waiting.isAgain || isBegun) {
        waiting.reject(reason ?? new Error("the server closed the connection"));
        waiting = null;
      } else {
        waiting.isAgain = true;
        send();
      }
    });
    return own;
  };
  const send = () => {
    socket ??= begin();
    socket.write(`GET ${waiting.path} ${tail}`);
  };
  return {
    ask: (path, since = performance.now()) =>
      new Promise((resolve, reject) => {
        waiting = { path, resolve, reject, since, isAgain: false };
        send();
      }),
    close: () => socket?.destroy(),
  };
}

/** The whole answer, or null while a part of it is missing. */
function answerIn(bytes) {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return null;
  const head = bytes.latin1Slice(0, end);
  const status = Number(head.slice(9, 12));
  const encoding = /\r\ncontent-encoding: *(\S+)/i.exec(head)?.[1] ?? null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  const from = end + 4;
  if (length !== undefined) {
    const to = from + Number(length);
    return bytes.length < to ? null : { status, encoding, body: bytes.subarray(from, to) };
  }
  const body = unchunked(bytes, from);
  return body && { status, encoding, body };
}

function unchunked(bytes, from) {
  const parts = [];
  for (let at = from; ; ) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.latin1Slice(at, line), 16);
    if (bytes.length < line + 4 + size) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 4 + size;
  }
}

/**
 * Each user asks for one page after the other for so many milliseconds; a page is a list of paths asked for at once, each on a connection
 * of its own. `beat`: each begins a page every so many milliseconds, users spread over the beat, and a page that begins late counts from
 * when it should have begun; 0 begins the next as soon as the last has come. `turns`: so many pages each, whatever the time. `check(path, answer)` says whether the answer is right.
 * The clock starts when every user is connected and has had a first answer, which is not counted: a busy server accepts the last of many
 * connections late, and that is no part of an answer's time.
 */
export async function askFor({
  port,
  users,
  headersOf,
  pageOf,
  beat = 0,
  milliseconds = Number.POSITIVE_INFINITY,
  turns = Number.POSITIVE_INFINITY,
  check,
}) {
  const seen = { latencies: [], requests: 0, refused: 0, wrong: 0 };
  const connectionsOf = Array.from({ length: users }, () => []);
  const askPage = async (index, turn, since) => {
    const paths = pageOf(index, turn);
    const connections = connectionsOf[index];
    while (connections.length < paths.length) connections.push(open(port, headersOf(index)));
    return { paths, answers: await Promise.all(paths.map((path, at) => connections[at].ask(path, since))) };
  };
  for (let index = 0; index < users; index++) await askPage(index, 0);
  const begun = performance.now();
  const end = begun + milliseconds;
  const user = async (index) => {
    let due = begun + (beat * index) / users;
    for (let turn = 0; turn < turns; turn++) {
      if (beat > 0) await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const since = beat > 0 ? due : performance.now();
      if (since >= end) break;
      const { paths, answers } = await askPage(index, turn, since);
      seen.latencies.push(Math.max(...answers.map((answer) => answer.milliseconds)));
      answers.forEach((answer, at) => {
        seen.requests++;
        if (answer.status !== 200) seen.refused++;
        else if (!check(paths[at], answer)) seen.wrong++;
      });
      due += beat;
    }
    for (const connection of connectionsOf[index]) connection.close();
  };
  await Promise.all(Array.from({ length: users }, (_, index) => user(index)));
  seen.latencies.sort((a, b) => a - b);
  return { ...seen, pages: seen.latencies.length, seconds: (performance.now() - begun) / 1000 };
}

/** The latency that so large a share of the sorted ones does not exceed. */
export const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
