// A form in traditional characters with the stray pinyin that careless conversion leaves behind some of them: 績(jì)效, 項(xiàng)目.
import type { FormBlock, FormDocument, Truth } from "./form-document.ts";

const PAIRS =
  "万萬与與专專业業东東两兩个個临臨为為举舉义義习習乡鄉书書产產亩畝从從价價众眾优優会會传傳余餘员員单單卫衛厨廚县縣参參发發变變台臺号號启啟响響国國图圖场場块塊处處备備复復够夠实實审審宣宣导導将將对對层層属屬岗崗岚嵐师師带帶并並库庫应應废廢庭庭张張强強归歸当當录錄总總态態惩懲户戶执執扩擴护護报報担擔拟擬择擇拨撥损損换換据據数數断斷无無旧舊时時显顯权權条條标標树樹样樣档檔桥橋检檢樁樁毕畢汛汛泾涇污污汇匯沟溝没沒泽澤测測济濟涝澇涵涵渐漸减減渍漬灌灌灭滅灶灶灾災点點烟煙热熱爱愛牵牽状狀现現环環电電疗療盖蓋监監码碼砚硯确確离離积積称稱稳穩筑築级級纪紀约約纷紛纸紙线線组組细細织織经經结結给給统統绩績续續维維综綜编編缩縮缮繕网網罚罰职職联聯艺藝节節芦蘆范範补補衬襯装裝见見观觀规規览覽计計认認训訓议議记記讲講设設访訪证證评評识識诉訴诊診试試该該说說请請读讀调調象象负負财財责責货貨质質购購贴貼费費资資转轉轮輪轻輕较較输輸边邊达達过過运運还還进進远遠连連适適选選递遞逻邏邮郵酝醞释釋里裡金金针針钟鐘长長门門闭閉问問间間闸閘闻聞队隊阅閱阶階际際险險随隨隐隱隶隸难難霁霽静靜面面项項预預频頻题題额額饭飯馆館驻駐驾駕验驗齐齊类類筛篩礼禮龙龍导導动動务務划劃创創则則别別办辦区區协協华華听聽壮壯奖獎妇婦学學宁寧宝寶寻尋寿壽开開异異征徵径徑忆憶怀懷战戰扶扶挂掛拥擁拦攔据據敌敵来來极極构構枪槍梦夢楼樓横橫欢歡决決况況冲沖净淨准準凤鳳几幾凭憑击擊刘劉刚剛剂劑";

const PINYIN: Readonly<Record<string, string>> = {
  績: "jì",
  項: "xiàng",
  實: "shí",
  預: "yù",
  轉: "zhuǎn",
  質: "zhì",
  經: "jīng",
  務: "wù",
  達: "dá",
  滿: "mǎn",
};

const TABLE: ReadonlyMap<string, string> = new Map(
  Array.from({ length: Math.floor([...PAIRS].length / 2) }, (_, at) => {
    const pair = [...PAIRS].slice(2 * at, 2 * at + 2);
    return [pair[0] ?? "", pair[1] ?? ""] as const;
  }),
);

/** Every text and every value of the truth in traditional characters; every third of some characters with its pinyin. */
export function toTraditional(form: FormDocument): FormDocument {
  const turn = (text: string): string => {
    let seen = 0;
    return [...text]
      .map((character) => {
        const traditional = TABLE.get(character) ?? character;
        const pinyin = PINYIN[traditional];
        return pinyin !== undefined && seen++ % 3 === 1 ? `${traditional}(${pinyin})` : traditional;
      })
      .join("");
  };
  const blocks = form.blocks.map(
    (block): FormBlock =>
      block.kind === "text"
        ? { ...block, text: turn(block.text) }
        : { ...block, rows: block.rows.map((row) => row.map((entry) => ({ ...entry, text: turn(entry.text) }))) },
  );
  const value = (text: string | null): string | null => (text === null ? null : turn(text));
  const truth: Truth = {
    ...form.truth,
    tables: form.truth.tables.map((table) => ({
      ...table,
      project: value(table.project),
      department: value(table.department),
      unit: value(table.unit),
      grade: value(table.grade),
      funds: table.funds.map((fund) => ({ ...fund, row: turn(fund.row) })),
      indicators: table.indicators.map((row) => ({
        ...row,
        level1: turn(row.level1),
        level2: turn(row.level2),
        level3: turn(row.level3),
        target: value(row.target),
        actual: value(row.actual),
        reason: value(row.reason),
      })),
    })),
  };
  return { ...form, title: turn(form.title), blocks, truth };
}
