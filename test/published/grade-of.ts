// The grade of a total: 优 from 90, 良 from 80, 中 from 60, else 差.
import { decimalOf } from "./decimal-of.ts";

export function gradeOf(total: string): string {
  const points = decimalOf(total);
  const reaches = (bound: bigint) => points.n >= bound * points.d;
  return reaches(90n) ? "优" : reaches(80n) ? "良" : reaches(60n) ? "中" : "差";
}
