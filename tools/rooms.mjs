// The order of the house, stated once: a room may import only the rooms before it. check-layers.mjs holds it.

/** Rooms from left to right; rooms in one bracket do not import each other. `evaluate` is the file src/evaluate.ts. */
export const ORDER = [
  ["kernel"],
  ["access", "rules"],
  ["evidence", "ledger", "trips", "workflow"],
  ["dossier"],
  ["reading", "scoring"],
  ["findings"],
  ["report"],
  ["evaluate"],
  ["app"],
];

/** The one room that touches the world. All the others are pure. */
export const WORLD = "app";

export const ROOMS = ORDER.flat().filter((room) => room !== "evaluate");
export const PURE_ROOMS = ROOMS.filter((room) => room !== WORLD);

/** The packages that a pure room may import. */
export const PURE_PACKAGES = ["zod"];

/** What the browser's pages may know of src: the HTTP contract, the kernel, the wording, and the pricing of trips. */
export const WEB_DOORS = [
  /^src\/app\/http\/contract(-[a-z]+)*\.ts$/,
  /^src\/kernel\/index\.ts$/,
  /^src\/access\/index\.ts$/,
  // Trips are priced in the page itself, so that an itinerary can be made without a connection; the server prices them again.
  /^src\/trips\/index\.ts$/,
  /^src\/app\/messages\/[^/]+\.ts$/,
];

/** Format, HTTP, database and process libraries: src/app only. A name ending in `/` stands for all packages of that scope. */
export const WORLD_PACKAGES = [
  "@electric-sql/",
  "@expo-google-fonts/",
  "@hono/",
  "@myriaddreamin/",
  "@node-rs/",
  "cheerio",
  "commander",
  "docx",
  "exceljs",
  "fflate",
  "hono",
  "hucre",
  "kysely",
  "mammoth",
  "openid-client",
  "otpauth",
  "pdfjs-dist",
  "pg",
  "pino",
  "saxes",
  "uqr",
  "yaml",
];

/** Folder names that become drawers: a folder is named for what is in it. */
export const DRAWERS = ["utils", "util", "helpers", "common", "lib", "shared", "types", "constants", "services", "misc"];

/** Folder levels allowed below a room. */
export const DEPTH = 2;
