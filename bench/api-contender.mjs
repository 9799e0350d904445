// A bare server of one project with its 15 lines and a computed receipt, in a process of its own: `node api-contender.mjs KIND`, where
// KIND is memory, pg (its address in $URL) or pglite. The projects are those of projects.mjs; it sends its port when it is ready.
import { createServer } from "node:http";
import { PGlite } from "@electric-sql/pglite";
import fastify from "fastify";
import pg from "pg";
import { makePeerRows, peerTables, projectQuery, receiptOf } from "./api-peers.mjs";

const [kind, count] = [process.argv[2], Number(process.argv[3])];

function say(port) {
  process.send(port);
}

if (kind === "memory") {
  const { projects } = makePeerRows(count);
  const byId = new Map(projects.map((project) => [project.id, project]));
  const server = createServer((request, response) => {
    const project = byId.get(request.url.slice(request.url.lastIndexOf("/") + 1));
    const body = Buffer.from(JSON.stringify(receiptOf(project, project.lines)));
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
  });
  server.listen(0, "127.0.0.1", () => say(server.address().port));
} else {
  const ask = kind === "pg" ? await onServer() : await embedded();
  const server = fastify();
  server.get("/projects/:id", async (request) => {
    const rows = await ask(request.params.id);
    return receiptOf(rows[0], rows);
  });
  await server.listen({ port: 0, host: "127.0.0.1" });
  say(server.server.address().port);
}

async function onServer() {
  const pool = new pg.Pool({ connectionString: process.env.URL, max: 10 });
  return async (id) => (await pool.query({ name: "project", text: projectQuery, values: [id] })).rows;
}

async function embedded() {
  const database = await PGlite.create();
  await peerTables((sql, values) => database.query(sql, values), count);
  return async (id) => (await database.query(projectQuery, [id])).rows;
}
