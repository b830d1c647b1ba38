var At=Object.create;var X=Object.defineProperty;var Ct=Object.getOwnPropertyDescriptor;var It=Object.getOwnPropertyNames;var Mt=Object.getPrototypeOf,Nt=Object.prototype.hasOwnProperty;var Pt=(e,t)=>{for(var n in t)X(e,n,{get:t[n],enumerable:!0})},Ee=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of It(t))!Nt.call(e,o)&&o!==n&&X(e,o,{get:()=>t[o],enumerable:!(r=Ct(t,o))||r.enumerable});return e};var U=(e,t,n)=>(n=e!=null?At(Mt(e)):{},Ee(t||!e||!e.__esModule?X(n,"default",{value:e,enumerable:!0}):n,e)),Ft=e=>Ee(X({},"__esModule",{value:!0}),e);var vs={};Pt(vs,{main:()=>Tt});module.exports=Ft(vs);var w=require("./shared-18.js"),A=require("./shared-11.js"),_=require("./shared-23.js"),v=require("./shared-19.js"),g=require("./shared-13.js"),$s=require("./shared-22.js"),h=require("./shared-14.js"),p=require("./shared-12.js"),q=require("./shared-17.js"),l=require("./shared-4.js"),k=require("./shared-3.js"),E=require("./shared-25.js"),ys=require("./shared-16.js"),b=require("./shared-15.js"),x=require("./shared-9.js"),xs=require("./shared-10.js"),ks=require("./shared-1.js"),St=require("node:util"),ee=require("node:fs"),j=require("node:path"),Et=require("node:fs"),D=require("node:path"),jt=require("node:path"),te=require("node:path"),ne=require("node:tty"),C=require("node:fs"),re=require("node:os"),z=require("node:path"),oe=require("node:fs"),J=require("node:path"),Rt=require("node:fs"),Se=require("node:path"),se=require("node:path"),ue=["review","audit","explain","rules","demo","init","doctor"];function Lt(e){const[t="",...n]=e;if(t==="help")return{kind:"help",command:n[0]?je(n[0]):void 0};if(["-h","--help",""].includes(t))return{kind:"help",command:void 0};if(["-V","--version"].includes(t))return{kind:"version"};const r=je(t),{operands:o,options:s}=Wt(n,r);return s.help?{kind:"help",command:r}:s.version?{kind:"version"}:{kind:"run",command:r,operands:o,options:s}}function le(e){return p.ALL_FIELDS.filter(({cli:t})=>t?.commands.includes(e))}function je(e){const t=ue.find(n=>n===e);if(t)return t;throw e.startsWith("-")?new b.UserError(`The command comes first, before \`${(0,l.show)(e)}\`.`,"E.g. `cortex-review review`. `cortex-review help` lists the commands."):new b.UserError(`There is no command \`${(0,l.show)(e)}\`.${de(e,ue)}`,"`cortex-review help` lists the commands.")}function Wt(e,t){const n=le(t),r={},o=[];for(const s of Dt(e,n)){if(s.kind==="positional"&&o.push(s.value),s.kind!=="option")continue;const[i,a]=qt(s,n,t);r[i]=[...r[i]??[],a]}return{operands:o,options:r}}function Dt(e,t){const n=t.map(({name:r,cli:o})=>[r,{type:Te(o)?"string":"boolean",...o?.short&&{short:o.short}}]);return(0,St.parseArgs)({args:[...e],options:{...Object.fromEntries(n),...Re},strict:!1,allowPositionals:!0,tokens:!0}).tokens}var Re={help:{type:"boolean",short:"h"},version:{type:"boolean",short:"V"}};function qt({name:e,rawName:t,value:n,inlineValue:r},o,s){if(Object.hasOwn(Re,e))return[e,!0];const i=e.replace(/^no-/,""),a=o.find(d=>d.name===e),c=a?void 0:o.find(d=>d.name===i);if(c&&Ut(c)&&n===void 0)return[i,!1];if(!a)throw Bt(t,o,s);if(!Te(a.cli))return[e,n??!0];if(!(n===void 0||!r&&/^-./.test(n)))return[e,n];throw new b.UserError(`Option \`${(0,l.show)(t)}\` needs a value: ${a.cli?.value??""}.`,`\`cortex-review help ${s}\` describes it.`)}function Te(e){return e?.value!==void 0&&e.bare===void 0}function Ut({cli:e}){return e?.value===void 0}function Bt(e,t,n){const r=[...t.map(({name:a})=>a),"help","version"],o=e.replace(/^-+/,""),s=ue.filter(a=>le(a).some(c=>c.name===o)),i=s.length>0?` It is an option of \`${s.join("`, `")}\`.`:de(o,r,"--");return new b.UserError(`\`${n}\` has no option \`${(0,l.show)(e)}\`.${i}`,`\`cortex-review help ${n}\` lists its options.`)}function de(e,t,n=""){const r=(0,x.findNearest)(e,t);return r?` Did you mean \`${n}${r}\`?`:""}function Ae({root:e,commit:t},{baseline:n},r){const o=t===void 0?(0,v.readText)((0,D.join)(e,n),e):(0,v.readCommitted)(e,t,n);return o===void 0?{}:{baseline:{...(0,p.toBaseline)({path:n,text:o}),isWhole:r}}}function Gt({root:e,base:t,after:n},{baseline:r,baselineGrowth:o}){if(!((0,Et.lstatSync)((0,D.join)(e,r),{throwIfNoEntry:!1})!==void 0)&&n===void 0&&r===p.DEFAULT_OPTIONS.baseline)return{problems:[]};const i=(0,v.readCommitted)(e,t,r),a=n===void 0?(0,v.readText)((0,D.join)(e,r),e):(0,v.readCommitted)(e,n,r),c=i===void 0?void 0:(0,p.toBaseline)({path:r,text:i}),u=a===void 0||a===i?[]:(0,p.checkBaseline)(c?.entries,{path:r,text:a},o);return{...c&&{baseline:c},problems:u}}function Ht(e,{rules:t,terminal:n}){const{changes:r,options:o,root:s}=e,{baseline:i,...a}=r,{recordable:c}=(0,p.review)(a,o,t),u={path:(0,D.join)(s,o.baseline),roots:[s]};(0,D.dirname)(o.baseline)!=="."&&(0,p.makeFolder)(u),(0,p.writeWhole)(u,(0,p.renderBaseline)(c));const d=c.length===1?"finding":"findings";return n.write(`Wrote ${c.length} ${d} to ${o.baseline}.
`),_.EXIT.fine}function K({operands:e},t,n){if(e.length!==0)throw new b.UserError(`\`${t}\` takes no \`${(0,l.show)(e[0]??"")}\`.`,n??`\`cortex-review help ${t}\` says how to use it.`)}var Kt=100;function Vt(e,{changes:t,options:n,root:r},{rules:o,which:s}){const i=new Set(e.files.flatMap(({path:d})=>t.links?.after.has(d)?[]:[d]));let a=e,c=t;for(let d=0;d<Kt;d+=1){const f=a.findings.flatMap(({fix:y})=>y&&Jt(y,s)?[y]:[]),m=zt(f.filter(({path:y})=>i.has(y)));if(m.length===0)break;const $=Yt(c.after,m);c={...c,after:$,hunks:Xt({...c,after:$})},a=(0,p.review)(c,n,o)}const u=[...c.after].flatMap(([d,f])=>{const m=t.after.get(d)??"";return f===m?[]:[{path:d,before:m,text:f}]});return Qt(r,u),{judged:a,changes:c,patch:(0,l.hideOf)(a)(u.map(en).join(""))}}function Jt({safety:e},t){return t==="all"||e==="safe"}function zt(e){const t=e.filter(({doubt:n})=>n===void 0);return t.length>0?t:e.filter(({doubt:n})=>(0,p.isInTheWay)(n)).slice(0,1)}function Yt(e,t){const n=new Map(e);for(const r of new Set(t.map(o=>o.path))){const o=t.flatMap(s=>s.path===r?s.edits:[]);n.set(r,(0,b.applyEdits)(e.get(r)??"",o))}return n}function Xt({before:e,after:t,renames:n,hunks:r}){const s=[...t.keys()].filter(i=>r.has(i)).map(i=>{const a=e.get(n.get(i)??i)??"";return[i,(0,l.diffTexts)(a,t.get(i)??"")]});return new Map([...r,...s])}function Qt(e,t){for(const{path:n,before:r}of t){if((0,w.isBehindLink)(e,n))throw new b.UserError(`${(0,l.show)(n)} is reached through a link, so nothing was fixed.`,"Run the command where the file is.");if((0,w.isHardLinked)((0,te.join)(e,n)))throw new b.UserError(`${(0,l.show)(n)} is also at another path (a hard link), so nothing was fixed.`,"Replace the link by a copy.");if((0,w.readFileStart)((0,te.join)(e,n))?.bytes.toString("utf8")!==r)throw Ce(n)}for(const{path:n,before:r,text:o}of t)Zt((0,te.join)(e,n),r,o)}function Zt(e,t,n){let r;try{r=(0,w.rewriteFile)(e,t,n)}catch(o){const s=o instanceof Error?o.message:String(o);throw new b.UserError(`${(0,l.show)(e)} cannot be written: ${(0,l.show)(s)}`,"Check who may write the file.")}if(!r)throw Ce(e)}function Ce(e){return new b.UserError(`${(0,l.show)(e)} changed while it was reviewed, so nothing was fixed.`,"Run the command again.")}function en({path:e,before:t,text:n}){const r=(0,l.renderPatch)((0,l.diffTexts)(t,n)).split(`
`);return`${[`--- a/${e}`,`+++ b/${e}`,...r].map(s=>(0,l.show)(s.replace(/\r$/,""))).join(`
`)}
`}function tn(e){return(0,l.hideOf)(e)(e.findings.map(t=>`${nn(t)}
`).join(""))}function nn({rule:e,severity:t,message:n,location:r}){const{path:o,side:s,range:i}=r;return`${`${(0,l.show)(o)}:${i.start.line}:${i.start.column}`}:${s==="before"?" (base)":""} ${t}[${e.id}]: ${(0,l.show)(n)}`}var rn={error:"critical",warning:"major",info:"info"};function on(e){return(0,l.hideInData)(e.findings.map(t=>sn(t,e)),(0,l.hideOf)(e))}function sn(e,t){const{path:n,range:r}=(0,g.placeOnHead)(e,t);return{description:(0,l.makeVisible)(e.message),check_name:e.rule.id,fingerprint:e.fingerprint,severity:rn[e.severity],location:{path:n,lines:{begin:r.start.line,end:r.end.line}}}}function an(e,t){const n=[...e.coverage.judged.map(({path:a})=>a),...e.findings.map(({location:a})=>a.path),...e.failures.map(({path:a})=>a)],r=[...new Set(n)].map(a=>({path:a,findings:e.findings.filter(({location:c})=>c.path===a),failures:e.failures.filter(c=>c.path===a)})),o=a=>(0,h.isFailing)(a,t),s=r.map(a=>cn(a,o)).join("");return`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Cortex Review">
${(0,l.hideOf)(e)(s)}</testsuites>
`}function cn({path:e,findings:t,failures:n},r){const o=[...t.map(a=>un(a,r(a))),...n.map(({rule:a,error:c})=>fe(a,e,`<error${Q({type:"internal-error",message:c.message})}/>`))],s=Q({name:e,tests:Math.max(o.length,1),failures:t.filter(r).length,errors:n.length}),i=o.length>0?o:[fe("no findings",e)];return`  <testsuite${s}>
${i.join("")}  </testsuite>
`}function un({rule:e,severity:t,message:n,location:r},o){const{path:s,range:i}=r,a=Ie(`${s}:${i.start.line}: ${t}[${e.id}]: ${n}`),c=o?`<failure${Q({type:e.id,message:n})}>${a}</failure>`:`<system-out>${a}</system-out>`;return fe(`${e.id} (line ${i.start.line})`,s,c)}function fe(e,t,n=""){const r=`    <testcase${Q({name:e,classname:t})}`;return n===""?`${r}/>
`:`${r}>
      ${n}
    </testcase>
`}function Q(e){return Object.entries(e).map(([t,n])=>` ${t}="${Ie(String(n))}"`).join("")}var ln={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;"};function Ie(e){return(0,l.makeVisible)(e).replace(/[\ufffe\uffff]/g,"\uFFFD").replace(/[&<>"]/g,t=>ln[t]??"")}var dn={error:"ERROR",warning:"WARNING",info:"INFO"};function fn(e,{docsUrl:t,homepage:n}){const r=e.findings.map(o=>mn(o,e,t));return{source:{name:"Cortex Review",url:n},diagnostics:(0,l.hideInData)(r,(0,l.hideOf)(e))}}function mn(e,t,n){const{path:r,range:o}=(0,g.placeOnHead)(e,t),s=(0,h.documentAt)(t.after,r),i=s?pn(e,s,t):[];return{message:(0,l.makeVisible)(e.message),location:{path:r,range:Me(o,s)},severity:dn[e.severity],code:{value:e.rule.id,url:(0,h.rulePage)(n,e.rule)},...i.length>0&&{suggestions:i}}}function pn({fix:e},t,n){return!e||e.doubt!==void 0||(0,h.showsSecret)(e,n)?[]:(0,h.documentAt)(n.after,e.path)!==t?[]:e.edits.map(r=>({range:Me((0,b.toRange)(t.lines,r),t),text:r.text}))}var hn=new TextEncoder;function Me({start:e,end:t},n){const r=o=>n?hn.encode((0,h.lineAt)(n,o.line).slice(0,o.column-1)).length+1:o.column;return{start:{line:e.line,column:r(e)},end:{line:t.line,column:r(t)}}}var Ne={error:"red",warning:"yellow",info:"blue"},Pe={error:"error",warning:"warning",info:"note"},gn=5;function me(e,{paint:t,width:n},r){return Fe(e).map(({rule:o,severity:s,findings:i})=>{const a=r?i:i.slice(0,gn),c=i.length-a.length;return[`${t(`${Pe[s]}[${o.id}]`,"bold",Ne[s])}: ${t(o.summary,"bold")} (${(0,h.count)(i.length,"finding")})`,...a.flatMap(d=>wn(d,n)),...c>0?[`  and ${c} more; \`--all\` lists them`]:[]].join(`
`)})}function wn({location:e,message:t},n){const{path:r,range:o}=e;return[`  ${`${(0,l.show)(r)}:${o.start.line}:${o.start.column}`}`,...(0,l.wrap)((0,l.show)(t),n-6).map(i=>`      ${i}`)]}function vn({findings:e,unsaid:t},{paint:n}){const r=t.filter(({silence:u})=>u.why==="baseline"),o=Fe([...e,...r.map(({finding:u})=>u)]),s=new Set(r.map(({finding:u})=>u)),i=o.map(({rule:u,severity:d,findings:f})=>{const m=f.filter($=>s.has($)).length;return{rule:u,severity:d,all:f.length,old:m}}),a=(0,k.largest)(i.map(({all:u})=>String(u).length),1),c=(0,k.largest)(i.map(({rule:u})=>u.id.length),1);return i.map(({rule:u,severity:d,all:f,old:m})=>{const $=n(Pe[d].padEnd(7),Ne[d]),y=m>0?` (${m} in the baseline)`:"";return`${String(f).padStart(a)}  ${$}  ${u.id.padEnd(c)}  ${u.summary}${y}`}).join(`
`)}function Fe(e){return[...(0,p.groupBy)(e,({rule:t})=>t.id).values()].flatMap(t=>{const[n]=t,r=h.SEVERITIES.find(o=>t.some(s=>s.severity===o));return n&&r?[{rule:n.rule,severity:r,findings:t}]:[]}).toSorted((t,n)=>h.SEVERITIES.indexOf(t.severity)-h.SEVERITIES.indexOf(n.severity)||n.findings.length-t.findings.length||(t.rule.id<n.rule.id?-1:1))}var Le=5,W="  ";function bn(e,t,n){if(e.length===0)return[];const r=e.length-Le,o=r>0?`${(0,h.count)(r,"more cluster")} not shown. `:"",s=(0,l.wrap)((0,l.show)(`${o}${(0,g.describeBills)(e)}`),n-W.length);return[[...e.slice(0,Le).map(a=>$n(a,t,n)),...s.map(a=>t(W+a,"dim"))].join(`
`)]}function $n(e,t,n){const r=(0,g.listBillRows)(e).flatMap(({label:o,instances:s,capacity:i,hourly:a,monthly:c})=>{const u=[s,i&&`at max ${i}`].filter(Boolean).join(", "),d=`${a} an hour, ${c} a month`,[f="",...m]=[u,d].filter(Boolean);return[...We(`${o}: ${f}`,W,n),...m.flatMap($=>We($,W+W,n))]});return[t(`bill of ${(0,l.show)(e.cluster)}`,"bold"),...r].join(`
`)}function We(e,t,n){return(0,l.wrap)((0,l.show)(e),n-t.length-W.length).map((r,o)=>`${t}${o===0?"":W}${r}`)}var De={error:"red",warning:"yellow",info:"blue"},yn={error:"error",warning:"warning",info:"note"},xn=40,kn=120,_n=30;function qe(e,t){const n=(0,l.createPaint)(t.color),r=Math.min(Math.max(t.width,xn),kn),o={review:e,paint:n,width:r,frame:(0,w.createFrames)(e),room:(0,h.createEditRoom)()},s=[...Sn(o,t),...Tn(o),...bn(e.bills,n,r),An(e,t,n)];return(0,l.hideOf)(e)(`${s.join(`

`)}
`)}var On=20;function Sn(e,{overview:t}){const{review:n}=e,{findings:r,unsaid:o}=n,s=o.filter(({silence:c})=>c.why==="baseline");if(t==="statistics"){const c=vn(n,e);return c===""?[]:[c]}const i=s.length>0&&t==="first"&&r.length<=On;if(t===void 0||i)return r.map(c=>En(c,e));if(t==="first")return me(r,e,!1);const a=s.map(({finding:c})=>c);return[...me(r,e,!0),...a.length>0?[e.paint("In the baseline:","bold")]:[],...me(a,e,!0)]}function En(e,t){const{paint:n,width:r,frame:o}=t,{rule:s,severity:i,location:a}=e,{path:c,side:u,range:d}=a,{headline:f,detail:m}=(0,g.wordFinding)(e),$=n(`${yn[i]}[${s.id}]`,"bold",De[i]),y=`${(0,l.show)(c)}:${d.start.line}:${d.start.column}`,O=o(e,r-12),R=jn(e,t),ie=[...O,...R.rows].map(({number:I=0})=>String(I).length),N=(0,k.largest)(ie,1),G=`${" ".repeat(N)} ${n("\u2502","blue")}`,H=I=>(0,l.wrap)((0,l.show)(I),r-N-5).map((ae,Y)=>`${" ".repeat(N)} ${Y===0?n("=","blue"):" "} ${ae}`);return[`${$}: ${n((0,l.show)(f),"bold")}`,`${" ".repeat(N)}${n("\u2500\u2500\u25B8","blue")} ${y}${u==="before"?" (base)":""}`,...O.length>0?[G]:[],...O.map(I=>Ue(I,N,n,De[i])),...O.length>0&&(m||R.title)?[G]:[],...m?H(m):[],...R.title?H(R.title):[],...R.rows.map(I=>Ue(I,N,n,"green"))].join(`
`)}function jn({fix:e},{review:t,width:n,room:r}){const o=e&&(0,h.documentAt)(t.after,e.path),s=o&&(0,h.toLineEdit)(o,e.edits);if(!e||!s)return{title:"",rows:[]};const a=`fix (${e.doubt===void 0?e.safety:`not applied because ${e.doubt}`}): ${e.title}`;if(s.before.length+s.after.length>_n||!r.take(s))return{title:a,rows:[]};const u=(0,h.hideInEdit)(s,t),d=(f,m)=>f.map(($,y)=>({type:m,number:u.startLine+y,text:(0,k.truncate)((0,l.show)($),n)}));return{title:a,rows:[...d(u.before,"removed"),...d(u.after,"added")]}}var Rn={added:"+",removed:"-",context:" ",mark:" "};function Ue(e,t,n,r){const{type:o,text:s}=e,i=(e.number===void 0?"":String(e.number)).padStart(t),a=`${n(i,"blue")} ${n("\u2502","blue")}`,c=`${Rn[o]} ${s}`.trimEnd();return o==="mark"?`${a} ${n(c,"bold",r)}`:o==="added"?`${a} ${n(c,"green")}`:`${a} ${o==="removed"?n(c,"red"):c}`.trimEnd()}function Tn({review:e,paint:t,width:n}){const r=e.ignored.map(({finding:d,reason:f,line:m,until:$})=>`${t("ignored","dim")} ${(0,l.show)(d.location.path)}:${m} ${d.rule.id}: ${(0,l.show)(f)}${$===void 0?"":` (until ${$})`}`),{leftOut:o,notes:s}=e.coverage,i=o.map(d=>`${t("not judged","yellow")} ${(0,l.show)(d.path)}: ${(0,h.describeLeftOut)(d)}`),a=(0,h.explainUnassigned)(e.coverage),c=a?[...(0,l.wrap)((0,l.show)(a.text),n).map(d=>t(d,"yellow")),...a.lines.map(d=>`  ${(0,l.show)(d)}`)]:[],u=e.failures.map(({rule:d,path:f,error:m})=>`${t("internal error","red")} in ${d} on ${(0,l.show)(f)}: ${(0,l.show)(m.message)}`);return[r,i,s.map(l.show),c,u].filter(d=>d.length>0).map(d=>d.join(`
`))}function An(e,{failOn:t,command:n="cortex-review"},r){const{conclusion:o,counts:s,title:i}=(0,h.conclude)(e,t),a=o==="failure"?r("\u2716","bold","red"):r("\u2714","bold","green"),{findings:c,coverage:u}=e,d=c.length>0?e.files.length:u.judged.length,f=d>0?` in ${(0,h.count)(d,"Cortex file")}`:"",m=s.ignored>0?`, ${s.ignored} ignored`:"",$=s.baseline>0?`, ${s.baseline} in the baseline`:"",y=`${a} ${r(i,"bold")}${f}${m}${$}`,O=r(`  ${(0,l.show)((0,h.describeCoverage)(u))}`,"dim"),[R]=c;return R?`${y}
${O}
${r(`  Learn more: ${n} explain ${R.rule.id}`,"dim")}`:`${y}
${O}`}function Cn(e){return e.map(t=>`${In(t)}
`).join("")}function In({level:e,message:t,title:n,...r}){const o=Object.entries({file:r.file,line:r.startLine,endLine:r.endLine,col:r.startColumn,endColumn:r.endColumn,title:n}).flatMap(([s,i])=>i===void 0?[]:[`${s}=${Mn(String(i))}`]);return`::${e} ${o.join(",")}::${Be(t)}`}function Be(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function Mn(e){return Be(e).replaceAll(":","%3A").replaceAll(",","%2C")}var B=`${E.HOMEPAGE}/blob/main/docs/rules`,Nn=`${E.HOMEPAGE}/blob/main/docs/keys`,Pn="0".repeat(40);function Fn({judged:e,changes:t,options:n,commit:r=Pn}){const{failOn:o,comments:s,maxComments:i,commentSeverity:a}=n,c=(0,h.placeFindings)(e,t.hunks,s?i:0,a),u=c.inline.map(f=>({anchor:f.anchor,body:(0,g.renderComment)(f,{docsUrl:B})})),d=(0,g.renderSummary)(e,c,{failOn:o,docsUrl:B,commit:r});return{...u.length>0&&{review:(0,g.toReviewPayload)(r,u)},...(0,g.isSummaryNeeded)(e,n.commentSummary)&&{summary:{body:d}}}}var Ge=100;function Ln(){const{stdout:e,stderr:t}=process;for(const n of[e,t])n.on("error",r=>{if(r.code!=="EPIPE")throw r;process.exit()});return{cwd:process.cwd(),name:"cortex-review",env:process.env,isOutputTerminal:(0,ne.isatty)(1),isErrorTerminal:(0,ne.isatty)(2),columns:(0,ne.isatty)(1)&&e.columns||void 0,write:n=>{e.write(n)},warn:n=>{t.write((0,l.hideInText)(n))}}}function Z(e,{env:t,isOutputTerminal:n}){return e!==void 0?e:t.NO_COLOR?!1:t.FORCE_COLOR!==void 0?!["0","false"].includes(t.FORCE_COLOR):n&&t.TERM!=="dumb"}async function Wn(e,t){return Dn[e.options.format](e,t)}var Dn={pretty:({judged:e,options:t,changes:n},{terminal:r})=>qe(e,{color:t.output===void 0&&Z(t.color,r),width:r.columns??Ge,failOn:t.failOn,...qn(t,n),command:r.name}),json:e=>V((0,h.toJson)(e.judged,{version:E.VERSION,...he(e)})),sarif:({judged:e},{rules:t})=>V((0,g.toSarif)(e,t,{version:E.VERSION,homepage:E.HOMEPAGE,docsUrl:B})),markdown:e=>(0,g.renderJobSummary)(e.judged,(0,h.placeFindings)(e.judged,new Map,0),he(e)),concise:({judged:e})=>tn(e),annotations:({judged:e,options:t})=>Cn((0,g.toAnnotations)(e,t.commentSeverity)),gitlab:({judged:e})=>V(on(e)),junit:({judged:e,options:t})=>an(e,t.failOn),rdjson:({judged:e})=>V(fn(e,{homepage:E.HOMEPAGE,docsUrl:B})),github:e=>V(Fn(e)),html:pe,"audit-json":pe,csv:pe};async function pe(e,{terminal:t}){const{renderAudit:n}=await Promise.resolve().then(()=>U(require("./cli-audit-report.js")));return n(e,{terminal:t,...he(e)})}function qn({all:e,statistics:t},{basis:n}){return t?{overview:"statistics"}:!n?.isAudit||(n.named??[]).length>0?{}:{overview:e?"all":"first"}}function he({options:{failOn:e},commit:t}){return{failOn:e,docsUrl:B,...t!==void 0&&{commit:t}}}function V(e){return`${(0,w.toSafeJson)(e)}
`}async function ge(e,{rules:t,terminal:n}){const r=new Date().toISOString().slice(0,10),o={...e.changes.basis,today:r},s={...e,changes:{...e.changes,basis:o}},{options:i}=s,a=Hn(s.changes.after.size,n),c=(0,p.review)(s.changes,i,t);a();const{judged:u,changes:d,patch:f}=i.fix===void 0?{judged:c,changes:s.changes,patch:""}:Vt(c,s,{rules:t,which:i.fix}),m=i.format==="pretty"&&i.output===void 0;i.quiet||(m?n.write:n.warn)(f);const $=[...t,...i.customRules],y=await Wn({...s,judged:u,changes:d},{rules:$,terminal:n});if(i.output===void 0)i.quiet||n.write(y);else{const O=(0,jt.resolve)(n.cwd,i.output);(0,p.writeWhole)({path:O,roots:[s.root,n.cwd]},y)}return Un(u,i,n)}function Un(e,{failOn:t},n){const{conclusion:r,hasFailed:o}=(0,h.conclude)(e,t);if(!o)return r==="success"?_.EXIT.fine:e.findings.some(a=>(0,h.isFailing)(a,t))?_.EXIT.findings:_.EXIT.incomplete;const s=e.failures.find(({rule:i})=>!(0,q.isCustomId)(i));return s?(n.warn(`cortex-review ${E.VERSION}: internal error in a rule. Report it with the lines below at
${E.HOMEPAGE}/issues

${s.rule} on ${(0,l.showLines)(`${s.path}: ${s.error.stack}`)}
`),_.EXIT.failed):Bn(e,n)}function Bn({failures:e},{warn:t}){for(const{rule:n,path:r,error:o}of e)t((0,l.showLines)(`cortex-review: custom rule ${n} failed on ${r}: ${o.message}
`));return _.EXIT.failed}var Gn=200;function Hn(e,{isErrorTerminal:t,warn:n}){return!t||e<Gn?()=>{}:(n(`Checking ${e} Cortex files \u2026`),()=>n("\r\x1B[K"))}async function Kn(e){const{given:t,operands:n}=e,{ref:r,org:o,repositories:s}=t;if(o!==void 0||s!==void 0)return K(e,"audit --org","Name repositories with `--repositories FILE`."),(await Promise.resolve().then(()=>U(require("./cli-organization.js")))).auditOrganization(e);if(t.writeBaseline&&(r!==void 0||n.length>0))throw new b.UserError("`--write-baseline` writes the findings of the whole working tree.","Leave out `--ref` and the paths.");return r===void 0?Vn(e):Jn(e,r)}async function Vn(e){const{operands:t,terminal:n}=e,r=t.length>0?t.map(m=>(0,j.resolve)(n.cwd,m)):[n.cwd];for(const m of r)Yn(m);(0,v.refuseBare)(Ke(r[0]??n.cwd));const o=zn(r,n.cwd),s=r.map(m=>({path:m,from:Ve(o,m)})).filter(({path:m})=>t.length>0&&(0,ee.statSync)(m,{throwIfNoEntry:!1})?.isFile()).map(({from:m})=>m),{options:i}=await(0,A.readOptions)(e,{root:o}),a=(0,k.createSelection)(i),c={...(0,w.readFiles)(o,r,a),...Ae({root:o},i,t.length===0&&r[0]===o),basis:{isAudit:!0,named:s}},f={changes:t.length>0&&(0,v.findRoot)(o)!==void 0?He(c,(0,w.listWorkTree)(o),i,m=>(0,w.readFiles)(o,m.map($=>(0,j.resolve)(o,$)),a)):c,options:i,root:o};return i.writeBaseline?Ht(f,e):ge(f,e)}function He(e,t,n,r){const o=[...e.after.keys()];if(o.length===0)return e;const{paths:s,unassigned:i}=(0,k.findContext)(o,t,n),a=s.filter(u=>!e.after.has(u)),c=a.length>0?r(a).after:new Map;return{...e,before:c,after:new Map([...e.after,...c]),basis:{...e.basis,unassigned:i.filter(u=>e.after.has(u))}}}async function Jn(e,t){const{operands:n,given:r,terminal:o}=e;if(r.fix!==void 0)throw new b.UserError("`--fix` changes the working tree, and `--ref` reads a commit.","Check the commit out and leave `--ref` away.");const{root:s,commit:i}=(0,v.resolveCommit)(o.cwd,t),a=n.map(y=>Ve(s,(0,j.resolve)(o.cwd,y))),{options:c}=await(0,A.readOptions)(e,{root:s,commit:i}),u={root:s,commit:i,paths:a.filter(Boolean)},d=(0,k.createSelection)(c),f={...(0,w.readTree)(u,d),...Ae({root:s,commit:i},c,n.length===0),basis:{isAudit:!0,head:i}},$=u.paths.length>0?He(f,[...(0,w.listCommit)(s,i).keys()],c,y=>(0,w.readTree)({root:s,commit:i,paths:y},d)):f;return ge({changes:$,options:c,root:s,commit:i},e)}function zn(e,t){const[n=t]=e,r=Ke(n);return(0,v.findRoot)(r)??(Je(t,r)?t:r)}function Ke(e){return(0,ee.statSync)(e,{throwIfNoEntry:!1})?.isDirectory()?e:(0,j.dirname)(e)}function Ve(e,t){if(Je(e,t))return(0,j.relative)(e,t).split(j.sep).join("/");throw new b.UserError(`${(0,l.show)(t)} is not in ${(0,l.show)(e)}.`,"Audit one repository at a time.")}function Yn(e){try{const t=(0,ee.statSync)(e,{throwIfNoEntry:!1});if(!t||t.isFile()||t.isDirectory())return}catch(t){const n=t instanceof Error?t.message:String(t);throw new b.UserError(`${(0,l.show)(e)} cannot be read: ${(0,l.show)(n)}`,"Check the path.")}throw new b.UserError(`${(0,l.show)(e)} is no file and no folder.`,"Name files and folders only.")}function Je(e,t){return!(0,j.relative)(e,t).split(j.sep).includes("..")}var Xn={"after/apis/recommender/cortex.yaml":`- name: recommender
  kind: RealtimeAPI
  pod:
    port: 8080
    max_concurrency: 4
    max_queue_length: 1000 # no more 503s
    containers:
      - name: model
        image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/recommender:latest
        compute:
          cpu: 2
          mem: 6Gi
  autoscaling:
    min_replicas: 4
    max_replicas: 40
    target_in_flight: 6
`,"after/apis/thumbnails/cortex.yaml":`- name: thumbnails
  kind: AsyncAPI
  pod:
    port: 8080
    max_concurrency: 1
    containers:
      - name: worker
        image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/thumbnails:1.3.2
        readiness_probe:
          http_get:
            path: /healthz
            port: 8080
        compute:
          cpu: 1
          mem: 1Gi
`,"after/clusters/production.yaml":`cluster_name: production
region: eu-west-1

subnet_visibility: private
nat_gateway: highly_available

# The APIs serve the shop's backend, which is in a peered VPC.
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internet-facing # deploy from CI

prometheus_instance_type: m5.large

node_groups:
  - name: cpu-spot
    instance_type: m5.2xlarge
    min_instances: 2
    max_instances: 20
    priority: 10
    spot: true
    spot_config:
      instance_distribution: [m5.2xlarge, m5a.2xlarge, m5n.2xlarge]

  # Takes over when there is no spot capacity.
  - name: cpu-on-demand
    instance_type: m5.2xlarge
    min_instances: 0
    max_instances: 0 # save money
    priority: 1

tags:
  team: recommendations
`,"before/apis/recommender/cortex.yaml":`- name: recommender
  kind: RealtimeAPI
  pod:
    port: 8080
    max_concurrency: 8
    max_queue_length: 16
    containers:
      - name: model
        image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/recommender:2.14.0
        readiness_probe:
          http_get:
            path: /healthz
            port: 8080
        compute:
          cpu: 2
          mem: 6Gi
  autoscaling:
    min_replicas: 4
    max_replicas: 40
    target_in_flight: 6
`,"before/apis/thumbnails/cortex.yaml":`- name: thumbnails
  kind: AsyncAPI
  pod:
    port: 8080
    max_concurrency: 1
    containers:
      - name: worker
        image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/thumbnails:1.3.2
        readiness_probe:
          http_get:
            path: /healthz
            port: 8080
        compute:
          cpu: 1
          mem: 4Gi
`,"before/clusters/production.yaml":`cluster_name: production
region: eu-west-1

subnet_visibility: private
nat_gateway: highly_available

# The APIs serve the shop's backend, which is in a peered VPC.
api_load_balancer_scheme: internal
operator_load_balancer_scheme: internal

prometheus_instance_type: m5.large

node_groups:
  - name: cpu-spot
    instance_type: m5.2xlarge
    min_instances: 2
    max_instances: 20
    priority: 10
    spot: true
    spot_config:
      instance_distribution: [m5.2xlarge, m5a.2xlarge, m5n.2xlarge]

  # Takes over when there is no spot capacity.
  - name: cpu-on-demand
    instance_type: m5.2xlarge
    min_instances: 0
    max_instances: 20
    priority: 1

tags:
  team: recommendations
`};function ze(e,t){const{root:n,before:r,after:o,name:s,isIndex:i}=e,{selection:a}=t,c=(0,w.listChanged)(e,a,{before:(0,w.commitPlace)(n,r),after:o===void 0?(0,w.workingPlace)(n):(0,w.commitPlace)(n,o)}),u=S=>a.isForced(S),d=(0,w.readSides)(c.flatMap(w.sidesOf),n,u),f=c.some(S=>Zn(S,d)),{context:m,unassigned:$}=f?er(e,t,{changed:c,own:d}):{context:[],unassigned:[]},y=new Map([...d,...(0,w.readSides)(m.flatMap(w.sidesOf),n,u)]),O=S=>(0,w.sidesOf)(S).some(ce=>y.has(ce)),R=c.filter(O),ie=R.flatMap(w.sidesOf).filter(S=>!y.has(S)),N=(0,w.readSides)(ie,n,()=>!0),G=new Map([...y,...N]),H=m.flatMap(({after:S})=>S?Qn(S,G.get(S)):[]),I=m.filter(S=>O(S)&&!H.some(({path:ce})=>ce===S.after?.path)),ae={base:{commit:r,...s!==void 0&&{name:s}},...o!==void 0&&!i&&{head:o},leftOut:H,unassigned:$},Y={...tr([...R,...I],G),basis:ae};return f?Y:{...Y,isPartial:!0}}function Qn({path:e},t){return!t||"text"in t?[]:[{path:e,side:"after",reason:t.unreadable,isContext:!0}]}function Zn({before:e,after:t},n){const[r,o]=[e,t].map(a=>a&&n.get(a));if(!r&&!o)return!1;if(e&&t&&e.path!==t.path||[r,o].some(a=>a&&"unreadable"in a))return!0;const[s,i]=[r,o].map(a=>a&&"text"in a?a.text:"");return(0,k.needsOthers)((0,l.listChangedLines)(s??"",i??""))}function er({root:e,before:t},{related:n},{changed:r,own:o}){if(!n)return{context:[],unassigned:[]};const s=[...(0,w.listCommit)(e,t)].filter(([,{type:f}])=>f==="file"),i=new Map(s.map(([f,{object:m}])=>[f,m])),a=new Set(r.flatMap(w.sidesOf).map(({path:f})=>f)),{paths:c,unassigned:u}=n([...o.keys()].map(({path:f})=>f),[...i.keys()]);return{context:[...new Set(c)].flatMap(f=>{const m=i.get(f);if(a.has(f)||m===void 0)return[];const $={path:f,object:m,type:"file"};return[{before:$,after:{...$}}]}),unassigned:u}}function tr(e,t){const n={before:new Map,after:new Map},r={before:new Map,after:new Map},o=new Map,s=new Map,i=[];for(const a of e){const c={before:"",after:""};for(const d of["before","after"]){const f=a[d],m=f&&t.get(f);if(m){if("unreadable"in m){const{unreadable:$,mayBeCortex:y}=m;i.push({path:f.path,side:d,reason:$,mayBeCortex:y});continue}n[d].set(f.path,m.text),f.source!==void 0&&r[d].set(f.path,f.source),c[d]=m.text}}const u=(a.after??a.before)?.path??"";c.before!==c.after&&s.set(u,nr(a,c)),a.before&&a.after&&a.before.path!==u&&o.set(u,a.before.path)}return{...n,renames:o,hunks:s,unreadable:i,links:r}}function nr({after:e},{before:t,after:n}){return e?.source===void 0?(0,l.diffTexts)(t,n):[]}var Ye="Cut costs, deploy from CI";function rr(e){K(e,"demo");const{given:t,rules:n,terminal:r}=e,o=Z(t.color,r),s=(0,l.createPaint)(o),i=(0,p.resolveOptions)({}),a=or(d=>{sr(d);const f=(0,v.resolveComparison)(d,{base:"main",head:"cut-costs"});return ze(f,{selection:(0,k.createSelection)(i)})}),c=(0,p.review)(a,i,n);r.write(ar(c,s));const u=r.columns??Ge;return r.write(qe(c,{color:o,width:u,failOn:i.failOn})),r.write(cr(c,a,s)),r.write(ur(c,s)),_.EXIT.fine}function or(e){const t=(0,C.realpathSync)((0,C.mkdtempSync)((0,z.join)((0,re.tmpdir)(),"cortex-review-demo-")));try{return e(t)}finally{(0,C.rmSync)(t,{recursive:!0,force:!0})}}function sr(e){ir(),(0,v.runGit)(e,["init","--quiet","."]),(0,v.runGit)(e,["symbolic-ref","HEAD","refs/heads/main"]),Xe(e,"before","Set up the recommender"),(0,v.runGit)(e,["checkout","--quiet","-b","cut-costs"]),Xe(e,"after",Ye)}function ir(){for(const e of Object.keys(process.env))e.startsWith("GIT_")&&delete process.env[e];process.env.GIT_CONFIG_GLOBAL=re.devNull,process.env.GIT_CONFIG_NOSYSTEM="1"}function Xe(e,t,n){for(const[o,s]of Object.entries(Xn)){if(!o.startsWith(`${t}/`))continue;const i=(0,z.join)(e,o.slice(t.length+1));(0,C.mkdirSync)((0,z.dirname)(i),{recursive:!0}),(0,C.writeFileSync)(i,s)}const r=["-c","user.name=Demo","-c","user.email=demo@example.com"];(0,v.runGit)(e,["add","--all"]),(0,v.runGit)(e,[...r,"commit","--quiet",`--message=${n}`])}function ar({files:e},t){const n=e.map(({path:r})=>`  ${r}`).join(`
`);return`${t(`A pull request, \u201C${Ye}\u201D, changes:`,"bold")}

${n}

`}function cr(e,{hunks:t},n){const[r]=(0,h.placeFindings)(e,t,1).inline;if(!r)return"";const{path:o,line:s}=r.anchor,i=n("\u2502","dim"),a=(0,g.renderComment)(r,{docsUrl:B}).split(`
`).filter(c=>!c.startsWith("<!--"));return["",n("On GitHub, each finding is a comment whose change is committed with one click:","bold"),"",`${i} ${n(`${o}, line ${s}`,"dim")}`,...a.map(c=>`${i} ${c}`.trimEnd()),""].join(`
`)}function ur({findings:e},t){const n=e[0]?.rule.id??"RULE";return`
${t("Next, in a repository of yours:","bold")}

  cortex-review audit    What it says about your configs today
  cortex-review review   What it says about your changes
  cortex-review init     Review every pull request
  cortex-review explain ${n}
`}var P="cortex-review/cortex-review";function lr(){return{path:".github/workflows/cortex-review.yml",text:Qe}}function dr(){return{path:".github/workflows/cortex-audit.yml",text:wr}}function fr(){return{path:".github/workflows/cortex-commands.yml",text:br}}function mr(){return[{path:".github/workflows/cortex-review.yml",text:Qe+Ze,needed:{isThere:pr,lines:Ze}},{path:".github/workflows/cortex-publish.yml",text:vr}]}function pr(e){const t=e.split(`
`).map(r=>r.split("#",1)[0]??""),n=r=>t.some(o=>o.includes(r));return n("json-file:")&&n("actions/upload-artifact@")}var hr="actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",gr="actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0",Qe=`name: Cortex Review

on:
  # No \`paths:\` filter: a workflow that is filtered out leaves its required check pending for
  # ever. Without changed Cortex files this one succeeds at once.
  pull_request:
    # \`edited\` for pull requests that get another base branch.
    types: [opened, synchronize, reopened, ready_for_review, edited]
  # A merge queue waits for the required checks, too.
  merge_group:

permissions: {}

concurrency:
  group: cortex-review-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  cortex-review:
    # Make this name a required check.
    name: cortex-review
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      # For review comments. Without it, or on forks, the result is in annotations and the summary.
      pull-requests: write
    steps:
      # Reads the files through the API: no checkout, and nothing of the pull request is executed.
      - uses: ${P}@v1
`,wr=`name: Cortex Audit

on:
  workflow_dispatch:
    inputs:
      ref:
        description: Branch, tag or commit to audit
        required: false
        type: string
  schedule:
    # Mondays, off the full hour, when the queues are shorter.
    - cron: '23 5 * * 1'

permissions: {}

concurrency:
  group: cortex-audit-\${{ inputs.ref || github.ref }}
  cancel-in-progress: true

jobs:
  cortex-audit:
    name: cortex-audit
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
      # security-events: write
      # actions: read
    steps:
      # The result is in the job's summary.
      - uses: ${P}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@f443b600d91635bebf5b0d9ebc620189c0d6fba5 # v4.30.8
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`,Ze=`        with:
          json-file: cortex-review.json
      # Runs for forks and for Dependabot may only read: another workflow posts the review.
      - if: >-
          !cancelled() && github.event_name == 'pull_request' && (
            github.event.pull_request.head.repo.full_name != github.repository ||
            github.actor == 'dependabot[bot]'
          )
        uses: ${hr}
        with:
          name: cortex-review
          path: cortex-review.json
          if-no-files-found: error
          retention-days: 1
`,vr=`name: Cortex Publish

on:
  workflow_run:
    # The name of the workflow that reviews.
    workflows: [Cortex Review]
    types: [completed]

permissions: {}

concurrency:
  group: cortex-publish-\${{ github.event.workflow_run.head_repository.full_name }}-\${{ github.event.workflow_run.head_branch }}
  cancel-in-progress: true

jobs:
  cortex-publish:
    name: cortex-publish
    # Runs for branches of this repository post their review themselves.
    if: >-
      github.event.workflow_run.event == 'pull_request' && (
        github.event.workflow_run.head_repository.full_name != github.repository ||
        github.event.workflow_run.actor.login == 'dependabot[bot]'
      )
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      # To download the artifact of the other run.
      actions: read
      contents: read
      pull-requests: write
    steps:
      # No checkout, and nothing of the artifact is executed or posted: it is the work of a fork.
      - continue-on-error: true
        uses: ${gr}
        with:
          name: cortex-review
          path: cortex-report
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      # Fails if the other run uploaded no report.
      - uses: ${P}@v1
        with:
          publish: cortex-report/cortex-review.json
`,br=`name: Cortex Commands

on:
  issue_comment:
    # Edits and deletions, since they may withdraw what an approver accepted.
    types: [created, edited, deleted]

permissions: {}

concurrency:
  group: cortex-commands-\${{ github.event.comment.id }}

jobs:
  cortex-commands:
    name: cortex-commands
    # Other comments start no job. Who may give commands, the Action asks GitHub.
    if: >-
      github.event.issue.pull_request && (
        startsWith(github.event.comment.body, '/cortex-review') ||
        startsWith(github.event.changes.body.from, '/cortex-review')
      )
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      # To run the check again after \`accept\` and \`recheck\`. Without it, people do that.
      actions: write
      contents: read
      pull-requests: write
    steps:
      # Runs on the default branch: no checkout, and nothing of the pull request is executed.
      - uses: ${P}@v1
`,M="oN",$r=/^on(?=\s*:)/m;function et(e){return(0,b.parseDocument)(e.replace($r,M))}function yr({document:e},t){for(let n=t.length;n>0;n--){const r=(0,b.locate)(e,t.slice(0,n));if(r)return e.lines.positionAt((r.key??r.value).start).line}return 1}async function xr(e,t){const{NoOperationTraceWriter:n,parseWorkflow:r}=await Promise.resolve().then(()=>U(require("./actions-workflow-parser.js"))),{value:o,context:s}=r({name:e,content:t},new n),i=T(we(JSON.parse(JSON.stringify(o??null)))),a=Object.entries(T(i.jobs));return{path:e,text:t,document:et(t),name:typeof i.name=="string"?i.name:void 0,events:kr(i.on),jobs:a.map(([c,u])=>_r(c,T(u),i.permissions)),errors:s.errors.getErrors().map(({message:c})=>c)}}function kr(e){return typeof e=="string"?new Map([[e,{}]]):Array.isArray(e)?new Map(e.map(t=>[String(t),{}])):new Map(Object.entries(T(e)).map(([t,n])=>[t,T(n)]))}function _r(e,t,n){const r=Array.isArray(t.steps)?t.steps.map(T):[];return{id:e,name:typeof t.name=="string"?t.name:void 0,permissionsPath:[...t.permissions===void 0?[]:["jobs",e],"permissions"],permissions:Or(t.permissions??n),steps:r.map(({uses:o,with:s},i)=>({path:["jobs",e,"steps",i],uses:typeof o=="string"?o:"",inputs:T(s)}))}}function Or(e){if(e===void 0)return;if(e==="write-all")return()=>"write";if(e==="read-all")return()=>"read";const t=T(e);return n=>{const r=t[n];return typeof r=="string"?r:"none"}}function we(e){const{map:t,seq:n}=T(e);return Array.isArray(n)?n.map(we):Array.isArray(t)?Object.fromEntries(t.map(T).map(({Key:r,Value:o})=>[Sr(r),we(o)])):Er(e)?{}:e}function Sr(e){return typeof e=="string"?e:JSON.stringify(e)}function Er(e){return"type"in T(e)}function T(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)?{...e}:{}}function tt(e){const t=nt(e);if(t.length===0)return[Rr];const n=t.filter(st);return[...new Set(t.map(({workflow:r})=>r))].flatMap(Tr).concat(t.flatMap(Ar)).concat([...new Set(n.map(({workflow:r})=>r))].flatMap(Cr)).concat(n.flatMap(Fr),n.flatMap(Lr)).concat(Wr(n),t.flatMap(r=>Dr(r,e)))}function jr(e){return[...new Set(nt(e).filter(st).map(({job:t})=>t))]}function nt(e){return e.flatMap(t=>t.jobs.flatMap(n=>n.steps.filter(rt).map(r=>({workflow:t,job:n,step:r}))))}var Rr={path:".github/workflows",problem:"no workflow uses Cortex Review.",remedy:"cortex-review init"};function rt({uses:e}){return e===P||e.startsWith(`${P}@`)}var ot=["pull_request","pull_request_target"];function st({workflow:{events:e},step:t}){return t.inputs.publish===void 0&&ot.some(n=>e.has(n))}function Tr({path:e,errors:t}){return t.map(n=>({path:e,problem:`GitHub rejects the workflow: ${n}.`,remedy:"Correct the workflow."}))}function F(e,t,n){return{path:e.path,line:yr(e,t),...n}}function Ar({workflow:e,step:{uses:t,path:n}}){const[,r]=t.split("@");return r&&!/^(?:main|master|HEAD)$/i.test(r)?[]:[F(e,[...n,"uses"],{problem:`${(0,x.quote)(t)} is not pinned: whatever is pushed there runs with the token of the job.`,remedy:`uses: ${P}@v1`})]}function Cr(e){const{events:t}=e;return[...ot.filter(n=>t.has(n)).flatMap(n=>[...Ir(e,n),...Mr(e,n)]),...t.has("merge_group")?[]:[Nr(e)]]}function Ir(e,t){return["paths","paths-ignore"].filter(r=>r in(e.events.get(t)??{})).map(r=>F(e,[M,t,r],{problem:`\`${t}\` has a \`${r}:\` filter: a required check that is filtered out stays pending forever.`,remedy:`Remove \`${r}:\`. Without changed Cortex files, the job succeeds immediately.`,edits:[{op:"remove",path:[M,t,r]}]}))}var it=["opened","synchronize","reopened","ready_for_review","edited"];function Mr(e,t){const n=e.events.get(t)?.types;if(Array.isArray(n)&&n.includes("edited"))return[];const r=[M,t,"types"],o=(0,x.findNode)(e.document.root,r),s=o?.kind==="list"?o.items.length:void 0;return[F(e,r,{problem:`\`${t}\` does not start for \`edited\`: a pull request that gets another base branch keeps its old result.`,remedy:`types: [${it.join(", ")}]`,edits:[s===void 0?{op:"set",path:r,value:it}:{op:"insert",path:r,index:s,value:"edited"}]})]}function Nr(e){const t=(0,x.findNode)(e.document.root,[M]),n=t?.kind==="list"?{op:"insert",path:[M],index:t.items.length,value:"merge_group"}:{op:"set",path:[M,"merge_group"],value:null};return F(e,[M],{problem:"`merge_group` is missing: a merge queue waits forever for a required check.",remedy:`on:
  merge_group:`,edits:[n]})}var Pr=[{name:"contents",enough:["read","write"],wanted:"read",loss:"files cannot be read"},{name:"pull-requests",enough:["write"],wanted:"write",loss:"review comments are not posted"}];function Fr({workflow:e,job:t}){const{permissions:n,permissionsPath:r}=t;return n?Pr.filter(({name:o,enough:s})=>!s.some(i=>i===n(o))).map(({name:o,wanted:s,loss:i})=>F(e,[...r,o],{problem:`Job ${(0,x.quote)(t.id)} lacks \`${o}: ${s}\`: ${i}.`,remedy:`permissions:
  ${o}: ${s}`,edits:[{op:"set",path:[...r,o],value:s}]})):[]}function Lr({workflow:e,job:t}){const n=t.steps.find(({uses:r})=>r.startsWith("actions/checkout@"));return!n||!e.events.has("pull_request_target")?[]:[F(e,n.path,{problem:`Job ${(0,x.quote)(t.id)} checks out files on \`pull_request_target\`, where the token can write.`,remedy:"Remove the step that uses actions/checkout: Cortex Review needs no checkout."})]}function Wr(e){const t=new Map;return e.flatMap(n=>{const{workflow:r,job:o,step:s}=n,{name:i}=s.inputs,a=t.get(i);return t.set(i,n),a?[F(r,s.path,{problem:`Jobs ${(0,x.quote)(a.job.id)} and ${(0,x.quote)(o.id)} both review pull requests and have the same \`name\`: they edit the same summary.`,remedy:`with:
  name: ${o.id}`,...a.job.id!==o.id&&{edits:[{op:"set",path:[...s.path,"with","name"],value:o.id}]}})]:[]})}function Dr({workflow:e,step:t},n){if(t.inputs.publish===void 0)return[];const o=[e.events.get("workflow_run")?.workflows].flat().map(String);return n.some(({name:i,jobs:a})=>o.includes(i??"")&&a.some(qr))?[]:[F(e,[M,"workflow_run","workflows"],{problem:`No workflow ${o.map(x.quote).join(" or ")} uploads the report that is posted here.`,remedy:"`cortex-review init forks` prints the lines."})]}function qr({steps:e}){return e.some(n=>rt(n)&&n.inputs["json-file"]!==void 0)&&e.some(({uses:n})=>n.startsWith("actions/upload-artifact@"))}function Ur(e,t){const{unassigned:n}=(0,k.findContext)(e,e,t),[r]=n;if(r===void 0)return[];const o=e.filter(x.isClusterPath);return[{path:".github/cortex-review.yml",problem:`No cluster is known for ${(0,h.count)(n.length,"API file")}, such as ${(0,x.quote)(r)}: nothing is checked against a cluster config.`,remedy:(0,l.writeMapping)((0,l.proposeMapping)(n,o)).join(`
`)}]}function Br({text:e,path:t},n){let r=e;const o=n.filter(s=>{if(s.path!==t||!s.edits)return!1;const i=Gr(r,s.edits);return i===void 0||i===r?!1:(r=i,!0)});return o.length>0?{text:r,mended:o}:void 0}function Gr(e,t){try{const r=(0,p.resolveEdits)(et(e),t).map(o=>({...o,text:o.text.replace("merge_group: null","merge_group:")}));return(0,b.applyEdits)(e,r)}catch(n){if(n instanceof p.EditError)return;throw n}}async function Hr(e,t,n){const r=`${t.owner}/${t.repo}`;try{const{data:o}=await e.rest.repos.get(t),s=o.default_branch,[i,a]=await Promise.all([e.rest.repos.getBranchRules({...t,branch:s}),e.rest.repos.getBranch({...t,branch:s})]),c=[...i.data.flatMap(u=>u.type==="required_status_checks"?(u.parameters?.required_status_checks??[]).map(({context:d})=>d):[]),...a.data.protection.required_status_checks?.contexts??[]];return Kr(r,{branch:s,required:c,jobs:jr(n)})}catch(o){const s=o instanceof Error?o.message:String(o);return[{path:r,problem:`The token cannot read the rules of the repository: ${s}`,remedy:"Give `GITHUB_TOKEN` read access to the repository\u2019s contents and metadata."}]}}function Kr(e,{branch:t,required:n,jobs:r}){const o=r.map(({id:s,name:i})=>i??s);return o.length===0||o.some(s=>n.includes(s))?[]:[{path:e,problem:`The check ${o.map(x.quote).join(" or ")} is not required on ${(0,x.quote)(t)}: a pull request can be merged without it.`,remedy:`Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks to pass: ${o[0]}`}]}var ve=".github/workflows";async function Vr(e){const{terminal:t,given:n}=e;K(e,"doctor");const r=(0,v.findRoot)(t.cwd);if(r===void 0)throw new b.UserError(`${(0,l.show)(t.cwd)} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");n.fix!==void 0&&t.write(Jr(r,await at(r)));const o=await at(r),s=[...tt(o),...await Zr(e,r),...await zr(e,r,o)];return t.write(s.map(eo).join("")||`No problems found.
`),s.every(({isNote:i})=>i)?_.EXIT.fine:_.EXIT.findings}function Jr(e,t){const n=tt(t);return t.flatMap(r=>{const o=Br(r,n);return o?((0,p.writeWhole)({path:(0,J.join)(e,r.path),roots:[e]},o.text),o.mended.map(s=>`fixed ${ct(s)}`)):[]}).join("")}async function zr({terminal:{env:e,warn:t}},n,r){const o=e.GITHUB_TOKEN,s=o?Yr(e,n):void 0;if(!o||!s)return[];const{createClient:i,hasProxy:a}=await Promise.resolve().then(()=>U(require("./github-client.js"))),c=await i({token:o,apiUrl:e.GITHUB_API_URL??"https://api.github.com",proxied:a(e),warn:u=>t(`cortex-review: warning: ${(0,l.show)(u)}
`)});return Hr(c,s,r)}function Yr(e,t){const n=e.GITHUB_REPOSITORY||Xr(t),[,r,o]=/(?:^|[/:])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(n??"")??[];return r&&o?{owner:r,repo:o}:void 0}function Xr(e){try{return(0,v.runGit)(e,["config","--get","remote.origin.url"]).toString("utf8").trim()}catch(t){if(t instanceof v.GitError)return;throw t}}async function at(e){return Promise.all(Qr(e).map(t=>xr(t,(0,v.readText)((0,J.join)(e,t),e)??"")))}function Qr(e){return(0,oe.lstatSync)((0,J.join)(e,ve),{throwIfNoEntry:!1})?.isDirectory()?(0,oe.readdirSync)((0,J.join)(e,ve),{withFileTypes:!0}).filter(t=>t.isFile()&&/\.ya?ml$/.test(t.name)).map(({name:t})=>`${ve}/${t}`).toSorted():[]}async function Zr(e,t){const n=[],r=(s,i="See docs/settings.md.")=>n.push({path:".github",problem:s,remedy:i}),o=s=>{r(s.replace(/^cortex-review: warning: /,"").trimEnd())};try{const s={...e,terminal:{...e.terminal,warn:o}},{options:i,extended:a}=await(0,A.readOptions)(s,{root:t});n.push(...Ur((0,A.listPaths)(t)??[],i));for(const c of a)c.ref===void 0||/^[0-9a-f]{40}$/.test(c.ref)||n.push({path:".github",problem:`the settings extend ${(0,x.quote)((0,p.nameSource)(c))}, and ${(0,x.quote)(c.ref)} is not a commit: the settings change when it moves.`,remedy:(0,p.nameSource)({...c,ref:c.commit??"<commit>"}),isNote:!0})}catch(s){if(!(s instanceof b.UserError))throw s;r(s.message,s.remedy)}return n}function eo(e){const t=e.remedy.split(`
`).map(n=>`    ${(0,l.show)(n)}
`);return`${ct(e)}${t.join("")}
`}function ct({path:e,line:t,problem:n}){return`${`${(0,l.show)(e)}${t===void 0?"":`:${t}`}`}: ${n.split(`
`).map(l.show).join(`
`)}
`}function be(e){const{file:t,steps:n}=oo(e),r=(0,g.listKeys)().filter(u=>t===void 0||u.file===t),s=[r.filter(u=>t&&ut(u,n)),...$e(r,n)].filter(u=>u.length>0),[i]=s;if(!i)return{kind:"unknown",nearest:io(r,n)};const[a,...c]=i;return a&&c.length===0?{kind:"found",key:a,others:[...new Set(s.flat())].filter(u=>u!==a)}:{kind:"ambiguous",candidates:i}}function to(e){const t=e.steps.join("."),n=be(t);return n.kind==="found"&&n.key===e?t:`${e.file}.${t}`}var no={cluster:"cluster",api:"api",cortex:"api"},ro=200;function oo(e){const t=e.slice(0,ro).trim(),[n="",r=""]=/^(cluster|api|cortex)(?:\.ya?ml)?[.:]/.exec(t)??[],o=no[r],s=t.slice(n.length).replace(/\[[^\][]*\]/g,".").split(/[./\s]+/).filter(i=>i!==""&&!/^\d+$/.test(i));return{...o&&{file:o},steps:s}}function $e(e,t){if(t.length===0)return[];const n=e.filter(i=>ut(i,t)),r=e.filter(i=>!n.includes(i)&&ye(i,t)),o=e.filter(i=>!ye(i,t)&&so(i,t)),s=[n,r,o];return[...s.map(i=>i.filter(g.isCurrent)),...s.map(i=>i.filter(a=>!(0,g.isCurrent)(a)))].filter(i=>i.length>0)}function ut(e,t){return e.steps.length===t.length&&ye(e,t)}function ye(e,t){const n=e.steps.slice(-t.length);return n.length===t.length&&n.every((r,o)=>r===t[o])}function so({steps:e},t){if(e.at(-1)!==t.at(-1))return!1;let n=0;for(const r of e)r===t[n]&&(n+=1);return n===t.length}function io(e,t){const n=[...new Set(e.flatMap(a=>a.steps.at(-1)??[]))],r=t.map(a=>n.includes(a)?a:(0,x.findNearest)(a,n)),o=r.flatMap(a=>a??[]),[s=[]]=o.length===t.length&&o.length>0?$e(e,o):[];if(s.length>0)return s;const i=r.at(-1);return i===void 0?[]:$e(e,[i])[0]??[]}function lt(e){return e.type==="string"?co[e.accepts??"none"]:e.type==="list"?`list of ${uo(e.item.shape)}`:ao[e.type]}var ao={integer:"whole number",float:"number",boolean:"`true` or `false`",strings:"map of texts by name",map:"map",any:"not looked at"},co={none:"text",integers:"text or whole number",numbers:"text or number"};function uo(e){return e.type==="map"?"maps":e.type==="string"?"texts":lt(e)}function dt({shape:e,limits:t,known:n}){const r=t===void 0?n?.():void 0,o=[...lo(e),r&&(0,x.alternatives)(r),t].filter(s=>s!==void 0);return o.length>0?o.join("; "):void 0}function lo(e){switch(e.type){case"string":return xe(e);case"integer":case"float":return[fo(e)];case"list":return[...mo(e.length),po(e.item)];case"strings":return[ft("keys",xe(e.key)),ft("values",xe(e.value))];default:return[]}}function xe({allowed:e,minLength:t=1,maxLength:n}){return e?[(0,x.alternatives)(e)]:n!==void 0?[t>1?`${t} to ${n} characters`:`at most ${n} characters`]:t>1?[`at least ${t} characters`]:[]}function fo({minimum:e,maximum:t,above:n,below:r}){if(e!==void 0&&t!==void 0)return`${e} to ${t}`;const o=[e!==void 0&&`at least ${e}`,n!==void 0&&`above ${n}`,t!==void 0&&`at most ${t}`,r!==void 0&&`below ${r}`].filter(s=>s!==!1);return o.length>0?o.join(", "):void 0}function mo({minimum:e,unique:t,notOne:n}){return[e!==void 0&&(e===1?"not empty":`at least ${e} items`),n&&"not exactly one item",t&&"no item twice"].filter(r=>typeof r=="string")}function po(e){const t=e.shape.type==="map"?void 0:dt(e);return t===void 0?void 0:`each ${t}`}function ft(e,t){return t.length>0?`${e} of ${t.join(", ")}`:void 0}function ho(e){const t=new Set(e.variants.map(({field:o})=>o.doc)),r=[["Type",L(e,({field:o})=>lt(o.shape))],["Limits",L(e,({field:o})=>dt(o))],["Default",L(e,({field:o})=>wo(o))],["Null",(0,g.isCurrent)(e)?L(e,({field:o})=>vo(o)):void 0],["Kinds",bo(e)],["Versions",L(e,mt)],["Replaced by",L(e,({field:o})=>o.replacedBy)],["Replaces",$o(e)],["On a change",(0,g.isCurrent)(e)?So(e):void 0]].flatMap(([o,s])=>s===void 0?[]:[{label:o,text:s}]);return{key:e,sentence:[...t].join(" "),facts:r}}function L(e,t){const n=new Map;for(const i of e.variants){const a=t(i);if(a===void 0)continue;const c=n.get(a)??[];i.kind&&c.push(i.kind),n.set(a,c)}const r=[...n],[o]=r,s=o?.[1].length===e.variants.length||e.variants.length===1;return!o||s?o?.[0]:r.map(([i,a])=>`${a.map(go).join(", ")}: ${i}`).join(". ")}function go(e){return e.replace(/API$/,"")}function wo(e){const{required:t,default:n,defaultNote:r,shape:o,optional:s}=e;if(t)return"none: the key must be there";if(r!==void 0)return r;if(o.type!=="any")return o.type==="map"?s?"none":"the defaults of its keys":n==null||n===""?"none":typeof n=="object"?Object.keys(n).length===0?"none":void 0:(0,x.quote)(typeof n=="string"?n:JSON.stringify(n))}function vo({nullMeans:e,nullNote:t,required:n}){return t!==void 0?t:e==="empty"?"the same as an empty list":e!==void 0?"the same as no key":n?"refused, like a missing key":"refused"}function bo(e){if(!(e.file==="cluster"||!(0,g.isCurrent)(e)))return e.variants.length===q.API_KINDS.length?"every kind of API":(0,x.alternatives)(e.variants.flatMap(({kind:t})=>t??[])).replace(" or "," and ")}function mt({since:e,until:t}){const n=Math.max(e??k.OLDEST_VERSION,k.OLDEST_VERSION);return(0,k.formatVersion)({from:n,to:Math.min(t??k.NEWEST_VERSION,k.NEWEST_VERSION)})}function $o({path:e,file:t}){const n=new Map;for(const o of(0,g.listKeys)()){const s=o.file===t&&o.variants.find(d=>ko(d,e));if(!s)continue;const i=xo(o)?o.steps.at(-1)??"":o.path,{since:a=k.OLDEST_VERSION,until:c=k.NEWEST_VERSION}=s,u=n.get(i)??{since:a,until:c};n.set(i,{since:Math.min(a,u.since),until:Math.max(c,u.until)})}const r=[...n].map(([o,s])=>`${(0,x.quote)(o)} (${mt(s)})`);return r.length>0?r.join(", "):void 0}var yo=["predictor","handler","definition"];function xo({steps:e}){return e.length>1&&yo.includes(e[0]??"")}function ko({field:e},t){return e.replacedBy?.includes(`\`${t}\``)??!1}var _o="`cortex cluster configure` applies it.",Oo="`cortex cluster configure` refuses it on a running cluster, and with it all other changes of the file.";function So(e){const t=L(e,({field:o})=>o.changing),r=[e.file==="cluster"?Eo(e):jo(e),t].filter(o=>o!==void 0).join(" ");return r===""?void 0:r.charAt(0).toUpperCase()+r.slice(1)}function Eo({variants:e}){return e.some(({field:t})=>t.configurable)?_o:Oo}function jo(e){if(e.steps.length===1&&Object.hasOwn(q.identityFields,e.path))return;const t=L(e,({kind:n,replacesPods:r})=>n==="RealtimeAPI"?r?pt:To:n==="AsyncAPI"?r?pt:Ro:n==="TrafficSplitter"?Co:Ao);return t===void 0?void 0:`${t}.`}var pt="a rolling update replaces all pods",Ro="a rolling update replaces all pods, as for every change",To="no pod is replaced, unless the node groups of the cluster changed since",Ao="jobs that are submitted later use it",Co="the route changes, there are no pods",Io="docs/keys";function Mo({file:e,steps:t},n=Io){return`${n}/${e}/${t.join(".")}.md`}function No(e){const{sentence:t,facts:n}=ho(e),r=n.map(({label:o,text:s})=>`${o}: ${s}`);return[t,...r].join(`
`).replaceAll("`","")}var ht=90,gt=6;function Po(e,t){const n=be(e);if(n.kind==="unknown")return;if(n.kind==="ambiguous")throw new b.UserError(`\`${e}\` is the end of several keys.`,`One of ${ke(n.candidates)}.`);const{key:r,others:o}=n,s=No(r).split(`
`).map(i=>(0,l.wrap)(i,ht).join(`
  `));return[`${t(r.path,"bold")}  ${r.file==="cluster"?"cluster files":"API files"}`,s[0]??"",s.slice(1).join(`
`),...o.length>0?[(0,l.wrap)(`See also ${ke(o)}.`,ht).join(`
`)]:[],Mo(r,Nn)].join(`

`).concat(`
`)}function Fo(e){const t=be(e),n=t.kind==="unknown"?t.nearest:[];return n.length>0?` Did you mean ${ke(n)}?`:""}function ke(e){const t=e.map(r=>`\`${to(r)}\`${(0,g.isCurrent)(r)?"":" (old)"}`),n=t.length-gt;return n>0?`${t.slice(0,gt).join(", ")} and ${n} more`:t.join(", ")}var wt=90;async function Lo(e){const{operands:t,given:n,terminal:r}=e,[o,...s]=t;if(o===void 0||s.length>0)throw new b.UserError(`\`explain\` takes one name, not ${t.length}.`,"`cortex-review rules` lists the rules, docs/settings.md the settings.");const i=(0,l.createPaint)(Z(n.color,r)),a=(0,q.isCustomId)(o)?await(0,A.readOwnRules)(e):[],c=[...e.rules,...a],u=[...c,...p.ENGINE_RULES].find(({id:m})=>m===o),d=p.ALL_FIELDS.find(m=>m.name===o),f=(u&&await Wo(u,i))??(d&&Uo(d,i))??Po(o,i);if(f===void 0)throw Bo(o,c);return r.write(f),_.EXIT.fine}async function Wo(e,t){const{default:n}=await Promise.resolve().then(()=>U(require("./cli-rule-examples.js"))),r=n[e.id];return[`${t(e.id,"bold")}  ${e.severity}, ${e.category}`,`${e.summary}.`,vt((0,g.renderRuleText)(e)),e.origin!==void 0&&`Defined in ${(0,l.show)(e.origin)}.`,e.docsUrl,r&&Do(r,t),`To switch it off, in .github/cortex-review.yml:

  rules:
    ${e.id}: off`,(0,p.canBeIgnored)(e)&&`To accept one finding, on its line or above it:

  # cortex-review: ignore[${e.id}] why`].filter(Boolean).join(`

`).concat(`
`)}function Do(e,t){let n=!1;return e.split(`
`).flatMap(r=>r.startsWith("```")?(n=!n,[]):n?[`    ${qo(r,t)}`.trimEnd()]:r.startsWith("## ")?[t(r.slice(3),"bold")]:r===""?[""]:(0,l.wrap)(r.replace(/^> /,""),wt)).join(`
`)}function qo(e,t){return e.startsWith("+")?t(e,"green"):e.startsWith("-")?t(e,"red"):e}function Uo(e,t){const{name:n,type:r,description:o,default:s,otherwise:i}=e,a=s===void 0?i:typeof s=="string"?s:JSON.stringify(s),c=[e.file&&"the settings file",e.action&&`the input \`${n}\` of the Action`,e.cli&&`the option \`--${n}\` of ${e.cli.commands.join(", ")}`].filter(Boolean),u=[r.values?`Values: ${r.values.join(", ")}`:`Type: ${r.label}`,a&&`Default: ${a}`,`Set by: ${c.join("; ")}`].filter(Boolean);return`${t(n,"bold")}

${vt(o)}

${u.join(`
`)}
`}function vt(e){return e.split(`
`).map(t=>{const n=t.startsWith("- ")?"  ":"";return(0,l.wrap)(t,wt).join(`
${n}`)}).join(`
`)}function Bo(e,t){const n=[...[...t,...p.ENGINE_RULES].map(({id:r})=>r),...p.ALL_FIELDS.map(r=>r.name)];return new b.UserError(`There is no rule, setting or key \`${(0,l.show)(e)}\`.${de(e,n)||Fo(e)}`,"`cortex-review rules` lists the rules, docs/settings.md the settings, docs/keys the keys.")}function Go(e){const t=Ko(e),n=p.FILE_FIELDS.map(r=>{const o=t[r.name]??Jo(r);return[...zo(r.description),...o.split(`
`).map(s=>`# ${s}`)].join(`
`)});return{path:p.DEFAULT_OPTIONS.settings,text:`${[Ho,...n].join(`

`)}
`}}var Ho=`## Settings of Cortex Review. Everything has a default, so keep only what you change.
## Pull requests are reviewed with the settings of their base branch.`;function Ko(e){const t=e.find(({options:s})=>Object.keys(s??{}).length>0),n=e.find(s=>s!==t),r=[...n?[`  ${n.id}: warning`]:[],...t?Vo(t):[]],[o]=e;return{"paths-ignore":`paths-ignore:
  - 'examples/**'`,...o&&{rules:["rules:",...r].join(`
`),overrides:`overrides:
  - paths: ['dev/**']
    rules:
      ${o.id}: off`},"cortex-version":"cortex-version: '0.42'","ignore-days":"ignore-days: 90",clusters:`clusters:
  - cluster: clusters/prod.yaml
    apis: ['apis/**']`}}function Vo({id:e,severity:t,options:n={}}){const r=Object.entries(n).map(([o,s])=>`    ${o}: ${s.default}`);return[`  ${e}:`,`    severity: ${t}`,...r]}function Jo({name:e,default:t}){return Array.isArray(t)?t.length===0?`${e}: []`:[`${e}:`,...t.map(n=>`  - '${n}'`)].join(`
`):`${e}: ${JSON.stringify(t).replaceAll('"',"")}`}function zo(e){const t=[];let n="##";for(const r of e.split(" "))n.length+1+r.length>100&&(t.push(n),n="##"),n+=` ${r}`;return[...t,n]}function Yo({operands:e,given:t,rules:n,terminal:r}){const o=(e.length>0?e:["review"]).flatMap(Qo),s=(0,v.findRoot)(r.cwd);if(s===void 0)throw new b.UserError(`${(0,l.show)(r.cwd)} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");const i=t.force??!1,a=[...o.map(c=>bt(c,{root:s,terminal:r,isForced:i})),bt(Go(n),{root:s,terminal:r,isForced:!1})];return r.write(a.join("")),r.write(Zo),_.EXIT.fine}function bt(e,{root:t,terminal:n,isForced:r}){const{path:o,text:s,needed:i}=e,a=o.replace(/\.yml$/,".yaml"),c=[o,a].find(f=>(0,Rt.lstatSync)((0,Se.join)(t,f),{throwIfNoEntry:!1})),u={path:(0,Se.join)(t,c??o),roots:[t]};return(0,p.makeFolder)(u),c===void 0?((0,p.writeNew)(u,s),n.write(`wrote ${o}
`),""):r?((0,p.writeWhole)(u,s),n.write(`replaced ${c}
`),""):(n.write(`left  ${c} (it exists)
`),!i||i.isThere((0,v.readText)(u.path,t)??"")?"":Xo(c,i.lines))}function Xo(e,t){return`
${e} uploads no report, so nothing is posted for pull requests from forks.
Add these lines to the step that uses ${P}, or replace the file with --force:

${t}`}var _e={review:[lr()],forks:mr(),commands:[fr()],audit:[dr()]};function Qo(e){const t=Object.hasOwn(_e,e)?_e[e]:void 0;if(t)return t;throw new b.UserError(`\`init\` knows no workflow ${(0,x.quote)(e)}.`,`It can be ${(0,x.alternatives)(Object.keys(_e))}.`)}var Zo=`
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks.
  3. See what it would say today: cortex-review audit
`;function es(e,t,n){if(n.npm_command==="exec")return"npx cortex-review";const r=(0,se.basename)(t)==="cli.js"&&!/[\\/]node_modules[\\/]/.test(t),o=(0,se.relative)(e,t);return r&&o!==""?`node ${o.startsWith("..")?t:o}`:"cortex-review"}var ts=/(?<![\w/@.-])cortex-review(?= (?:COMMAND|review|audit|explain|rules|demo|init|doctor|help)\b)/g;function Oe(e,t){return t==="cortex-review"?e:e.replace(ts,()=>t)}async function ns(e){return ge(await $t(e),e)}async function $t(e){const{given:t,terminal:n}=e;if(K(e,"review","To judge files as they are: `cortex-review audit PATH`."),t.fix!==void 0&&t.head!==void 0)throw new b.UserError("`--fix` cannot be combined with `--head`, because it changes the working tree.","Check out the commit and omit `--head`.");t.staged&&ss(e);const r=t.staged?os(e):(0,v.resolveComparison)(n.cwd,{...t,target:yt(n)}),{root:o,after:s,isIndex:i=!1}=r,{options:a,problems:c}=await(0,A.readOptions)(e,rs(r)),u=ze(r,{selection:(0,k.createSelection)(a),related:(y,O)=>(0,k.findContext)(y,O,a,Number.POSITIVE_INFINITY)}),{problems:d,...f}=Gt(r,a),m=[...c,...d];return{changes:{...u,...f,...m.length>0&&{settings:m}},options:a,root:o,commit:i?void 0:s}}function rs({root:e,base:t,after:n,isIndex:r}){return n===void 0?{root:e}:r?{root:e,commit:n}:{root:e,commit:t,head:n}}function os({given:e,terminal:t}){const{cwd:n,env:r}=t,{PRE_COMMIT_FROM_REF:o,PRE_COMMIT_TO_REF:s}=r;if(o&&s)return(0,v.resolveComparison)(n,{base:o,head:s});const i=(0,v.resolveStaged)(n,e.base);return r.CI&&e.base===void 0&&(0,v.isNothingStaged)(i)?(0,v.resolveComparison)(n,{head:"HEAD",target:yt(t)}):i}function yt({env:e}){return e.GITHUB_BASE_REF||void 0}function ss({given:e}){for(const t of["head","fix"])if(e[t]!==void 0)throw new b.UserError(`\`--staged\` cannot be combined with \`--${t}\`, because it reviews the index.`,"Omit one of them.")}var is=`
Next steps:
  cortex-review review  Review these changes
  cortex-review audit   Check all Cortex files as they are
  cortex-review init    Create the GitHub workflow and a settings file

Run \`cortex-review help\` for all commands.
`,xt=5;async function as(e){return e.terminal.write(`${(0,l.showLines)(await cs(e))}
${Oe(is,e.terminal.name)}`),_.EXIT.fine}async function cs(e){try{const{changes:t,options:n}=await $t(e),r=(0,p.review)(t,n,[]).files.map(({path:s})=>s);if(r.length===0)return"No changed Cortex files to review.";const o=r.length-xt;return[r.length===1?"1 changed Cortex file to review:":`${r.length} changed Cortex files to review:`,...r.slice(0,xt).map(s=>`  ${s}`),...o>0?[`  and ${o} more`]:[]].join(`
`)}catch(t){if(t instanceof b.UserError||t instanceof v.GitError)return t.message;throw t}}async function us(e){if(e.operands[0]==="test")return(await Promise.resolve().then(()=>U(require("./cli-commands-test-rules.js")))).testRules(e);K(e,"rules","To read about one rule: `cortex-review explain RULE`.");const{given:t,terminal:n}=e,r=[...e.rules,...p.ENGINE_RULES,...await(0,A.readOwnRules)(e)],o=(0,l.createPaint)(Z(t.color,n)),s=Math.max(...r.map(({id:u})=>u.length)),i=({id:u,severity:d,summary:f})=>`  ${u.padEnd(s)}  ${o(d.padEnd(7),ls[d])}  ${f}`,c=[...new Set(r.map(({category:u})=>u))].toSorted().map(u=>{const d=r.filter(f=>f.category===u);return[o(u,"bold"),...d.map(i)].join(`
`)});return n.write(`${c.join(`

`)}

More on each: cortex-review explain RULE
`),_.EXIT.fine}var ls={error:"red",warning:"yellow",info:"blue"},kt=90;function ds(e){const{operands:t,summary:n,text:r,examples:o}=ps[e],s=["cortex-review",e,t,"[OPTIONS]"].filter(Boolean).join(" "),i=[...le(e).map(ms),fs];return[n,`Usage: ${s}`,...r?[(0,l.wrap)(r,kt).join(`
`)]:[],`Options:
${_t(i)}`,`Examples:
${_t(o.map(([a,c])=>[`  ${a}`,c]))}`].join(`

`).concat(`
`)}var fs=["  -h, --help","Show this help."];function ms({name:e,type:t,cli:n,description:r,default:o,otherwise:s}){const i=n?.short?`-${n.short}, `:"    ",a=n?.bare?`[=${n.value??""}]`:n?.value?` ${n.value}`:"",u=o!==void 0&&o!==""&&!(Array.isArray(o)&&o.length===0)&&typeof o=="string"?o:s,d=n?.value&&t.values&&!r.includes(t.values[0]??"")?t.values:[],f=[d.length>0&&`One of ${d.join(", ")}.`,u&&n?.value&&`Default: ${u}.`,t.isList&&"Repeatable."],m=[r,...f.filter(Boolean)].join(" ").replaceAll("`","");return[`  ${i}--${e}${a}`,m]}function _t(e){const t=Math.min(Math.max(...e.map(([n])=>n.length))+2,48);return e.flatMap(([n,r])=>{const o=(0,l.wrap)(r,Math.max(kt-t,30)),[s="",...i]=o;return[...n.length+2<=t?[n.padEnd(t)+s]:[n," ".repeat(t)+s],...i.map(c=>" ".repeat(t)+c)]}).join(`
`)}var ps={review:{operands:"",summary:"Review changes since the base, or between two commits.",text:"Compares the merge base of base and head with the head. Without --head, the working tree is reviewed, including untracked files, with its own settings. With --head, settings are read from the base.",examples:[["cortex-review review","Changes on your branch"],["cortex-review review --base HEAD","Uncommitted changes"],["cortex-review review --staged","Staged changes"],["cortex-review review --base main --head v2","Two branches, tags, or commits"],["cortex-review review --fix","Apply the safe fixes"]]},audit:{operands:"[PATH\u2026]",summary:"Check whole files, not changes: the current folder, given paths, or a commit.",text:"Works without Git, unless --ref is given.",examples:[["cortex-review audit","The current folder"],["cortex-review audit clusters/ api.yaml","A folder and a file"],["cortex-review audit --ref v1.2 --format sarif","A commit, for code scanning"],["cortex-review audit --format html -o report.html","A page to look at"]]},explain:{operands:"NAME",summary:"Explain a rule, a setting, or a key of Cortex files.",examples:[["cortex-review explain queue-length-raised","A rule"],["cortex-review explain fail-on","A setting"],["cortex-review explain pod.max_queue_length","A key"]]},rules:{operands:"[test [DIR]]",summary:"List the rules with their severities, or test custom rules by their cases.",examples:[["cortex-review rules","All rules by category"],["cortex-review rules test","The case files beside the custom rules"]]},demo:{operands:"",summary:"Review a risky sample pull request.",text:"Creates a repository in a temporary folder and removes it afterwards.",examples:[["cortex-review demo","Requires only Node.js and Git"]]},doctor:{operands:"",summary:"Check the workflows and settings of this repository.",text:"Says what will not work, and which lines to change; with `GITHUB_TOKEN` also whether merges wait for the check. Exits with 1 if there is anything.",examples:[["cortex-review doctor","The current repository"],["cortex-review doctor --fix","Write what is unambiguous"]]},init:{operands:"[WORKFLOW\u2026]",summary:"Create workflows and a settings file in this repository.",text:"Workflows: review (default), forks (reviews pull requests from forks and posts the comments), commands (commands in comments), and audit. Existing files are not changed.",examples:[["cortex-review init","Then commit the files and make the check required"],["cortex-review init forks commands audit","All workflows, for a public repository"]]}},hs=`Review changes to Cortex cluster configs (cluster.yaml) and API specs (cortex.yaml).

Usage: cortex-review COMMAND [OPTIONS]

Commands:
  review         Review changes since the base, or between two commits
  audit [PATH\u2026]  Check whole files: the working tree, folders, or a commit
  explain NAME   Explain a rule, a setting, or a key
  rules          List the rules
  demo           Review a risky sample pull request
  init           Create workflows and a settings file in this repository
  doctor         Check the workflows and settings of this repository
  help COMMAND   Show the options of a command

Options:
  -h, --help     Show this help
  -V, --version  Show the version

Examples:
  cortex-review review                        Changes on your branch
  cortex-review review --base main --head v2  Two branches, tags, or commits
  cortex-review audit clusters/ --fail-on warning
  cortex-review explain on-demand-fallback-removed

Exit codes:
${Object.entries(_.EXIT_CODES).map(([e,t])=>`  ${e}  ${t.replaceAll("`","")}
`).join("")}`;async function Tt(e){const t=Ln(),n=es(t.cwd,process.argv[1]??"",t.env),r={...t,name:n,warn:o=>t.warn(Oe(o,n))};process.once("uncaughtException",o=>{Ot(o,r),process.exit(_.EXIT.failed)});try{process.exitCode=await gs(e,r)}catch(o){process.exitCode=Ot(o,r)}}async function gs(e,t){if(e.length===0)return as({operands:[],given:{},rules:g.rules,terminal:t});const n=Lt(e);if(n.kind==="version"&&t.write(`${E.VERSION}
`),n.kind==="help"&&t.write(Oe(n.command?ds(n.command):hs,t.name)),n.kind!=="run")return _.EXIT.fine;const{command:r,operands:o,options:s}=n,i=(0,p.parseFlags)(s,g.rules);return ws[r]({operands:o,given:i,rules:g.rules,terminal:t})}var ws={review:ns,audit:Kn,explain:Lo,rules:us,demo:rr,init:Yo,doctor:Vr};function Ot(e,{warn:t}){const n=o=>t((0,l.showLines)(o));if(e instanceof b.UserError)return n(`cortex-review: ${e.message}
${e.remedy?`${e.remedy}
`:""}`),_.EXIT.wrongUse;if(e instanceof v.GitError)return n(`cortex-review: ${e.message}
`),_.EXIT.wrongUse;const r=e instanceof Error?e.stack:String(e);return n(`cortex-review ${E.VERSION}: internal error. Report it with the lines below at
${E.HOMEPAGE}/issues

${r}
`),_.EXIT.failed}0&&(module.exports={main});
