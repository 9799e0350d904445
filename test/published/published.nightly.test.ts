// Two thousand published documents; published.long.test.ts has the number that every submission is held to.
import { holdPublished } from "./hold-published.ts";

holdPublished({ parted: 1400, touching: 270, lines: 130, disordered: 100, damaged: 100 });
