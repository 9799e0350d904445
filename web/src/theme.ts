// The component library dressed in the product's own colours and measures.
import type { ThemeConfig } from "antd";

const SANS = `"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif`;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0f5c66",
    colorInfo: "#0f5c66",
    colorSuccess: "#23694a",
    colorWarning: "#b7791f",
    colorError: "#a8322a",
    colorLink: "#0f5c66",
    colorText: "#15252d",
    colorTextSecondary: "#506069",
    colorTextPlaceholder: "#5f6f77",
    colorBorder: "#b7c3c5",
    colorBorderSecondary: "#dde3e2",
    colorBgLayout: "#f4f5f2",
    controlItemBgActive: "#e4eff0",
    controlItemBgActiveHover: "#d7e7e9",
    borderRadius: 5,
    fontFamily: SANS,
    fontSize: 14,
    controlHeight: 34,
    motionDurationMid: "0.14s",
    motionDurationSlow: "0.2s",
  },
  components: {
    Segmented: { itemSelectedBg: "#0f2a36", itemSelectedColor: "#ffffff", trackBg: "#e7ebe9", trackPadding: 3 },
    Drawer: { paddingLG: 24 },
    Button: { primaryShadow: "none", defaultShadow: "none", fontWeight: 500 },
  },
};
