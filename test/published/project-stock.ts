// Invented projects with indicators that fit them: no real office, place or programme, and no sentence of a published text.

/** How an indicator is measured. `count` and `limit` carry a range to draw a target from; a `limit` is kept when less is reached. */
export type Measure =
  | { readonly kind: "count"; readonly unit: string; readonly low: number; readonly high: number }
  | { readonly kind: "limit"; readonly unit: string; readonly low: number; readonly high: number }
  | { readonly kind: "percent"; readonly low: number; readonly high: number }
  | { readonly kind: "day" }
  | { readonly kind: "word"; readonly met: readonly string[] };

export type StockIndicator = { readonly name: string; readonly measure: Measure };

export type ProjectStock = {
  readonly project: string;
  readonly office: string;
  readonly units: readonly string[];
  readonly goal: string;
  readonly achieved: string;
  readonly quantity: readonly StockIndicator[];
  readonly quality: readonly StockIndicator[];
  readonly timeliness: readonly StockIndicator[];
  readonly cost: readonly StockIndicator[];
  readonly economic: readonly StockIndicator[];
  readonly social: readonly StockIndicator[];
  readonly ecological: readonly StockIndicator[];
  readonly lasting: readonly StockIndicator[];
  readonly satisfaction: readonly StockIndicator[];
};

export const PLACES = ["澄塘市", "望岚县", "栖桐区", "霁川市", "芦渚县", "砚溪区", "岱口市", "棠浦县", "澜桥区", "梧埠县"] as const;

const count = (name: string, unit: string, low: number, high: number): StockIndicator => ({
  name,
  measure: { kind: "count", unit, low, high },
});
const limit = (name: string, unit: string, low: number, high: number): StockIndicator => ({
  name,
  measure: { kind: "limit", unit, low, high },
});
const percent = (name: string, low = 90, high = 100): StockIndicator => ({ name, measure: { kind: "percent", low, high } });
const day = (name: string): StockIndicator => ({ name, measure: { kind: "day" } });
const word = (name: string, ...met: readonly string[]): StockIndicator => ({ name, measure: { kind: "word", met } });

export const STOCK: readonly ProjectStock[] = [
  {
    project: "公共阅览室延时开放补助",
    office: "文化和旅游局",
    units: ["阅览中心", "群众文艺馆"],
    goal: "延长阅览室夜间开放时段，添置图书和桌椅，让下班居民有处看书。",
    achieved: "夜间时段全部开放，新书桌椅均已上架投用，居民到馆人数上升。",
    quantity: [
      count("夜间开放天数", "天", 180, 320),
      count("新购图书册数", "册", 800, 5000),
      count("添置阅览座席", "个", 40, 200),
      count("举办读书活动场次", "场", 6, 40),
    ],
    quality: [percent("图书上架完好率"), percent("活动按方案开展率", 95, 100)],
    timeliness: [day("设备采购完成时间"), percent("开放时段按时执行率", 96, 100)],
    cost: [limit("每册图书平均单价", "元", 28, 60), limit("项目总支出", "万元", 12, 90)],
    economic: [word("带动周边文具消费", "有所带动", "带动明显")],
    social: [word("居民阅读便利程度", "提高", "明显提高"), count("全年到馆人次", "人次", 3000, 60000)],
    ecological: [word("纸张循环利用情况", "良好")],
    lasting: [word("延时开放制度健全性", "健全"), word("志愿者队伍持续性", "长期有效")],
    satisfaction: [percent("到馆读者满意度", 85, 95), percent("周边居民满意度", 85, 95)],
  },
  {
    project: "村道桥涵养护维修",
    office: "交通运输局",
    units: ["公路养护中心", "乡道管理站"],
    goal: "修补破损路面，加固危旧桥涵，保证雨季行车安全。",
    achieved: "破损路面和危旧桥涵均已修复，雨季未发生阻断。",
    quantity: [
      count("养护村道里程", "公里", 20, 180),
      count("维修桥涵座数", "座", 3, 26),
      count("增设警示标牌", "块", 20, 160),
      count("巡查道路次数", "次", 12, 96),
    ],
    quality: [percent("工程验收合格率", 98, 100), percent("路面修补平整率", 92, 99)],
    timeliness: [day("维修工程完工时间"), percent("险情按时处置率", 95, 100)],
    cost: [limit("每公里养护成本", "万元", 1, 9), limit("桥涵单座维修费用", "万元", 2, 15)],
    economic: [word("降低货运绕行费用", "有所降低", "降低")],
    social: [word("雨季出行安全状况", "改善", "明显改善"), count("受益行政村数量", "个", 8, 60)],
    ecological: [word("施工弃土处置情况", "规范处置")],
    lasting: [word("养护责任机制", "健全", "持续有效")],
    satisfaction: [percent("沿线村民满意度", 85, 95)],
  },
  {
    project: "乡镇卫生院检验设备更新",
    office: "卫生健康委员会",
    units: ["中心卫生院", "基层卫生服务站"],
    goal: "更换到期检验设备，培训检验人员，缩短居民等候报告的时间。",
    achieved: "到期设备已更换并投用，检验人员完成轮训，报告等候时间缩短。",
    quantity: [count("更新检验设备台数", "台", 4, 30), count("轮训检验人员数", "人", 20, 160), count("开展上门检测次数", "次", 10, 80)],
    quality: [percent("设备验收合格率", 98, 100), percent("室间质评通过率", 90, 98)],
    timeliness: [day("设备安装调试完成时间"), percent("报告按时出具率", 95, 100)],
    cost: [limit("单台设备采购均价", "万元", 3, 20), limit("人均培训费用", "元", 300, 900)],
    economic: [word("减轻居民外出就医负担", "有所减轻", "减轻")],
    social: [word("基层检验能力", "提升", "明显提升"), count("服务居民人次", "人次", 2000, 30000)],
    ecological: [word("医疗废物处置情况", "规范处置")],
    lasting: [word("设备维护保养机制", "健全")],
    satisfaction: [percent("就诊居民满意度", 86, 96), percent("受训人员满意度", 88, 96)],
  },
  {
    project: "山林防火巡护",
    office: "林业局",
    units: ["森林巡护大队", "国有林场"],
    goal: "配齐巡护装备，开挖隔离带，清明冬至期间不失管。",
    achieved: "装备配发到队，隔离带开挖完毕，重点时段巡护不断档。",
    quantity: [
      count("开挖防火隔离带", "公里", 10, 90),
      count("聘用巡护人员", "人", 20, 150),
      count("配发灭火机具", "件", 30, 300),
      count("张贴防火告示", "份", 200, 3000),
    ],
    quality: [percent("机具完好率", 95, 100), percent("巡护记录完整率", 92, 100)],
    timeliness: [day("隔离带开挖完成时间"), percent("火情当日处置率", 96, 100)],
    cost: [limit("巡护人员月均补助", "元", 900, 2600), limit("隔离带每公里造价", "万元", 1, 6)],
    economic: [word("减少林木火灾损失", "减少", "有效减少")],
    social: [word("村民防火意识", "增强", "明显增强")],
    ecological: [word("林地植被保护情况", "良好", "有效保护"), limit("森林受害率", "‰", 1, 3)],
    lasting: [word("联防联控机制", "健全", "长期有效")],
    satisfaction: [percent("林区群众满意度", 85, 95)],
  },
  {
    project: "义务教育学校食堂改造",
    office: "教育局",
    units: ["第三实验学校", "城东完全小学"],
    goal: "改造灶间和排烟设施，配置留样冷柜，学生吃上安全饭菜。",
    achieved: "灶间排烟设施改造到位，冷柜全部配置，学生用餐安全。",
    quantity: [
      count("改造食堂面积", "平方米", 300, 2600),
      count("配置留样冷柜", "台", 4, 40),
      count("食堂从业人员体检人数", "人", 20, 120),
    ],
    quality: [percent("改造工程合格率", 98, 100), percent("餐具消毒合格率", 96, 100)],
    timeliness: [day("食堂改造交付时间"), percent("采购按期到货率", 94, 100)],
    cost: [limit("每平方米改造造价", "元", 800, 2400), limit("设备采购支出", "万元", 10, 70)],
    economic: [word("节约能源支出", "有所节约", "节约")],
    social: [count("受益学生人数", "人", 400, 4200), word("家长放心程度", "提高")],
    ecological: [word("厨余垃圾分类情况", "规范分类")],
    lasting: [word("食堂管理制度", "健全", "持续执行")],
    satisfaction: [percent("学生满意度", 86, 95), percent("家长满意度", 86, 95)],
  },
  {
    project: "政务数据平台运行维护",
    office: "数据管理局",
    units: ["信息服务中心", "大数据中心"],
    goal: "保证平台全年稳定运行，及时修补漏洞，数据按目录共享。",
    achieved: "平台全年稳定运行，漏洞及时修补，目录数据均已共享。",
    quantity: [
      count("维护系统数量", "个", 5, 40),
      count("安全检测次数", "次", 4, 24),
      count("共享数据目录条数", "条", 60, 900),
      count("驻场运维人员", "人", 3, 18),
    ],
    quality: [percent("系统可用率", 98, 99), percent("漏洞修复率", 95, 100)],
    timeliness: [percent("故障按时响应率", 95, 100), day("年度巡检完成时间")],
    cost: [limit("单个系统年维护费", "万元", 2, 18), limit("运维服务合同金额", "万元", 30, 200)],
    economic: [word("减少重复建设投入", "减少")],
    social: [word("群众网上办事便利度", "提升", "明显提升"), count("网上办件数量", "件", 3000, 80000)],
    ecological: [word("机房能耗控制情况", "良好")],
    lasting: [word("数据更新机制", "健全", "持续有效")],
    satisfaction: [percent("使用部门满意度", 88, 96)],
  },
  {
    project: "困难老人居家照料服务",
    office: "民政局",
    units: ["养老服务指导中心", "社会福利院"],
    goal: "为困难老人提供上门照料和助餐，减轻家庭负担。",
    achieved: "上门照料和助餐按月开展，家庭负担减轻。",
    quantity: [count("服务困难老人人数", "人", 60, 900), count("上门照料次数", "次", 800, 9000), count("助餐点数量", "个", 4, 30)],
    quality: [percent("服务档案建档率", 98, 100), percent("照料员持证率", 90, 98)],
    timeliness: [percent("服务按月兑现率", 96, 100), day("助餐点启用时间")],
    cost: [limit("单次上门服务成本", "元", 40, 120), limit("助餐每份补贴", "元", 3, 12)],
    economic: [word("减轻家庭照料支出", "减轻", "有所减轻")],
    social: [word("老人生活质量", "改善", "明显改善")],
    ecological: [word("助餐餐盒回收情况", "良好")],
    lasting: [word("服务队伍稳定性", "稳定"), word("长期照料机制", "健全")],
    satisfaction: [percent("服务老人满意度", 88, 97), percent("老人家属满意度", 86, 96)],
  },
  {
    project: "小型灌区渠道整治",
    office: "水利局",
    units: ["灌区管理所", "水务服务站"],
    goal: "衬砌渗漏渠道，修缮闸门，改善下游农田灌溉。",
    achieved: "渗漏渠道衬砌完毕，闸门启闭正常，下游农田灌溉改善。",
    quantity: [count("衬砌渠道长度", "米", 1200, 9800), count("修缮闸门数量", "座", 3, 28), count("清淤沟渠方量", "立方米", 900, 12000)],
    quality: [percent("单元工程合格率", 97, 100), percent("渠道水利用率", 60, 80)],
    timeliness: [day("渠道整治完工时间"), percent("计划工期完成率", 96, 100)],
    cost: [limit("每米衬砌成本", "元", 260, 800), limit("管护人员年补助", "万元", 2, 16)],
    economic: [count("新增灌溉面积", "亩", 300, 6000), word("粮食增产情况", "有所增产")],
    social: [count("受益农户数", "户", 200, 2600), word("用水纠纷状况", "减少")],
    ecological: [word("渠道水质保持情况", "良好")],
    lasting: [word("管护责任落实情况", "落实到人", "长期落实")],
    satisfaction: [percent("受益农户满意度", 85, 95)],
  },
  {
    project: "职业技能提升培训",
    office: "人力资源和社会保障局",
    units: ["就业服务中心", "技工学校"],
    goal: "组织待业和转岗人员学习技能，提高上岗能力。",
    achieved: "各期培训按计划办结，学员上岗能力提高。",
    quantity: [count("开办培训班期数", "期", 4, 36), count("参训学员人数", "人", 160, 2400), count("编印教材册数", "册", 200, 3000)],
    quality: [percent("学员结业合格率", 90, 98), percent("师资持证率", 92, 100)],
    timeliness: [percent("培训补贴按时拨付率", 96, 100), day("全部班次结业时间")],
    cost: [limit("人均培训成本", "元", 600, 1800), limit("教材单册成本", "元", 15, 48)],
    economic: [word("学员收入变化", "增加", "有所增加")],
    social: [count("实现就业人数", "人", 80, 1200), word("技能人才供给", "改善")],
    ecological: [word("培训场所环境", "良好")],
    lasting: [word("校企合作机制", "持续有效", "健全")],
    satisfaction: [percent("参训学员满意度", 88, 96), percent("用工企业满意度", 85, 95)],
  },
  {
    project: "城区排水管网疏通",
    office: "住房和城乡建设局",
    units: ["排水管理处", "市政维护中心"],
    goal: "汛期前疏通淤堵管段，更换破损井盖，消除积水点。",
    achieved: "淤堵管段汛前疏通，破损井盖更换，积水点消除。",
    quantity: [count("疏通管网长度", "公里", 15, 160), count("更换井盖数量", "套", 60, 900), count("整治积水点", "处", 3, 28)],
    quality: [percent("疏通质量合格率", 95, 100), percent("井盖安装牢固率", 97, 100)],
    timeliness: [day("汛前疏通完成时间"), percent("投诉限时办结率", 95, 100)],
    cost: [limit("每公里疏通费用", "万元", 1, 8), limit("井盖采购均价", "元", 260, 680)],
    economic: [word("减少内涝财产损失", "减少", "有效减少")],
    social: [word("城区排涝能力", "增强", "明显增强")],
    ecological: [word("淤泥无害化处理情况", "规范处置"), percent("污水收集率", 85, 96)],
    lasting: [word("管网巡查机制", "健全", "长期有效")],
    satisfaction: [percent("沿街商户满意度", 84, 94), percent("城区居民满意度", 84, 94)],
  },
];
