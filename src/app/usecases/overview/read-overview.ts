// How the projects within somebody's reach did: by region, department, year or grade. From kept scores; no dossier is opened.
import { type Actor, reachOf } from "../../../access/index.ts";
import type { Deps } from "../../compose.ts";
import type { BoardQuestion, NamedGroup } from "./score-board.ts";

export async function readOverview(deps: Deps, actor: Actor, question: BoardQuestion): Promise<readonly NamedGroup[]> {
  return await deps.scoreBoard(actor.tenant).ask(reachOf(actor, "overview.read"), question);
}
