// The words of the workbook that brings in units and people by the hundred. It is filled in by Chinese offices; there is no English twin.
export const ORGANISATION_WORKBOOK_ZH = {
  title: "机构和人员导入",
  units: {
    name: "机构",
    note: "每行一个要新建的机构，先后不限。已有的机构（编码相同，或同一上级下同名）自动跳过。",
    columns: {
      kind: { heading: "类别", note: "地区、部门、单位、处室" },
      name: { heading: "名称", note: "全称" },
      code: { heading: "编码", note: "统一社会信用代码或预算单位编码，可不填" },
      below: { heading: "上级", note: "上级的编码或名称；重名时写“上级/下级”" },
    },
  },
  people: {
    name: "人员",
    note: "每行一个账号。角色只是提出，须由安全管理员逐项审定。登录名和姓名都与已有账号相同的自动跳过。",
    columns: {
      login: { heading: "登录名", note: "2 至 60 个字母、数字、汉字或 . _ -" },
      person: { heading: "姓名", note: "本人姓名" },
      unit: { heading: "所在单位", note: "编码或名称；重名时写“上级/下级”" },
      roles: { heading: "角色", note: "可填多个，用顿号分开" },
      at: { heading: "授予范围", note: "不填为所在单位" },
      reason: { heading: "理由", note: "如任职文号；填了角色必须写" },
    },
  },
  kinds: { region: "地区", department: "部门", unit: "单位", division: "处室" },
} as const;
