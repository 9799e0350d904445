// The page of GB/T 9704-2012 in numbers: A4, its margins, 22 lines of 28 characters. Word and PDF are laid out from these alone.

/** Millimetres of a page: its size and margins. */
export type PageBox = {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
};

/** Upright A4: 天头 37 mm, 订口 28 mm, text area 156 × 225 mm. */
export const PORTRAIT: PageBox = { width: 210, height: 297, top: 37, right: 26, bottom: 35, left: 28 };

/** The same sheet turned a quarter: the bound edge becomes the head of the table. */
export const LANDSCAPE: PageBox = { width: 297, height: 210, top: 28, right: 37, bottom: 26, left: 35 };

/** A sheet that holds nothing but a form: the standard's text area is for documents, and the form should stay on one page. */
export const FORM: PageBox = { width: 210, height: 297, top: 15, right: 18, bottom: 18, left: 20 };

/** The page that a document begins on, by its layout. */
export const FIRST_PAGE = { form: FORM, landscape: LANDSCAPE, report: PORTRAIT } as const;

export const CHARACTERS_PER_LINE = 28;

/** Sizes in points by their Chinese names. */
export const SIZE = { er: 22, san: 16, si: 14, xiaoSi: 12, wu: 10.5, xiaoWu: 9 } as const;

/** Distance from one line to the next, in points: 22 lines fill the 225 mm of the text area. */
export const LINE_PITCH = 28.95;

/** Distance from one character to the next, in points: 28 of them fill the 156 mm of a line. */
export const CHARACTER_PITCH = pointsOf(PORTRAIT.width - PORTRAIT.left - PORTRAIT.right) / CHARACTERS_PER_LINE;

/** From the foot of the text area to the dashes beside the page number, in millimetres. */
export const PAGE_NUMBER_DROP = 7;

export function pointsOf(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

/** Width of the text area in points. */
export function textWidth(page: PageBox): number {
  return pointsOf(page.width - page.left - page.right);
}

/** Table text shrinks as columns crowd: 小四 up to five columns, 五号 up to nine, 小五 beyond; a turned page has room for one step more. */
export function tableTextSize(columns: number, page: PageBox): number {
  const crowd = page === LANDSCAPE ? columns - 3 : columns;
  return crowd <= 5 ? SIZE.xiaoSi : crowd <= 9 ? SIZE.wu : SIZE.xiaoWu;
}
