/** The one style sheet of the page; the page allows no other. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b1f24;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--link:#0550ae;--error:#b3151f;--warning:#8a4b00;--info:#0550ae;--good:#116329;--add:#dafbe1;--del:#ffebe9;--s0:#8c1d2f;--s1:#d98a1f;--s2:#a9c7e8}
@media (prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--soft:#9da7b3;--line:#373e47;--panel:#161b22;--link:#79b8ff;--error:#ff8a80;--warning:#f0b35a;--info:#79b8ff;--good:#56d364;--add:#12361f;--del:#4a1d20;--s0:#e5616f;--s1:#f3b95f;--s2:#3f6ea5}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1400px;padding:1rem 1.5rem 4rem;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
a{color:var(--link)}
h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.25rem;margin:2rem 0 .75rem}h3{font-size:1rem;margin:0}
code,pre,.code{font-family:ui-monospace,monospace;font-size:.9em}
code{background:var(--panel);padding:0 .2em;border-radius:3px;overflow-wrap:anywhere}
.skip,.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip:focus{position:static;width:auto;height:auto;clip-path:none}
.meta{color:var(--soft);margin:0}
.verdict{display:inline-block;font-weight:600;padding:.2rem .7rem;border:2px solid currentColor;border-radius:6px}
.failure{color:var(--error)}.success{color:var(--good)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.cards li{border:1px solid var(--line);border-radius:8px;background:var(--panel);padding:.75rem 1rem}
.cards strong{display:block;font-size:1.5rem;line-height:1.3}
.cards p{margin:0;color:var(--soft)}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:1rem}
figure{margin:0;border:1px solid var(--line);border-radius:8px;padding:1rem;min-width:0}
figcaption p,.legend{color:var(--soft);margin:0}
.legend{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;padding:0}
.plot{width:100%;height:auto;font:13px system-ui,sans-serif}
.plot text{fill:var(--fg)}.plot .end{text-anchor:end}.plot .middle{text-anchor:middle}
.grid{stroke:var(--line);stroke-width:1}
.s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}
rect.s0,rect.s1,rect.s2,circle.s0,circle.s1,circle.s2{stroke:var(--fg);stroke-width:.7}
polyline{fill:none;stroke-width:2.2}.l0{stroke:var(--s0)}.l1{stroke:var(--s1);stroke-dasharray:7 4}.l2{stroke:var(--s2);stroke-dasharray:2 3}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid var(--line);padding:.35rem .6rem;overflow-wrap:break-word}
thead th{background:var(--panel);white-space:nowrap}
#findings td:last-child{white-space:nowrap}td code{overflow-wrap:anywhere}
#findings td:nth-child(4){min-width:9rem}#findings td:nth-child(5){min-width:16rem}
td.number{text-align:right;font-variant-numeric:tabular-nums}
th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:left}
th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
.badge{font-weight:600}.badge.error{color:var(--error)}.badge.warning{color:var(--warning)}.badge.info{color:var(--info)}
.filters{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.5rem 0}
.filters[hidden]{display:none}
.filters label{display:flex;flex-direction:column;font-size:.85rem;color:var(--soft)}
input,select,button.act{font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--soft);border-radius:6px;padding:.3rem .5rem;max-width:16rem}
button.act{cursor:pointer;background:var(--panel)}
:focus-visible{outline:3px solid var(--link);outline-offset:1px}
pre{margin:.4rem 0;padding:.5rem;border:1px solid var(--line);border-radius:6px;background:var(--panel);overflow-x:auto;white-space:pre;overflow-wrap:normal}
pre span{display:block}pre .added{background:var(--add)}pre .removed{background:var(--del)}pre .mark{color:var(--error);font-weight:700}
summary{cursor:pointer}
.virtual{height:70vh;overflow:auto;border:1px solid var(--line)}
.virtual thead th{position:sticky;top:0}
.virtual table{table-layout:fixed}
.virtual tbody tr{height:36px}
.virtual tbody td{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;height:36px;padding:.2rem .6rem}
.virtual tbody tr.space,.virtual tbody tr.space td{border:0;padding:0;height:auto}
.virtual col.message{width:45%}
button.open{font:inherit;color:var(--link);background:none;border:0;padding:0;cursor:pointer;max-width:100%;overflow:hidden;text-overflow:ellipsis}
dialog{max-width:min(1000px,95vw);width:100%;color:var(--fg);background:var(--bg);border:1px solid var(--line);border-radius:8px}
@media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--soft:#333;--line:#999;--panel:#fff;--link:#000;--error:#000;--warning:#000;--info:#000;--add:#fff;--del:#fff}
.filters,.skip,dialog{display:none}body{max-width:none;padding:0;font-size:11px}.virtual{height:auto;overflow:visible;border:0}.virtual tbody td{white-space:normal}figure,tr{break-inside:avoid}.wide{overflow:visible}.plots{grid-template-columns:1fr 1fr}}
`
