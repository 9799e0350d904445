// By which door a session was opened, so that signing out can shut the same one.
import type { Migration } from "../migration.ts";

export const sessionDoorsMigration: Migration = {
  number: 11,
  name: "0011-session-doors",
  statements: [
    "alter table sessions add column opened_by text not null default 'password' check (opened_by in ('password', 'link', 'directory'))",
  ],
};
