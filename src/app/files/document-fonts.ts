// Which typefaces the documents ask for: the official names written into Word files, the files and families the PDF embeds.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The faces of an official document: 小标宋 for the title, 黑体, 楷体, 仿宋 for the text; and 宋体 for page numbers. */
export type Face = "title" | "hei" | "kai" | "fang" | "song";

/** `packaged`: only the faces this package brings along, the same bytes everywhere; `official`: those of the machine, where it has them. */
export type FontMode = "packaged" | "official";

/**
 * How a Word file names a face: what GB/T 9704 practice asks for, and the families to take where that is not installed,
 * comma-separated. The alternatives come with Windows or with WPS.
 */
export const WORD_FONTS: Readonly<
  Record<Face, { readonly name: string; readonly otherwise: string; readonly family: "roman" | "modern" | "script" }>
> = {
  title: { name: "方正小标宋简体", otherwise: "FZXiaoBiaoSong-B05S,宋体,SimSun", family: "script" },
  hei: { name: "黑体", otherwise: "SimHei", family: "modern" },
  kai: { name: "楷体_GB2312", otherwise: "楷体,KaiTi", family: "modern" },
  fang: { name: "仿宋_GB2312", otherwise: "仿宋,FangSong", family: "modern" },
  song: { name: "宋体", otherwise: "SimSun", family: "roman" },
};

export const WORD_LATIN_FONT = "Times New Roman";

/** Families to set each face of a PDF in, best first, at a weight; `latin`, if any, set Latin text and figures. */
export type FaceChain = Readonly<Record<Face | "bold", { readonly families: readonly string[]; readonly weight: number }>> & {
  readonly latin: readonly string[];
};

/** The packaged faces: without FangSong and Kai, weight tells the levels apart. */
export const PACKAGED_CHAIN: FaceChain = {
  title: { families: ["Noto Serif SC"], weight: 700 },
  hei: { families: ["Noto Sans SC", "Noto Serif SC"], weight: 500 },
  kai: { families: ["Noto Serif SC"], weight: 600 },
  fang: { families: ["Noto Serif SC"], weight: 400 },
  song: { families: ["Noto Serif SC"], weight: 400 },
  bold: { families: ["Noto Serif SC"], weight: 700 },
  latin: [],
};

/** Families a machine may have for each face, best first: the official ones, those of the big systems, free ones. */
export const OFFICIAL_FAMILIES: Readonly<Record<Face | "latin", readonly string[]>> = {
  title: ["FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK"],
  hei: ["SimHei", "FZHei-B01S", "STHeiti", "FandolHei"],
  kai: ["KaiTi_GB2312", "KaiTi", "STKaiti", "FZKai-Z03S", "FandolKai"],
  fang: ["FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02S", "FandolFang", "FandolFang R"],
  song: ["SimSun", "STSong", "FZShuSong-Z01S", "FandolSong"],
  latin: ["Times New Roman", "Liberation Serif", "Nimbus Roman", "Tinos"],
};

/** The chain for a machine that has these families: official faces first, packaged ones behind them. */
export function officialChain(has: (family: string) => boolean): FaceChain {
  const face = (name: Face) => {
    const own = OFFICIAL_FAMILIES[name].filter(has);
    const packaged = PACKAGED_CHAIN[name];
    return own.length > 0 ? { families: [...own, ...packaged.families], weight: 400 } : packaged;
  };
  const fang = face("fang");
  // FangSong comes in one weight: what is bold in it is set in Hei.
  const bold = fang === PACKAGED_CHAIN.fang ? PACKAGED_CHAIN.bold : { ...face("hei"), weight: 700 };
  return {
    title: face("title"),
    hei: face("hei"),
    kai: face("kai"),
    fang,
    song: face("song"),
    bold,
    latin: OFFICIAL_FAMILIES.latin.filter(has),
  };
}

/** What a chain sets each face in, for the file's properties and the log: "fang: FandolFang". */
export function describeChain(chain: FaceChain): readonly string[] {
  const faces = ["title", "hei", "kai", "fang"] as const;
  return faces.map((face) => `${face}: ${chain[face].families[0] ?? ""}`);
}

/** Folders of the font files that came with the packages: only the weights in use. */
export function packagedFontFolders(): readonly string[] {
  const require = createRequire(import.meta.url);
  return PACKAGED_FOLDERS.map(([name, weight]) => join(dirname(require.resolve(`${name}/package.json`)), weight));
}

/** Folders with official faces that a search of the system's own font folders would miss. */
export function officialFontFolders(): readonly string[] {
  return FANDOL_FOLDERS.filter((folder) => existsSync(folder));
}

const PACKAGED_FOLDERS = [
  ["@expo-google-fonts/noto-serif-sc", "400Regular"],
  ["@expo-google-fonts/noto-serif-sc", "600SemiBold"],
  ["@expo-google-fonts/noto-serif-sc", "700Bold"],
  ["@expo-google-fonts/noto-sans-sc", "500Medium"],
] as const;

// Where TeX distributions keep the Fandol faces.
const FANDOL_FOLDERS = ["/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol", "/usr/share/texmf/fonts/opentype/public/fandol"];
