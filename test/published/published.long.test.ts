// What every submission is held to; published.nightly.test.ts has two thousand documents.
import { holdPublished } from "./hold-published.ts";

holdPublished({ parted: 420, touching: 80, lines: 130, disordered: 30, damaged: 30 });
