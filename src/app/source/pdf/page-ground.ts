// What letters are drawn on: the white page, and the areas and pictures painted before them.
import { type Colour, isUnseenOn, WHITE } from "../unseen-text.ts";

export type Ground = {
  /** Paints a box, corner to corner; null for a colour that is not known. */
  readonly paint: (box: readonly [number, number, number, number], colour: Colour | null) => void;
  /** Whether letters of this colour cannot be seen at this spot. */
  readonly hides: (colour: Colour, spot: readonly [number, number]) => boolean;
};

/** A page painted of more pieces than this is a drawing: what stands on it is not worked out. */
const MOST_AREAS = 5_000;
/** Areas thinner than this are lines. */
const THINNEST = 3;

export function createGround(): Ground {
  const areas: { readonly box: readonly [number, number, number, number]; readonly colour: Colour | null }[] = [];
  const seen = new Map<string, Colour>();
  let painted = 0;
  return {
    paint: (box, colour) => {
      const [left, top, right, bottom] = box;
      if (right - left <= THINNEST || bottom - top <= THINNEST) return;
      painted += 1;
      if (painted > MOST_AREAS) return;
      areas.push({ box, colour });
      if (colour) seen.set(colour.join(), colour);
    },
    hides: (colour, [x, y]) => {
      const isSomewhere = isUnseenOn(colour, WHITE) || [...seen.values()].some((one) => isUnseenOn(colour, one));
      if (!isSomewhere || painted > MOST_AREAS) return false;
      const under = areas.findLast(({ box: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom);
      return isUnseenOn(colour, under ? under.colour : WHITE);
    },
  };
}
