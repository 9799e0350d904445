// Which typefaces the documents ask for: the official names written into Word files, the files and families the PDF embeds.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The four faces of an official document: 小标宋 for the title, 黑体, 楷体, 仿宋 for the text; and 宋体 for page numbers. */
export type Face = "title" | "hei" | "kai" | "fang" | "song";

/**
 * How a Word file names a face: what GB/T 9704 practice asks for, and the family to take where that is not installed.
 * The alternatives come with Windows or with WPS.
 */
export const WORD_FONTS: Readonly<Record<Face, { readonly name: string; readonly otherwise: string; readonly family: "roman" | "swiss" | "script" | "modern" }>> = {
  title: { name: "方正小标宋简体", otherwise: "宋体", family: "script" },
  hei: { name: "黑体", otherwise: "SimHei", family: "modern" },
  kai: { name: "楷体_GB2312", otherwise: "楷体", family: "modern" },
  fang: { name: "仿宋_GB2312", otherwise: "仿宋", family: "modern" },
  song: { name: "宋体", otherwise: "SimSun", family: "roman" },
};

export const WORD_LATIN_FONT = "Times New Roman";

/** A family at a weight, as the PDF asks for it. */
export type PdfFace = { readonly family: string; readonly weight: number };

/** Faces the package brings along: without FangSong and Kai on the machine, weight tells the levels apart. */
export const PACKAGED_FACES: Readonly<Record<Face, PdfFace>> = {
  title: { family: "Noto Serif SC", weight: 700 },
  hei: { family: "Noto Sans SC", weight: 500 },
  kai: { family: "Noto Serif SC", weight: 600 },
  fang: { family: "Noto Serif SC", weight: 400 },
  song: { family: "Noto Serif SC", weight: 400 },
};

/** Families a machine may have for each face, best first. */
export const OFFICIAL_FAMILIES: Readonly<Record<Face, readonly string[]>> = {
  title: ["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FZXBSJW--GB1-0", "方正小标宋简体"],
  hei: ["SimHei", "FZHei-B01S", "STHeiti", "FandolHei"],
  kai: ["KaiTi_GB2312", "KaiTi", "STKaiti", "FZKai-Z03S", "FandolKai", "LXGW WenKai"],
  fang: ["FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02S", "FandolFang"],
  song: ["SimSun", "NSimSun", "STSong", "FZShuSong-Z01S", "FandolSong"],
};

const PACKAGED_FOLDERS = [
  ["@expo-google-fonts/noto-serif-sc", "400Regular"],
  ["@expo-google-fonts/noto-serif-sc", "600SemiBold"],
  ["@expo-google-fonts/noto-serif-sc", "700Bold"],
  ["@expo-google-fonts/noto-sans-sc", "500Medium"],
] as const;

// Where distributions put the Fandol faces: outside the folders that font searches look into.
const FANDOL_FOLDERS = [
  "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
  "/usr/share/texmf/fonts/opentype/public/fandol",
  "/usr/local/share/fonts/fandol",
];

/** Folders of the font files that came with the packages. */
export function packagedFontFolders(): readonly string[] {
  const require = createRequire(import.meta.url);
  return PACKAGED_FOLDERS.map(([name, weight]) => join(dirname(require.resolve(`${name}/package.json`)), weight));
}

/** Folders with official faces that a search of the system's font folders would miss. */
export function officialFontFolders(): readonly string[] {
  return FANDOL_FOLDERS.filter((folder) => existsSync(folder));
}
