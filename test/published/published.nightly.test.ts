// Two thousand published documents whose cells are parted, and hundreds that say less; published.long.test.ts has the numbers that
// every submission is held to.
import { holdPublished } from "./hold-published.ts";

holdPublished({ parted: 2000, touching: 270, lines: 130, disordered: 100, damaged: 100 });
