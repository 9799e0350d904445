// Texts that run as a script where a page forgets what they are. Each counts itself in `window.__xss`; what becomes an element of a page
// carries `data-xss`, so that it is seen even where the page's policy keeps it from running.
const RUN = "window.__xss=(window.__xss||0)+1";
const IMG = `<img data-xss src=x onerror="${RUN}">`;

const BARE: readonly string[] = [
  `<script data-xss>${RUN}</script>`,
  `<ScRiPt data-xss>${RUN}</sCrIpT>`,
  `<script data-xss src="data:text/javascript,${RUN}"></script>`,
  `<script data-xss type="module">${RUN}</script>`,
  IMG,
  `<img data-xss src=x oNeRrOr=${RUN}>`,
  `<img data-xss/src=x/onerror=${RUN}>`,
  `<img data-xss srcset=x onerror="${RUN}">`,
  `<svg data-xss onload="${RUN}">`,
  `<svg data-xss><script>${RUN}</script></svg>`,
  `<svg data-xss><animate onbegin="${RUN}" attributeName=x dur=1s>`,
  `<svg data-xss><a xlink:href="javascript:${RUN}"><text y=9>x</text></a></svg>`,
  `<svg data-xss><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg' onload='${RUN}'/>#x"></svg>`,
  `<math data-xss><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<body data-xss onload="${RUN}">`,
  `<body data-xss onpageshow="${RUN}">`,
  `<iframe data-xss srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe data-xss src="javascript:parent.${RUN}"></iframe>`,
  `<object data-xss data="javascript:${RUN}"></object>`,
  `<embed data-xss src="javascript:${RUN}">`,
  `<video data-xss><source onerror="${RUN}"></video>`,
  `<audio data-xss src=x onerror="${RUN}"></audio>`,
  `<input data-xss autofocus onfocus="${RUN}">`,
  `<select data-xss autofocus onfocus="${RUN}"></select>`,
  `<textarea data-xss autofocus onfocus="${RUN}"></textarea>`,
  `<button data-xss autofocus onfocus="${RUN}">x</button>`,
  `<details data-xss open ontoggle="${RUN}">`,
  `<marquee data-xss onstart="${RUN}">`,
  `<form data-xss><button formaction="javascript:${RUN}">x</button></form>`,
  `<a data-xss href="javascript:${RUN}">x</a>`,
  `<a data-xss href="java\tscript:${RUN}">x</a>`,
  `<a data-xss href="&#106;avascript:${RUN}">x</a>`,
  `<a data-xss href="data:text/html,<script>${RUN}</script>">x</a>`,
  `<meta data-xss http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<link data-xss rel="stylesheet" href="x" onerror="${RUN}">`,
  `<base data-xss href="javascript:/">`,
  `<style data-xss>@import 'javascript:${RUN}';</style>`,
  `<div data-xss style="background:url(javascript:${RUN})">x</div>`,
  `<div data-xss onmouseover="${RUN}" style="position:fixed;inset:0">x</div>`,
  `<p data-xss style="animation:x 1s" onanimationstart="${RUN}">x</p>`,
  `<dialog data-xss open onclose="${RUN}">x</dialog>`,
  `<template data-xss><script>${RUN}</script></template>`,
  `<noscript><p title="</noscript>${IMG}">`,
  `<!--><img data-xss src=x onerror="${RUN}">-->`,
  `<![CDATA[><img data-xss src=x onerror="${RUN}">]]>`,
];

/** What first leaves the place it stands in. */
const ESCAPES = ['">', "'>", "</textarea>", "</title>", "</style>", "</script>", "</option></select>", "-->", "]]>", "`>"];

/** Where no markup is needed. */
const SCRIPTS: readonly string[] = [`javascript:${RUN}`, `JaVaScRiPt:${RUN}`, `\u0001javascript:${RUN}`, `";${RUN};//`, `\${${RUN}}`];

export const HOSTILE_TEXTS: readonly string[] = [...BARE, ...ESCAPES.map((way) => `${way}${IMG}`), ...SCRIPTS];
