// The look of the HTML report: system fonts, both colour schemes, one column on a phone, everything open on paper.

export const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--text:#1b1f24;--soft:#4d5661;--line:#d5dae1;--code:#f1f3f6;
--fail:#b3141d;--fail-bg:#fdecec;--warn:#7a4b00;--warn-bg:#fff3d6;--pass:#11632c;--pass-bg:#e5f6ea;--skip:#4d5661;--skip-bg:#eceff3;
--error:#6b2fa0;--error-bg:#f3e9fc;--link:#0a54b8;--mark:#ffe08a;--mark-text:#231a00;--key:#0a4c8f;--string:#11632c;--focus:#0a54b8}
@media screen and (prefers-color-scheme:dark){:root{--bg:#14171c;--card:#1c2027;--text:#e8ebef;--soft:#b0b8c3;--line:#383f4a;--code:#252a33;
--fail:#ff9c9c;--fail-bg:#41181b;--warn:#ffd27a;--warn-bg:#3a2a08;--pass:#8fe0a8;--pass-bg:#12331e;--skip:#b0b8c3;--skip-bg:#2a2f38;
--error:#d8b4fb;--error-bg:#33204a;--link:#8ec2ff;--mark:#6d5200;--mark-text:#fff3cf;--key:#9accff;--string:#a5e3b6;--focus:#8ec2ff}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .4rem}
h2{font-size:1.2rem;margin:2.2rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1rem 0 .3rem}
h4{font-size:1rem;margin:.2rem 0}
p{margin:.4rem 0}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
code,pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
.soft{color:var(--soft)}
.verdict{display:inline-block;font-weight:700;padding:.1rem .7rem;border-radius:999px;margin-right:.5rem}
.good{color:var(--pass);background:var(--pass-bg)}.bad{color:var(--fail);background:var(--fail-bg)}.unsure{color:var(--warn);background:var(--warn-bg)}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;padding:0;margin:1rem 0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.5rem .9rem;min-width:6.2rem}
.tiles li{overflow-wrap:normal}
.tiles b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
.fail b{color:var(--fail)}.warn b{color:var(--warn)}.pass b{color:var(--pass)}.skip b,.waived b{color:var(--skip)}.error b{color:var(--error)}
table{border-collapse:collapse;width:100%;background:var(--card);font-size:.93rem}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px}
th,td{overflow-wrap:break-word;text-align:left;padding:.35rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child>*{border-bottom:0}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.first{padding-left:1.4rem}.first li{margin:.35rem 0}
form.filter{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
form.filter label{display:inline-flex;gap:.35rem;align-items:center}
form.filter fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem .9rem}
input[type=search],select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:6px;padding:.3rem .5rem;max-width:100%}
input[type=search]{width:17rem}
.rule{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.6rem 0}
.rule>summary{cursor:pointer;padding:.55rem .9rem;display:flex;flex-wrap:wrap;gap:.2rem .7rem;align-items:baseline}
.rule>summary::marker{content:""}
.rule>summary::-webkit-details-marker{display:none}
.rule>summary .title{flex:1 1 20rem;font-weight:600}
.rule>summary .mono{color:var(--soft)}
.body{padding:.2rem .9rem .9rem;border-top:1px solid var(--line)}
.badge{font-size:.78rem;font-weight:700;padding:.08rem .5rem;border-radius:999px;white-space:nowrap}
.badge.fail{color:var(--fail);background:var(--fail-bg)}.badge.warn{color:var(--warn);background:var(--warn-bg)}.badge.pass{color:var(--pass);background:var(--pass-bg)}
.badge.skip,.badge.waived,.badge.plain{color:var(--skip);background:var(--skip-bg)}.badge.error{color:var(--error);background:var(--error-bg)}
.finding{border-left:3px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.8rem 0}
.finding:target,.rule:target{outline:3px solid var(--focus)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:.4rem 0}
dt{color:var(--soft)}dd{margin:0}
pre{background:var(--code);border-radius:6px;padding:.6rem .8rem;margin:.4rem 0;max-height:24rem;overflow:auto;white-space:pre-wrap}
.k{color:var(--key)}.s{color:var(--string)}.cut{color:var(--soft)}
mark{background:var(--mark);color:var(--mark-text);border-radius:3px;padding:0 .1em}mark .k,mark .s{color:inherit}
svg{max-width:100%;height:auto}svg text{fill:var(--text);font:12px system-ui,sans-serif}svg .grid{stroke:var(--line)}svg .line{stroke:var(--link);fill:none;stroke-width:2}svg .bar{fill:var(--link)}
td.hot{color:var(--fail);background:var(--fail-bg);font-weight:700}td.cool{color:var(--pass);background:var(--pass-bg)}
ins{background:var(--pass-bg);color:var(--pass)}del{background:var(--fail-bg);color:var(--fail)}
.measure{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:.6rem 0;padding:.5rem .9rem}.measure>summary{cursor:pointer;font-weight:600}
.member{margin:.8rem 0 .2rem}.chart{margin:.6rem 0;max-width:40rem}.words{background:var(--code);border-radius:6px;padding:.5rem .8rem;white-space:pre-wrap}
.skiplink{position:absolute;left:-99rem}.skiplink:focus{left:1rem;top:.5rem;background:var(--card);padding:.3rem .6rem}
[hidden]{display:none!important}
footer{margin:3rem auto 2rem;color:var(--soft);font-size:.9rem}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dt{margin-top:.3rem}input[type=search]{width:100%}form.filter>label:first-of-type{width:100%}.tiles li{flex:1 1 5.8rem;min-width:0;padding:.4rem .6rem}}
@media print{:root{--bg:#fff;--card:#fff;--text:#000;--soft:#333}body{font-size:10.5pt}form.filter,.skiplink{display:none}.rule,.tiles li{break-inside:avoid-page;border-color:#999}pre{max-height:none}a{color:inherit}}
`;
