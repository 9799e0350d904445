// Where the store stands: as long as it is the same, what was read is what would be read again.
import { sql } from "kysely";

/** A count of this process's own writes, or which transactions of a server's a statement sees. */
export type Stand = string | number;

/** As the server says it: the same text for two statements means that nothing was committed between them, by anybody. */
export const STAND = sql<string>`pg_current_snapshot()::text`;
