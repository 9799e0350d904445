// A chart drawn as SVG, sized by its frame. Its numbers stand in a table beside it; the drawing is named for who cannot see it.
import { BarChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([BarChart, GridComponent, LegendComponent, TooltipComponent, MarkLineComponent, SVGRenderer]);

export function Chart({ option, height, label }: { readonly option: EChartsCoreOption; readonly height: number; readonly label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const chart = init(element, undefined, { renderer: "svg" });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    // Tooltips are drawn inside the SVG: the page's policy allows no markup with styles of its own.
    chart.setOption({ animation: false, ...option });
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={frame} className="chart" style={{ height }} role="img" aria-label={label} />;
}
