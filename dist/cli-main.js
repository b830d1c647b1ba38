var Dt=Object.create;var te=Object.defineProperty;var Lt=Object.getOwnPropertyDescriptor;var Ft=Object.getOwnPropertyNames;var Wt=Object.getPrototypeOf,qt=Object.prototype.hasOwnProperty;var Ut=(e,t)=>{for(var n in t)te(e,n,{get:t[n],enumerable:!0})},Me=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of Ft(t))!qt.call(e,o)&&o!==n&&te(e,o,{get:()=>t[o],enumerable:!(r=Lt(t,o))||r.enumerable});return e};var F=(e,t,n)=>(n=e!=null?Dt(Wt(e)):{},Me(t||!e||!e.__esModule?te(n,"default",{value:e,enumerable:!0}):n,e)),Bt=e=>Me(te({},"__esModule",{value:!0}),e);var ns={};Ut(ns,{main:()=>Nt});module.exports=Bt(ns);var C=require("./shared-16.js"),M=require("./shared-15.js"),k=require("./shared-14.js"),g=require("./shared-25.js"),j=require("./shared-27.js"),V=require("./shared-37.js"),v=require("./shared-26.js"),w=require("./shared-18.js"),x=require("./shared-50.js"),P=require("./shared-28.js"),z=require("./shared-44.js"),q=require("./shared-43.js"),Se=require("./shared-24.js"),os=require("./shared-35.js"),I=require("./shared-17.js"),ss=require("./shared-45.js"),ae=require("./shared-22.js"),U=require("./shared-38.js"),m=require("./shared-19.js"),Te=require("./shared-39.js"),_=require("./shared-4.js"),Re=require("./shared-42.js"),is=require("./shared-21.js"),as=require("./shared-20.js"),cs=require("./shared-23.js"),K=require("./shared-40.js"),us=require("./shared-41.js"),f=require("./shared-36.js"),At=require("./shared-48.js"),jt=require("./shared-47.js"),b=require("./shared-46.js"),y=require("./shared-3.js"),O=require("./shared-9.js"),A=require("./shared-49.js"),ls=require("./shared-10.js"),ds=require("./shared-1.js"),It=require("node:util"),se=require("node:fs"),H=require("node:path"),Ct=require("node:fs"),W=require("node:path"),Mt=require("node:path"),ie=require("node:path"),N=require("node:fs"),ce=require("node:os"),Z=require("node:path"),Ae=require("node:path"),ue=require("node:fs"),je=require("node:path"),Pt=require("node:fs"),Ie=require("node:path"),le=require("node:path"),pe=["review","audit","explain","rules","demo","init","doctor"];function Gt(e){const[t="",...n]=e;if(t==="help")return{kind:"help",command:n[0]?Pe(n[0]):void 0};if(["-h","--help",""].includes(t))return{kind:"help",command:void 0};if(["-V","--version"].includes(t))return{kind:"version"};const r=Pe(t),{operands:o,options:s}=Kt(n,r);return s.help?{kind:"help",command:r}:s.version?{kind:"version"}:{kind:"run",command:r,operands:o,options:s}}function me(e){return q.ALL_FIELDS.filter(({cli:t})=>t?.commands.includes(e))}function Pe(e){const t=pe.find(n=>n===e);if(t)return t;throw e.startsWith("-")?new b.UserError(`Missing command before \`${(0,f.show)(e)}\`.`,"For example: `cortex-review review`. `cortex-review help` lists the commands."):new b.UserError(`Unknown command \`${(0,f.show)(e)}\`.${he(e,pe)}`,"`cortex-review help` lists the commands.")}function Kt(e,t){const n=me(t),r={},o=[];for(const s of Ht(e,n)){if(s.kind==="positional"&&o.push(s.value),s.kind!=="option")continue;const[i,c]=Vt(s,n,t);r[i]=[...r[i]??[],c]}return{operands:o,options:r}}function Ht(e,t){const n=t.map(({name:r,cli:o})=>[r,{type:De(o)?"string":"boolean",...o?.short&&{short:o.short}}]);return(0,It.parseArgs)({args:[...e],options:{...Object.fromEntries(n),...Ne},strict:!1,allowPositionals:!0,tokens:!0}).tokens}var Ne={help:{type:"boolean",short:"h"},version:{type:"boolean",short:"V"}};function Vt({name:e,rawName:t,value:n,inlineValue:r},o,s){if(Object.hasOwn(Ne,e))return[e,!0];const i=e.replace(/^no-/,""),c=o.find(l=>l.name===e),a=c?void 0:o.find(l=>l.name===i);if(a&&zt(a)&&n===void 0)return[i,!1];if(!c)throw Xt(t,o,s);if(!De(c.cli))return[e,n??!0];if(!(n===void 0||!r&&/^-./.test(n)))return[e,n];throw new b.UserError(`Option \`${(0,f.show)(t)}\` needs a value: ${c.cli?.value??""}.`,`\`cortex-review help ${s}\` describes it.`)}function De(e){return e?.value!==void 0&&e.bare===void 0}function zt({cli:e}){return e?.value===void 0}function Xt(e,t,n){const r=[...t.map(({name:c})=>c),"help","version"],o=e.replace(/^-+/,""),s=pe.filter(c=>me(c).some(a=>a.name===o)),i=s.length>0?` It is an option of \`${s.join("`, `")}\`.`:he(o,r,"--");return new b.UserError(`Unknown option \`${(0,f.show)(e)}\` for \`${n}\`.${i}`,`\`cortex-review help ${n}\` lists its options.`)}function he(e,t,n=""){const r=(0,O.findNearest)(e,t);return r?` Did you mean \`${n}${r}\`?`:""}function Le({root:e,commit:t},{baseline:n},r){const o=t===void 0?(0,j.readText)((0,W.join)(e,n),e):(0,v.readCommitted)(e,t,n);return o===void 0?{}:{baseline:{...(0,U.toBaseline)({path:n,text:o}),isWhole:r}}}function Yt({root:e,base:t,after:n},{baseline:r,baselineGrowth:o}){if(!((0,Ct.lstatSync)((0,W.join)(e,r),{throwIfNoEntry:!1})!==void 0)&&n===void 0&&r===q.DEFAULT_OPTIONS.baseline)return{problems:[]};const i=(0,v.readCommitted)(e,t,r),c=n===void 0?(0,j.readText)((0,W.join)(e,r),e):(0,v.readCommitted)(e,n,r),a=i===void 0?void 0:(0,U.toBaseline)({path:r,text:i}),u=c===void 0||c===i?[]:(0,U.checkBaseline)(a?.entries,{path:r,text:c},o);return{...a&&{baseline:a},problems:u}}function Jt(e,{rules:t,terminal:n}){const{changes:r,options:o,root:s}=e,{baseline:i,...c}=r,{recordable:a}=(0,I.review)(c,o,t),u={path:(0,W.join)(s,o.baseline),roots:[s]};(0,W.dirname)(o.baseline)!=="."&&(0,P.makeFolder)(u),(0,P.writeWhole)(u,(0,U.renderBaseline)(a));const l=a.length===1?"finding":"findings";return n.write(`Wrote ${a.length} ${l} to ${o.baseline}.
`),k.EXIT.fine}function J({operands:e},t,n){if(e.length!==0)throw new b.UserError(`Unexpected argument \`${(0,f.show)(e[0]??"")}\` for \`${t}\`.`,n??`\`cortex-review help ${t}\` says how to use it.`)}var Qt=100;function Zt(e,{changes:t,options:n,root:r},{rules:o,which:s}){const i=new Set(e.files.flatMap(({path:l})=>t.links?.after.has(l)?[]:[l]));let c=e,a=t;for(let l=0;l<Qt;l+=1){const d=c.findings.flatMap(({fix:$})=>$&&en($,s)?[$]:[]),p=tn(d.filter(({path:$})=>i.has($)));if(p.length===0)break;const h=nn(a.after,p);a={...a,after:h,hunks:rn({...a,after:h})},c=(0,I.review)(a,n,o)}const u=[...a.after].flatMap(([l,d])=>{const p=t.after.get(l)??"";return d===p?[]:[{path:l,before:p,text:d}]});return on(r,u),{judged:c,changes:a,patch:(0,_.hideOf)(c)(u.map(an).join(""))}}function en({safety:e},t){return t==="all"||e==="safe"}function tn(e){const t=e.filter(({doubt:n})=>n===void 0);return t.length>0?t:e.filter(({doubt:n})=>(0,I.isInTheWay)(n)).slice(0,1)}function nn(e,t){const n=new Map(e);for(const r of new Set(t.map(o=>o.path))){const o=t.flatMap(s=>s.path===r?s.edits:[]);n.set(r,(0,b.applyEdits)(e.get(r)??"",o))}return n}function rn({before:e,after:t,renames:n,hunks:r}){const s=[...t.keys()].filter(i=>r.has(i)).map(i=>{const c=e.get(n.get(i)??i)??"";return[i,(0,_.diffTexts)(c,t.get(i)??"")]});return new Map([...r,...s])}function on(e,t){for(const{path:n,before:r}of t){if((0,g.isBehindLink)(e,n))throw new b.UserError(`${(0,f.show)(n)} is reached through a link, so nothing was fixed.`,"Run the command where the file is.");if((0,g.isHardLinked)((0,ie.join)(e,n)))throw new b.UserError(`${(0,f.show)(n)} is also at another path (a hard link), so nothing was fixed.`,"Replace the link by a copy.");if((0,g.readFileStart)((0,ie.join)(e,n))?.bytes.toString("utf8")!==r)throw Fe(n)}for(const{path:n,before:r,text:o}of t)sn((0,ie.join)(e,n),r,o)}function sn(e,t,n){let r;try{r=(0,g.rewriteFile)(e,t,n)}catch(o){const s=o instanceof Error?o.message:String(o);throw new b.UserError(`${(0,f.show)(e)} cannot be written: ${(0,f.show)(s)}`,"Check who may write the file.")}if(!r)throw Fe(e)}function Fe(e){return new b.UserError(`${(0,f.show)(e)} changed while it was reviewed, so nothing was fixed.`,"Run the command again.")}function an({path:e,before:t,text:n}){const r=(0,_.renderPatch)((0,_.diffTexts)(t,n)).split(`
`);return`${[`--- a/${e}`,`+++ b/${e}`,...r].map(s=>(0,f.show)(s.replace(/\r$/,""))).join(`
`)}
`}function cn(e){return(0,_.hideOf)(e)(e.findings.map(t=>`${un(t)}
`).join(""))}function un({rule:e,severity:t,message:n,location:r}){const{path:o,side:s,range:i}=r;return`${`${(0,f.show)(o)}:${i.start.line}:${i.start.column}`}:${s==="before"?" (base)":""} ${t}[${e.id}]: ${(0,f.show)(n)}`}var ln={error:"critical",warning:"major",info:"info"};function dn(e){return(0,Re.hideInData)(e.findings.map(t=>fn(t,e)),(0,_.hideOf)(e))}function fn(e,t){const{path:n,range:r}=(0,m.placeOnHead)(e,t);return{description:(0,f.makeVisible)(e.message),check_name:e.rule.id,fingerprint:e.fingerprint,severity:ln[e.severity],location:{path:n,lines:{begin:r.start.line,end:r.end.line}}}}var pn={error:"ERROR",warning:"WARNING",info:"INFO"};function mn(e,{docsUrl:t,homepage:n}){const r=e.findings.map(o=>hn(o,e,t));return{source:{name:"Cortex Review",url:n},diagnostics:(0,Re.hideInData)(r,(0,_.hideOf)(e))}}function hn(e,t,n){const{path:r,range:o}=(0,m.placeOnHead)(e,t),s=(0,m.documentAt)(t.after,r),i=s?gn(e,s,t):[];return{message:(0,f.makeVisible)(e.message),location:{path:r,range:We(o,s)},severity:pn[e.severity],code:{value:e.rule.id,url:(0,m.rulePage)(n,e.rule)},...i.length>0&&{suggestions:i}}}function gn({fix:e},t,n){return!e||e.doubt!==void 0||(0,m.showsSecret)(e,n)?[]:(0,m.documentAt)(n.after,e.path)!==t?[]:e.edits.map(r=>({range:We((0,b.toRange)(t.lines,r),t),text:r.text}))}var wn=new TextEncoder;function We({start:e,end:t},n){const r=o=>n?wn.encode((0,m.lineAt)(n,o.line).slice(0,o.column-1)).length+1:o.column;return{start:{line:e.line,column:r(e)},end:{line:t.line,column:r(t)}}}var qe={error:"red",warning:"yellow",info:"blue"},Ue={error:"error",warning:"warning",info:"note"},vn=5;function ge(e,{paint:t,width:n},r){return Be(e).map(({rule:o,severity:s,findings:i})=>{const c=r?i:i.slice(0,vn),a=i.length-c.length;return[`${t(`${Ue[s]}[${o.id}]`,"bold",qe[s])}: ${t(o.summary,"bold")} (${(0,m.count)(i.length,"finding")})`,...c.flatMap(l=>$n(l,n)),...a>0?[`  and ${a} more; \`--all\` lists them`]:[]].join(`
`)})}function $n({location:e,message:t},n){const{path:r,range:o}=e;return[`  ${`${(0,f.show)(r)}:${o.start.line}:${o.start.column}`}`,...(0,f.wrap)((0,f.show)(t),n-6).map(i=>`      ${i}`)]}function bn({findings:e,unsaid:t},{paint:n}){const r=t.filter(({silence:u})=>u.why==="baseline"),o=Be([...e,...r.map(({finding:u})=>u)]),s=new Set(r.map(({finding:u})=>u)),i=o.map(({rule:u,severity:l,findings:d})=>{const p=d.filter(h=>s.has(h)).length;return{rule:u,severity:l,all:d.length,old:p}}),c=(0,y.largest)(i.map(({all:u})=>String(u).length),1),a=(0,y.largest)(i.map(({rule:u})=>u.id.length),1);return i.map(({rule:u,severity:l,all:d,old:p})=>{const h=n(Ue[l].padEnd(7),qe[l]),$=p>0?` (${p} in the baseline)`:"";return`${String(d).padStart(c)}  ${h}  ${u.id.padEnd(a)}  ${u.summary}${$}`}).join(`
`)}function Be(e){return[...(0,jt.groupBy)(e,({rule:t})=>t.id).values()].flatMap(t=>{const[n]=t,r=m.SEVERITIES.find(o=>t.some(s=>s.severity===o));return n&&r?[{rule:n.rule,severity:r,findings:t}]:[]}).toSorted((t,n)=>m.SEVERITIES.indexOf(t.severity)-m.SEVERITIES.indexOf(n.severity)||n.findings.length-t.findings.length||(t.rule.id<n.rule.id?-1:1))}var Ge=5,ne="  ";function yn(e,t,n){if(e.length===0)return[];const r=e.length-Ge,o=r>0?`${(0,m.count)(r,"more cluster")} not shown. `:"",s=(0,f.wrap)((0,f.show)(`${o}${(0,w.describeBills)(e)}`),n-ne.length);return[[...e.slice(0,Ge).map(c=>xn(c,t,n)),...s.map(c=>t(ne+c,"dim"))].join(`
`)]}function xn(e,t,n){const r=(0,w.listBillRows)(e).flatMap(({label:o,instances:s,capacity:i,hourly:c,monthly:a})=>{const u=[s,i&&`at max ${i}`].filter(Boolean).join(", "),l=`${c} per hour, ${a} per month`,[d="",...p]=[u,l].filter(Boolean);return[...(0,f.indent)(`${o}: ${d}`,n),...p.flatMap(h=>(0,f.indent)(h,n,ne+ne))]});return[t(`cost of cluster ${(0,f.show)(e.cluster)}`,"bold"),...r].join(`
`)}var Ke=12;function kn(e,t,n){const{clusters:r,apis:o}=(0,w.describeUpdates)(e),s=e.clusters.some(({plan:u})=>u.refusals.length>0),i=r.map(({cluster:u,action:l,target:d})=>`${u}: ${l} ${d}`),c=o.map(({names:u,changed:l,pods:d,meanwhile:p})=>{const h=l.length>0?` (${l.map($=>`\`${$}\``).join(", ")})`:"";return`${u.join(", ")}${h}: ${[d,p].filter(Boolean).join("; ")}`}),a=(u,l,d="")=>{if(l.length===0)return[];const p=l.length-Ke,h=[...l.slice(0,Ke),...p>0?[`${(0,m.count)(p,"more line")} not shown.`]:[],...d===""?[]:[d]];return[[t(u,"bold"),...h.flatMap($=>(0,f.indent)($,n))].join(`
`)]};return[...a("effect of cortex cluster configure",i,s?w.BLOCKED:""),...a("effect of cortex deploy",c)]}var He={error:"red",warning:"yellow",info:"blue"},Ve={error:"error",warning:"warning",info:"note"},_n=40,On=120,En=30;function ze(e,t){const n=(0,f.createPaint)(t.color),r=Math.min(Math.max(t.width,_n),On),o={review:e,paint:n,width:r,frame:(0,V.createFrames)(e),room:(0,m.createEditRoom)()},s=[...Tn(o,t),...Cn(o),...kn(e.updates,n,r),...yn(e.bills,n,r),Pn(e,t,n)];return(0,_.hideOf)(e)(`${s.join(`

`)}
`)}var Sn=20;function Tn(e,{overview:t}){const{review:n}=e,{findings:r,unsaid:o}=n,s=o.filter(({silence:a})=>a.why==="baseline");if(t==="statistics"){const a=bn(n,e);return a===""?[]:[a]}const i=s.length>0&&t==="first"&&r.length<=Sn;if(t===void 0||i)return r.map(a=>Rn(a,e));if(t==="first")return ge(r,e,!1);const c=s.map(({finding:a})=>a);return[...ge(r,e,!0),...c.length>0?[e.paint("In the baseline:","bold")]:[],...ge(c,e,!0)]}function Rn(e,t){const{paint:n,width:r,frame:o}=t,{rule:s,severity:i,location:c}=e,{path:a,side:u,range:l}=c,{headline:d,detail:p}=(0,w.wordFinding)(e),h=n(`${Ve[i]}[${s.id}]`,"bold",He[i]),$=`${(0,f.show)(a)}:${l.start.line}:${l.start.column}`,E=o(e,r-12),S=jn(e,t),B=[...E,...S.rows].map(({number:R=0})=>String(R).length),D=(0,y.largest)(B,1),ee=`${" ".repeat(D)} ${n("\u2502","blue")}`,X=R=>(0,f.wrap)((0,f.show)(R),r-D-5).map((Y,de)=>`${" ".repeat(D)} ${de===0?n("=","blue"):" "} ${Y}`);return[...An(`${Ve[i]}[${s.id}]: `,(0,f.show)(d),r).map((R,Y)=>Y===0?`${h}: ${n(R,"bold")}`:`  ${n(R,"bold")}`),`${" ".repeat(D)}${n("\u2500\u2500\u25B8","blue")} ${$}${u==="before"?" (base)":""}`,...E.length>0?[ee]:[],...E.map(R=>Xe(R,D,n,He[i])),...E.length>0&&(p||S.title)?[ee]:[],...p?X(p):[],...S.title?X(S.title):[],...S.rows.map(R=>Xe(R,D,n,"green"))].join(`
`)}function An(e,t,n){const[r="",...o]=(0,f.wrap)(`${"x".repeat(e.length-1)} ${t}`,n),s=r.slice(e.length);return r.length<e.length?(0,f.wrap)(t,n-2):[s,...(0,f.wrap)(o.join(" "),n-2)]}function jn({fix:e},{review:t,width:n,room:r}){const o=e&&(0,m.documentAt)(t.after,e.path),s=o&&(0,m.toLineEdit)(o,e.edits);if(!e||!s)return{title:"",rows:[]};const c=`fix (${e.doubt===void 0?e.safety:`not applied because ${e.doubt}`}): ${e.title}`;if(s.before.length+s.after.length>En||!r.take(s))return{title:c,rows:[]};const u=(0,m.listRows)((0,m.hideInEdit)(s,t));return{title:c,rows:u.map(l=>({...l,text:(0,At.truncate)((0,f.show)(l.text),n)}))}}var In={added:"+",removed:"-",context:" ",mark:" "};function Xe(e,t,n,r){const{type:o,text:s}=e,i=(e.number===void 0?"":String(e.number)).padStart(t),c=`${n(i,"blue")} ${n("\u2502","blue")}`,a=`${In[o]} ${s}`.trimEnd();return o==="mark"?`${c} ${n(a,"bold",r)}`:o==="added"?`${c} ${n(a,"green")}`:`${c} ${o==="removed"?n(a,"red"):a}`.trimEnd()}function Cn({review:e,paint:t,width:n}){const r=e.exceptions.map(Mn),o=(r.length>0?[]:e.ignored).map(({finding:d,reason:p,line:h,until:$})=>`${t("ignored","dim")} ${(0,f.show)(d.location.path)}:${h} ${d.rule.id}: ${(0,f.show)(p)}${$===void 0?"":` (until ${$})`}`),{leftOut:s,notes:i}=e.coverage,c=s.map(d=>`${t("not checked","yellow")} ${(0,f.show)(d.path)}: ${(0,m.describeLeftOut)(d)}`),a=(0,m.explainUnassigned)(e.coverage),u=a?[...(0,f.wrap)((0,f.show)(a.text),n).map(d=>t(d,"yellow")),...a.lines.map(d=>`  ${(0,f.show)(d)}`)]:[],l=e.failures.map(({rule:d,path:p,error:h})=>`${t("internal error","red")} in ${d} on ${(0,f.show)(p)}: ${(0,f.show)(h.message)}`);return[r.map(d=>`${t("exception","dim")} ${d}`),o,c,i.map(f.show),u,l].filter(d=>d.length>0).map(d=>d.join(`
`))}function Mn(e){const{path:t,line:n,rules:r,reason:o,since:s,until:i,by:c}=e,a=[s&&`since ${s}`,c&&`by ${(0,f.show)(c)}`,i?`until ${i}`:"no end"].filter(Boolean),u=r.map(({id:l})=>l).join(", ");return`${(0,f.show)(t)}:${n} ${u}: ${(0,f.show)(o)} (${a.join(", ")})`}function Pn(e,{failOn:t,command:n="cortex-review"},r){const{conclusion:o,counts:s,title:i}=(0,m.conclude)(e,t),c=o==="failure"?r("\u2716","bold","red"):r("\u2714","bold","green"),{findings:a,coverage:u}=e,l=a.length>0?e.files.length:u.judged.length,d=l>0?` in ${(0,m.count)(l,"Cortex file")}`:"",p=s.ignored>0?`, ${s.ignored} ignored`:"",h=s.baseline>0?`, ${s.baseline} in the baseline`:"",$=`${c} ${r(i,"bold")}${d}${p}${h}`,E=r(`  ${(0,f.show)((0,m.describeCoverage)(u))}`,"dim"),[S]=a;return S?`${$}
${E}
${r(`  Learn more: ${n} explain ${S.rule.id}`,"dim")}`:`${$}
${E}`}function Nn(e){return e.map(t=>`${Dn(t)}
`).join("")}function Dn({level:e,message:t,title:n,...r}){const o=Object.entries({file:r.file,line:r.startLine,endLine:r.endLine,col:r.startColumn,endColumn:r.endColumn,title:n}).flatMap(([s,i])=>i===void 0?[]:[`${s}=${Ln(String(i))}`]);return`::${e} ${o.join(",")}::${Ye(t)}`}function Ye(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function Ln(e){return Ye(e).replaceAll(":","%3A").replaceAll(",","%2C")}var G=`${A.HOMEPAGE}/blob/main/docs/rules`,Fn=`${A.HOMEPAGE}/blob/main/docs/keys`,Wn="0".repeat(40);function qn({judged:e,changes:t,options:n,commit:r=Wn}){const{failOn:o,comments:s,maxComments:i,commentSeverity:c}=n,a=(0,m.placeFindings)(e,t.hunks,s?i:0,c),u=a.inline.map(d=>({anchor:d.anchor,body:(0,w.renderComment)(d,{docsUrl:G})})),l=(0,w.renderSummary)(e,a,{failOn:o,docsUrl:G,commit:r});return{...u.length>0&&{review:(0,w.toReviewPayload)(r,u)},...(0,w.isSummaryNeeded)(e,n.commentSummary)&&{summary:{body:l}}}}async function Un(e,t){return Bn[e.options.format](e,t)}var Bn={pretty:({judged:e,options:t,changes:n},{terminal:r})=>ze(e,{color:t.output===void 0&&(0,C.wantsColor)(t.color,r),width:r.columns??C.USUAL_WIDTH,failOn:t.failOn,...Gn(t,n),command:r.name}),json:e=>Q((0,m.toJson)(e.judged,{version:A.VERSION,...ve(e)})),sarif:({judged:e},{rules:t})=>Q((0,m.toSarif)(e,t,{version:A.VERSION,homepage:A.HOMEPAGE,docsUrl:G})),markdown:e=>(0,w.renderJobSummary)(e.judged,(0,m.placeFindings)(e.judged,new Map,0),ve(e)),concise:({judged:e})=>cn(e),annotations:({judged:e,options:t})=>Nn((0,w.toAnnotations)(e,t.commentSeverity)),gitlab:({judged:e})=>Q(dn(e)),junit:({judged:e,options:t})=>(0,V.renderJunit)(e,t.failOn),rdjson:({judged:e})=>Q(mn(e,{homepage:A.HOMEPAGE,docsUrl:G})),github:e=>Q(qn(e)),html:we,"audit-json":we,csv:we};async function we(e,{terminal:t}){const{renderAudit:n}=await Promise.resolve().then(()=>F(require("./cli-audit-report.js")));return n(e,{terminal:t,...ve(e)})}function Gn({all:e,statistics:t},{basis:n}){return t?{overview:"statistics"}:!n?.isAudit||(n.named??[]).length>0?{}:{overview:e?"all":"first"}}function ve({options:{failOn:e},commit:t}){return{failOn:e,docsUrl:G,...t!==void 0&&{commit:t}}}function Q(e){return`${(0,V.toSafeJson)(e)}
`}async function $e(e,{rules:t,terminal:n}){const r=new Date().toISOString().slice(0,10),o={...e.changes.basis,today:r},s={...e,changes:{...e.changes,basis:o}},{options:i}=s,c=Xn(s.changes.after.size,n),a=(0,I.review)(s.changes,i,t);c();const u=a.exceptions.length>0&&Kn(i)?(await Promise.resolve().then(()=>F(require("./cli-exceptions.js")))).dateInClone(a,s):a,{judged:l,changes:d,patch:p}=i.fix===void 0?{judged:u,changes:s.changes,patch:""}:Zt(u,s,{rules:t,which:i.fix}),h=i.format==="pretty"&&i.output===void 0;i.quiet||(h?n.write:n.warn)(p);const $=[...t,...i.customRules],E=await Un({...s,judged:l,changes:d},{rules:$,terminal:n});if(i.output===void 0)i.quiet||n.write(E);else{const S=(0,Mt.resolve)(n.cwd,i.output);(0,P.writeWhole)({path:S,roots:[s.root,n.cwd]},E)}return Hn(l,i,n)}function Kn({format:e,quiet:t}){return!t&&["pretty","markdown","json"].includes(e)}function Hn(e,{failOn:t},n){const{conclusion:r,hasFailed:o}=(0,m.conclude)(e,t);if(!o)return r==="success"?k.EXIT.fine:e.findings.some(c=>(0,m.isFailing)(c,t))?k.EXIT.findings:k.EXIT.incomplete;const s=e.failures.find(({rule:i})=>!(0,Se.isCustomId)(i));return s?(n.warn(`cortex-review ${A.VERSION}: internal error in a rule. Report it with the lines below at
${A.HOMEPAGE}/issues

${s.rule} on ${(0,f.showLines)(`${s.path}: ${s.error.stack}`)}
`),k.EXIT.failed):Vn(e,n)}function Vn({failures:e},{warn:t}){for(const{rule:n,path:r,error:o}of e)t((0,f.showLines)(`cortex-review: custom rule ${n} failed on ${r}: ${o.message}
`));return k.EXIT.failed}var zn=200;function Xn(e,{isErrorTerminal:t,warn:n}){return!t||e<zn?()=>{}:(n(`Checking ${e} Cortex files \u2026`),()=>n("\r\x1B[K"))}async function Yn(e){const{given:t,operands:n}=e,{ref:r,org:o,repositories:s}=t;if(o!==void 0||s!==void 0)return J(e,"audit --org","Name repositories with `--repositories FILE`."),(await Promise.resolve().then(()=>F(require("./cli-organization.js")))).auditOrganization(e);if(t.writeBaseline&&(r!==void 0||n.length>0))throw new b.UserError("`--write-baseline` writes the findings of the whole working tree.","Leave out `--ref` and the paths.");return r===void 0?Jn(e):Qn(e,r)}async function Jn(e){const{operands:t,terminal:n}=e,r=t.length>0?t.map(p=>(0,H.resolve)(n.cwd,p)):[n.cwd];for(const p of r)er(p);(0,v.refuseBare)(Qe(r[0]??n.cwd));const o=Zn(r,n.cwd),s=r.map(p=>({path:p,from:(0,j.toRepositoryPath)(o,p)})).filter(({path:p})=>t.length>0&&(0,se.statSync)(p,{throwIfNoEntry:!1})?.isFile()).map(({from:p})=>p),{options:i}=await(0,M.readOptions)(e,{root:o}),c=(0,y.createSelection)(i),a={...(0,g.readFiles)(o,r,c),...Le({root:o},i,t.length===0&&r[0]===o),basis:{isAudit:!0,named:s}},d={changes:t.length>0&&(0,v.findRoot)(o)!==void 0?Je(a,(0,g.listWorkTree)(o),i,p=>(0,g.readFiles)(o,p.map(h=>(0,H.resolve)(o,h)),c)):a,options:i,root:o};return i.writeBaseline?Jt(d,e):$e(d,e)}function Je(e,t,n,r){const o=[...e.after.keys()];if(o.length===0)return e;const{paths:s,unassigned:i}=(0,y.findContext)(o,t,n,{clusters:(0,y.listClusterTexts)(e.after)}),c=s.filter(u=>!e.after.has(u)),a=c.length>0?r(c).after:new Map;return{...e,before:a,after:new Map([...e.after,...a]),basis:{...e.basis,unassigned:i.filter(u=>e.after.has(u))}}}async function Qn(e,t){const{operands:n,given:r,terminal:o}=e;if(r.fix!==void 0)throw new b.UserError("`--fix` changes the working tree, and `--ref` reads a commit.","Check the commit out and leave `--ref` away.");const{root:s,commit:i}=(0,v.resolveCommit)(o.cwd,t),c=n.map($=>(0,j.toRepositoryPath)(s,(0,H.resolve)(o.cwd,$))),{options:a}=await(0,M.readOptions)(e,{root:s,commit:i}),u={root:s,commit:i,paths:c.filter(Boolean)},l=(0,y.createSelection)(a),d={...(0,g.readTree)(u,l),...Le({root:s,commit:i},a,n.length===0),basis:{isAudit:!0,head:i}},h=u.paths.length>0?Je(d,[...(0,g.listCommit)(s,i).keys()],a,$=>(0,g.readTree)({root:s,commit:i,paths:$},l)):d;return $e({changes:h,options:a,root:s,commit:i},e)}function Zn(e,t){const[n=t]=e,r=Qe(n);return(0,v.findRoot)(r)??((0,j.isInside)(t,r)?t:r)}function Qe(e){return(0,se.statSync)(e,{throwIfNoEntry:!1})?.isDirectory()?e:(0,H.dirname)(e)}function er(e){try{const t=(0,se.statSync)(e,{throwIfNoEntry:!1});if(!t||t.isFile()||t.isDirectory())return}catch(t){const n=t instanceof Error?t.message:String(t);throw new b.UserError(`${(0,f.show)(e)} cannot be read: ${(0,f.show)(n)}`,"Check the path.")}throw new b.UserError(`${(0,f.show)(e)} is no file and no folder.`,"Name files and folders only.")}var tr={"after/apis/recommender/cortex.yaml":`- name: recommender
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
`};function Ze(e,t){const{root:n,before:r,base:o,after:s,name:i,isIndex:c}=e,{selection:a}=t,u=(0,g.listChanged)(e,a,{before:(0,g.commitPlace)(n,r),after:s===void 0?(0,g.workingPlace)(n):(0,g.commitPlace)(n,s)}),l=T=>a.isForced(T),d=(0,g.readSides)(u.flatMap(g.sidesOf),n,l),p=u.some(T=>rr(T,d)),{context:h,unassigned:$}=p?or(e,t,{changed:u,own:d}):{context:[],unassigned:[]},E=new Map([...d,...(0,g.readSides)(h.flatMap(g.sidesOf),n,l)]),S=T=>(0,g.sidesOf)(T).some(fe=>E.has(fe)),B=u.filter(S),D=B.flatMap(g.sidesOf).filter(T=>!E.has(T)),ee=(0,g.readSides)(D,n,()=>!0),X=new Map([...E,...ee]),R=h.flatMap(({after:T})=>T?nr(T,X.get(T)):[]),Y=h.filter(T=>S(T)&&!R.some(({path:fe})=>fe===T.after?.path)),de={base:{commit:r,...i!==void 0&&{name:i},...o!==r&&{tip:o}},...s!==void 0&&!c&&{head:s},leftOut:R,unassigned:$},Ce={...sr([...B,...Y],X),basis:de};return p?Ce:{...Ce,isPartial:!0}}function nr({path:e},t){return!t||"text"in t||!t.mayBeCortex?[]:[{path:e,side:"after",reason:t.unreadable,isContext:!0}]}function rr({before:e,after:t},n){const[r,o]=[e,t].map(a=>a&&n.get(a));if(!r&&!o)return!1;if(e&&t&&e.path!==t.path||[r,o].some(a=>a&&"unreadable"in a))return!0;const[s,i]=[r,o].map(a=>a&&"text"in a?a.text:""),c=[s,i].some(a=>a!==void 0&&(0,y.looksLikeApi)(a));return(0,y.needsOthers)((0,_.listChangedLines)(s??"",i??""),c)}function or({root:e,before:t},{related:n},{changed:r,own:o}){if(!n)return{context:[],unassigned:[]};const s=[...(0,g.listCommit)(e,t)].filter(([,{type:p}])=>p==="file"),i=new Map(s.map(([p,{object:h}])=>[p,h])),c=new Set(r.flatMap(g.sidesOf).map(({path:p})=>p)),a=[...o].flatMap(([{path:p},h])=>"text"in h?[[p,h.text]]:[]),{paths:u,unassigned:l}=n([...o.keys()].map(({path:p})=>p),[...i.keys()],(0,y.listClusterTexts)(a));return{context:[...new Set(u)].flatMap(p=>{const h=i.get(p);if(c.has(p)||h===void 0)return[];const $={path:p,object:h,type:"file"};return[{before:$,after:{...$}}]}),unassigned:l}}function sr(e,t){const n={before:new Map,after:new Map},r={before:new Map,after:new Map},o=new Map,s=new Map,i=[];for(const c of e){const a={before:"",after:""};for(const l of["before","after"]){const d=c[l],p=d&&t.get(d);if(p){if("unreadable"in p){const{unreadable:h,mayBeCortex:$}=p;i.push({path:d.path,side:l,reason:h,mayBeCortex:$});continue}n[l].set(d.path,p.text),d.source!==void 0&&r[l].set(d.path,d.source),a[l]=p.text}}const u=(c.after??c.before)?.path??"";a.before!==a.after&&s.set(u,ir(c,a)),c.before&&c.after&&c.before.path!==u&&o.set(u,c.before.path)}return{...n,renames:o,hunks:s,unreadable:i,links:r}}function ir({after:e},{before:t,after:n}){return e?.source===void 0?(0,_.diffTexts)(t,n):[]}var et="Cut costs, deploy from CI";function ar(e){J(e,"demo");const{given:t,rules:n,terminal:r}=e,o=(0,C.wantsColor)(t.color,r),s=(0,f.createPaint)(o),i=(0,z.resolveOptions)({}),c=cr(l=>{ur(l);const d=(0,v.resolveComparison)(l,{base:"main",head:"cut-costs"});return Ze(d,{selection:(0,y.createSelection)(i)})}),a=(0,I.review)(c,i,n);r.write(dr(a,s));const u=r.columns??C.USUAL_WIDTH;return r.write(ze(a,{color:o,width:u,failOn:i.failOn})),r.write(fr(a,c,s)),r.write(pr(a,s)),k.EXIT.fine}function cr(e){const t=(0,N.realpathSync)((0,N.mkdtempSync)((0,Z.join)((0,ce.tmpdir)(),"cortex-review-demo-")));try{return e(t)}finally{(0,N.rmSync)(t,{recursive:!0,force:!0})}}function ur(e){lr(),(0,v.runGit)(e,["init","--quiet","."]),(0,v.runGit)(e,["symbolic-ref","HEAD","refs/heads/main"]),tt(e,"before","Set up the recommender"),(0,v.runGit)(e,["checkout","--quiet","-b","cut-costs"]),tt(e,"after",et)}function lr(){for(const e of Object.keys(process.env))e.startsWith("GIT_")&&delete process.env[e];process.env.GIT_CONFIG_GLOBAL=ce.devNull,process.env.GIT_CONFIG_NOSYSTEM="1"}function tt(e,t,n){for(const[o,s]of Object.entries(tr)){if(!o.startsWith(`${t}/`))continue;const i=(0,Z.join)(e,o.slice(t.length+1));(0,N.mkdirSync)((0,Z.dirname)(i),{recursive:!0}),(0,N.writeFileSync)(i,s)}const r=["-c","user.name=Demo","-c","user.email=demo@example.com"];(0,v.runGit)(e,["add","--all"]),(0,v.runGit)(e,[...r,"commit","--quiet",`--message=${n}`])}function dr({files:e},t){const n=e.map(({path:r})=>`  ${r}`).join(`
`);return`${t(`A pull request, \u201C${et}\u201D, changes:`,"bold")}

${n}

`}function fr(e,{hunks:t},n){const[r]=(0,m.placeFindings)(e,t,1).inline;if(!r)return"";const{path:o,line:s}=r.anchor,i=n("\u2502","dim"),c=(0,w.renderComment)(r,{docsUrl:G}).split(`
`).filter(a=>!a.startsWith("<!--"));return["",n("On GitHub, each finding is a comment whose change is committed with one click:","bold"),"",`${i} ${n(`${o}, line ${s}`,"dim")}`,...c.map(a=>`${i} ${a}`.trimEnd()),""].join(`
`)}function pr({findings:e},t){const n=e[0]?.rule.id??"RULE";return`
${t("Next, in a repository of yours:","bold")}

  cortex-review audit    What it says about your configs today
  cortex-review review   What it says about your changes
  cortex-review init     Review every pull request
  cortex-review explain ${n}
`}function mr({root:e,before:t,after:n}){const r=s=>n===void 0?(0,j.readText)((0,je.join)(e,s),e):(0,v.readCommitted)(e,n,s);return(n===void 0?nt(e):hr(e,t,n)).flatMap(s=>{const i=rt(()=>r(s));if(i===void 0||!(0,x.mayUseAction)(i))return[];const c=rt(()=>(0,v.readCommitted)(e,t,s));return c===i?[]:[{path:s,before:c,after:i}]})}function nt(e){const t=(0,je.join)(e,x.WORKFLOWS_FOLDER);return(0,ue.lstatSync)(t,{throwIfNoEntry:!1})?.isDirectory()?(0,ue.readdirSync)(t,{withFileTypes:!0}).filter(n=>n.isFile()).map(({name:n})=>`${x.WORKFLOWS_FOLDER}/${n}`).filter(x.isWorkflow).toSorted():[]}function hr(e,t,n){return(0,g.parseRawDiff)((0,v.runGit)(e,["diff-tree",...["-r","--raw","-z","--no-abbrev","--no-renames",t,n],"--",`${x.WORKFLOWS_FOLDER}/`])).flatMap(({after:s})=>s&&(0,x.isWorkflow)(s.path)?[s.path]:[])}function rt(e){try{return e()}catch(t){if(t instanceof b.UserError)return;throw t}}function gr(e,t){const{unassigned:n}=(0,y.findContext)(e,e,t),[r]=n;if(r===void 0)return[];const o=e.filter(O.isClusterPath);return[{path:".github/cortex-review.yml",problem:`No cluster is known for ${(0,m.count)(n.length,"API file")}, such as ${(0,O.quote)(r)}: nothing is checked against a cluster config.`,remedy:(0,_.writeMapping)((0,_.proposeMapping)(n,o)).join(`
`)}]}function wr({text:e,path:t},n){let r=e;const o=n.filter(s=>{if(s.path!==t||!s.edits)return!1;const i=vr(r,s.edits);return i===void 0||i===r?!1:(r=i,!0)});return o.length>0?{text:r,mended:o}:void 0}function vr(e,t){try{const r=(0,I.resolveEdits)((0,x.toDocument)(e),t).map(o=>({...o,text:o.text.replace("merge_group: null","merge_group:")}));return(0,b.applyEdits)(e,r)}catch(n){if(n instanceof _.EditError)return;throw n}}async function $r(e,t,n){const r=`${t.owner}/${t.repo}`;try{const{data:o}=await e.rest.repos.get(t),s=o.default_branch,[i,c]=await Promise.all([e.rest.repos.getBranchRules({...t,branch:s}),e.rest.repos.getBranch({...t,branch:s})]),a=[...i.data.flatMap(u=>u.type==="required_status_checks"?(u.parameters?.required_status_checks??[]).map(({context:l})=>l):[]),...c.data.protection.required_status_checks?.contexts??[]];return br(r,{branch:s,required:a,jobs:(0,x.listReviewJobs)(n)})}catch(o){const s=o instanceof Error?o.message:String(o);return[{path:r,problem:`The token cannot read the rules of the repository: ${s}`,remedy:"Give `GITHUB_TOKEN` read access to the repository\u2019s contents and metadata."}]}}function br(e,{branch:t,required:n,jobs:r}){const o=r.map(({id:s,name:i})=>i??s);return o.length===0||o.some(s=>n.includes(s))?[]:[{path:e,problem:`The check ${o.map(O.quote).join(" or ")} is not required on ${(0,O.quote)(t)}: a pull request can be merged without it.`,remedy:`Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks to pass: ${o[0]}`}]}async function yr(e){const{terminal:t,given:n}=e;J(e,"doctor");const r=(0,v.findRoot)(t.cwd);if(r===void 0)throw new b.UserError(`${(0,f.show)(t.cwd)} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");n.fix!==void 0&&t.write(xr(r,await ot(r)));const o=await ot(r),s=[...(0,x.diagnose)(o),...await Er(e,r),...await kr(e,r,o)];return t.write(s.map(Sr).join("")||`No problems found.
`),s.every(({isNote:i})=>i)?k.EXIT.fine:k.EXIT.findings}function xr(e,t){const n=(0,x.diagnose)(t);return t.flatMap(r=>{const o=wr(r,n);return o?((0,P.writeWhole)({path:(0,Ae.join)(e,r.path),roots:[e]},o.text),o.mended.map(s=>`fixed ${st(s)}`)):[]}).join("")}async function kr({terminal:{env:e,warn:t}},n,r){const o=e.GITHUB_TOKEN,s=o?_r(e,n):void 0;if(!o||!s)return[];const{createClient:i,hasProxy:c}=await Promise.resolve().then(()=>F(require("./github-client.js"))),a=await i({token:o,apiUrl:e.GITHUB_API_URL??"https://api.github.com",proxied:c(e),warn:u=>t(`cortex-review: warning: ${(0,f.show)(u)}
`)});return $r(a,s,r)}function _r(e,t){const n=e.GITHUB_REPOSITORY||Or(t),[,r,o]=/(?:^|[/:])([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(n??"")??[];return r&&o?{owner:r,repo:o}:void 0}function Or(e){try{return(0,v.runGit)(e,["config","--get","remote.origin.url"]).toString("utf8").trim()}catch(t){if(t instanceof v.GitError)return;throw t}}async function ot(e){return Promise.all(nt(e).map(t=>(0,x.readWorkflow)(t,(0,j.readText)((0,Ae.join)(e,t),e)??"")))}async function Er(e,t){const n=[],r=(s,i="See docs/settings.md.")=>n.push({path:".github",problem:s,remedy:i}),o=s=>{r(s.replace(/^cortex-review: warning: /,"").trimEnd())};try{const s={...e,terminal:{...e.terminal,warn:o}},{options:i,extended:c}=await(0,M.readOptions)(s,{root:t});n.push(...gr((0,M.listPaths)(t)??[],i));for(const a of c)a.ref===void 0||/^[0-9a-f]{40}$/.test(a.ref)||n.push({path:".github",problem:`the settings extend ${(0,O.quote)((0,Te.nameSource)(a))}, and ${(0,O.quote)(a.ref)} is not a commit: the settings change when it moves.`,remedy:(0,Te.nameSource)({...a,ref:a.commit??"<commit>"}),isNote:!0})}catch(s){if(!(s instanceof b.UserError))throw s;r(s.message,s.remedy)}return n}function Sr(e){const t=e.remedy.split(`
`).map(n=>`    ${(0,f.show)(n)}
`);return`${st(e)}${t.join("")}
`}function st({path:e,line:t,problem:n}){return`${`${(0,f.show)(e)}${t===void 0?"":`:${t}`}`}: ${n.split(`
`).map(f.show).join(`
`)}
`}function be(e){const{file:t,steps:n}=jr(e),r=(0,w.listKeys)().filter(u=>t===void 0||u.file===t),s=[r.filter(u=>t&&it(u,n)),...ye(r,n)].filter(u=>u.length>0),[i]=s;if(!i)return{kind:"unknown",nearest:Cr(r,n)};const[c,...a]=i;return c&&a.length===0?{kind:"found",key:c,others:[...new Set(s.flat())].filter(u=>u!==c)}:{kind:"ambiguous",candidates:i}}function Tr(e){const t=e.steps.join("."),n=be(t);return n.kind==="found"&&n.key===e?t:`${e.file}.${t}`}var Rr={cluster:"cluster",api:"api",cortex:"api"},Ar=200;function jr(e){const t=e.slice(0,Ar).trim(),[n="",r=""]=/^(cluster|api|cortex)(?:\.ya?ml)?[.:]/.exec(t)??[],o=Rr[r],s=t.slice(n.length).replace(/\[[^\][]*\]/g,".").split(/[./\s]+/).filter(i=>i!==""&&!/^\d+$/.test(i));return{...o&&{file:o},steps:s}}function ye(e,t){if(t.length===0)return[];const n=e.filter(i=>it(i,t)),r=e.filter(i=>!n.includes(i)&&xe(i,t)),o=e.filter(i=>!xe(i,t)&&Ir(i,t)),s=[n,r,o];return[...s.map(i=>i.filter(w.isCurrent)),...s.map(i=>i.filter(c=>!(0,w.isCurrent)(c)))].filter(i=>i.length>0)}function it(e,t){return e.steps.length===t.length&&xe(e,t)}function xe(e,t){const n=e.steps.slice(-t.length);return n.length===t.length&&n.every((r,o)=>r===t[o])}function Ir({steps:e},t){if(e.at(-1)!==t.at(-1))return!1;let n=0;for(const r of e)r===t[n]&&(n+=1);return n===t.length}function Cr(e,t){const n=[...new Set(e.flatMap(c=>c.steps.at(-1)??[]))],r=t.map(c=>n.includes(c)?c:(0,O.findNearest)(c,n)),o=r.flatMap(c=>c??[]),[s=[]]=o.length===t.length&&o.length>0?ye(e,o):[];if(s.length>0)return s;const i=r.at(-1);return i===void 0?[]:ye(e,[i])[0]??[]}function at(e){return e.type==="string"?Pr[e.accepts??"none"]:e.type==="list"?`list of ${Nr(e.item.shape)}`:Mr[e.type]}var Mr={integer:"integer",float:"number",boolean:"`true` or `false`",strings:"map of strings",map:"map",any:"any (not checked)"},Pr={none:"string",integers:"string or integer",numbers:"string or number"};function Nr(e){return e.type==="map"?"maps":e.type==="string"?"strings":at(e)}function ct({shape:e,limits:t,known:n}){const r=t===void 0?n?.():void 0,o=[...Dr(e),r&&(0,O.alternatives)(r),t].filter(s=>s!==void 0);return o.length>0?o.join("; "):void 0}function Dr(e){switch(e.type){case"string":return ke(e);case"integer":case"float":return[Lr(e)];case"list":return[...Fr(e.length),Wr(e.item)];case"strings":return[ut("keys",ke(e.key)),ut("values",ke(e.value))];default:return[]}}function ke({allowed:e,minLength:t=1,maxLength:n}){return e?[(0,O.alternatives)(e)]:n!==void 0?[t>1?`${t} to ${n} characters`:`at most ${n} characters`]:t>1?[`at least ${t} characters`]:[]}function Lr({minimum:e,maximum:t,above:n,below:r}){if(e!==void 0&&t!==void 0)return`${e} to ${t}`;const o=[e!==void 0&&`at least ${e}`,n!==void 0&&`above ${n}`,t!==void 0&&`at most ${t}`,r!==void 0&&`below ${r}`].filter(s=>s!==!1);return o.length>0?o.join(", "):void 0}function Fr({minimum:e,unique:t,notOne:n}){return[e!==void 0&&(e===1?"at least 1 item":`at least ${e} items`),n&&"not exactly 1 item",t&&"unique items"].filter(r=>typeof r=="string")}function Wr(e){const t=e.shape.type==="map"?void 0:ct(e);return t===void 0?void 0:`each ${t}`}function ut(e,t){return t.length>0?`${e} of ${t.join(", ")}`:void 0}function qr(e){const t=new Set(e.variants.map(({field:o})=>o.doc)),r=[["Type",L(e,({field:o})=>at(o.shape))],["Constraints",L(e,({field:o})=>ct(o))],["Default",L(e,({field:o})=>Br(o))],["`null`",(0,w.isCurrent)(e)?L(e,({field:o})=>Gr(o)):void 0],["API kinds",Kr(e)],["Versions",L(e,lt)],["Replaced by",L(e,({field:o})=>o.replacedBy)],["Replaces",Hr(e)],["Effect of a change",(0,w.isCurrent)(e)?Qr(e):void 0]].flatMap(([o,s])=>s===void 0?[]:[{label:o,text:s}]);return{key:e,sentence:[...t].join(" "),facts:r}}function L(e,t){const n=new Map;for(const i of e.variants){const c=t(i);if(c===void 0)continue;const a=n.get(c)??[];i.kind&&a.push(i.kind),n.set(c,a)}const r=[...n],[o]=r,s=o?.[1].length===e.variants.length||e.variants.length===1;return!o||s?o?.[0]:r.map(([i,c])=>`${c.map(Ur).join(", ")}: ${i}`).join(". ")}function Ur(e){return e.replace(/API$/,"")}function Br(e){const{required:t,default:n,defaultNote:r,shape:o,optional:s}=e;if(t)return"none (required)";if(r!==void 0)return r;if(o.type!=="any")return o.type==="map"?s?"none":"the defaults of its keys":n==null||n===""?"none":typeof n=="object"?Object.keys(n).length===0?"none":void 0:(0,O.quote)(typeof n=="string"?n:JSON.stringify(n))}function Gr({nullMeans:e,nullNote:t}){return t!==void 0?t:e==="empty"?"treated as an empty list":e!==void 0?"treated as not set":"rejected"}function Kr(e){if(!(e.file==="cluster"||!(0,w.isCurrent)(e)))return e.variants.length===ae.API_KINDS.length?"all":(0,O.alternatives)(e.variants.flatMap(({kind:t})=>t??[])).replace(" or "," and ")}function lt({since:e,until:t}){const n=Math.max(e??y.OLDEST_VERSION,y.OLDEST_VERSION);return(0,y.formatVersion)({from:n,to:Math.min(t??y.NEWEST_VERSION,y.NEWEST_VERSION)})}function Hr({path:e,file:t}){const n=new Map;for(const o of(0,w.listKeys)()){const s=o.file===t&&o.variants.find(l=>Xr(l,e));if(!s)continue;const i=zr(o)?o.steps.at(-1)??"":o.path,{since:c=y.OLDEST_VERSION,until:a=y.NEWEST_VERSION}=s;if(c>a)continue;const u=n.get(i)??{since:c,until:a};n.set(i,{since:Math.min(c,u.since),until:Math.max(a,u.until)})}const r=[...n].map(([o,s])=>`${(0,O.quote)(o)} (${lt(s)})`);return r.length>0?r.join(", "):void 0}var Vr=["predictor","handler","definition"];function zr({steps:e}){return e.length>1&&Vr.includes(e[0]??"")}function Xr({field:e},t){return e.replacedBy?.includes(`\`${t}\``)??!1}var Yr="Applied by `cortex cluster configure`.",Jr="Rejected by `cortex cluster configure` on a running cluster, together with all other changes in the file.";function Qr(e){const t=L(e,({field:o})=>o.changing),r=[e.file==="cluster"?Zr(e):eo(e),t].filter(o=>o!==void 0).join(" ");return r===""?void 0:r.charAt(0).toUpperCase()+r.slice(1)}function Zr({variants:e}){return e.some(({field:t})=>t.configurable)?Yr:Jr}function eo(e){if(e.steps.length===1&&Object.hasOwn(ae.identityFields,e.path))return;const t=L(e,({kind:n,replacesPods:r})=>n==="RealtimeAPI"?r?dt:no:n==="AsyncAPI"?r?dt:to:n==="TrafficSplitter"?oo:ro);return t===void 0?void 0:`${t}.`}var dt="a rolling update replaces all pods",to="a rolling update replaces all pods, as for every change",no="no pods are replaced, unless the node groups of the cluster have changed since the last deploy",ro="used by jobs that are submitted later",oo="the route is updated; there are no pods",so="docs/keys";function io({file:e,steps:t},n=so){return`${n}/${e}/${t.join(".")}.md`}function ao(e){const{sentence:t,facts:n}=qr(e),r=n.map(({label:o,text:s})=>`${o}: ${s}`);return[t,...r].join(`
`).replaceAll("`","")}var ft=90,pt=6;function co(e,t){const n=be(e);if(n.kind==="unknown")return;if(n.kind==="ambiguous")throw new b.UserError(`\`${e}\` is the end of several keys.`,`One of ${_e(n.candidates)}.`);const{key:r,others:o}=n,s=ao(r).split(`
`).map(i=>(0,f.wrap)(i,ft).join(`
  `));return[`${t(r.path,"bold")}  ${r.file==="cluster"?"cluster config":"API spec"}`,s[0]??"",s.slice(1).join(`
`),...o.length>0?[(0,f.wrap)(`See also ${_e(o)}.`,ft).join(`
`)]:[],io(r,Fn)].join(`

`).concat(`
`)}function uo(e){const t=be(e),n=t.kind==="unknown"?t.nearest:[];return n.length>0?` Did you mean ${_e(n)}?`:""}function _e(e){const t=e.map(r=>`\`${Tr(r)}\`${(0,w.isCurrent)(r)?"":" (old)"}`),n=t.length-pt;return n>0?`${t.slice(0,pt).join(", ")} and ${n} more`:t.join(", ")}var mt=90;async function lo(e){const{operands:t,given:n,terminal:r}=e,[o,...s]=t;if(o===void 0||s.length>0)throw new b.UserError(`\`explain\` takes one name, not ${t.length}.`,"`cortex-review rules` lists the rules, docs/settings.md the settings.");const i=(0,f.createPaint)((0,C.wantsColor)(n.color,r)),c=(0,Se.isCustomId)(o)?await(0,M.readOwnRules)(e):[],a=[...e.rules,...c],u=[...a,...K.ENGINE_RULES].find(({id:p})=>p===o),l=q.ALL_FIELDS.find(p=>p.name===o),d=(u&&await fo(u,i))??(l&&ho(l,i))??co(o,i);if(d===void 0)throw go(o,a);return r.write(d),k.EXIT.fine}async function fo(e,t){const{default:n}=await Promise.resolve().then(()=>F(require("./cli-rule-examples.js"))),r=n[e.id];return[`${t(e.id,"bold")}  ${e.severity}, ${e.category}`,`${e.summary}.`,ht((0,m.renderRuleText)(e)),e.origin!==void 0&&`Defined in ${(0,f.show)(e.origin)}.`,e.docsUrl,r&&po(r,t),`To switch it off, in .github/cortex-review.yml:

  rules:
    ${e.id}: off`,(0,K.canBeIgnored)(e)&&`To accept one finding, on its line or above it:

  # cortex-review: ignore[${e.id}] why`].filter(Boolean).join(`

`).concat(`
`)}function po(e,t){let n=!1;return e.split(`
`).flatMap(r=>r.startsWith("```")?(n=!n,[]):n?[`    ${mo(r,t)}`.trimEnd()]:r.startsWith("## ")?[t(r.slice(3),"bold")]:r===""?[""]:(0,f.wrap)(r.replace(/^> /,""),mt)).join(`
`)}function mo(e,t){return e.startsWith("+")?t(e,"green"):e.startsWith("-")?t(e,"red"):e}function ho(e,t){const{name:n,type:r,description:o,default:s,otherwise:i}=e,c=s===void 0?i:typeof s=="string"?s:JSON.stringify(s),a=[e.file&&"the settings file",e.action&&`the input \`${n}\` of the Action`,e.cli&&`the option \`--${n}\` of ${e.cli.commands.join(", ")}`].filter(Boolean),u=[r.values?`Values: ${r.values.join(", ")}`:`Type: ${r.label}`,c&&`Default: ${c}`,`Set by: ${a.join("; ")}`].filter(Boolean);return`${t(n,"bold")}

${ht(o)}

${u.join(`
`)}
`}function ht(e){return e.split(`
`).map(t=>{const n=t.startsWith("- ")?"  ":"";return(0,f.wrap)(t,mt).join(`
${n}`)}).join(`
`)}function go(e,t){const n=[...[...t,...K.ENGINE_RULES].map(({id:r})=>r),...q.ALL_FIELDS.map(r=>r.name)];return new b.UserError(`There is no rule, setting or key \`${(0,f.show)(e)}\`.${he(e,n)||uo(e)}`,"`cortex-review rules` lists the rules, docs/settings.md the settings, docs/keys the keys.")}function wo(){return{path:".github/workflows/cortex-review.yml",text:gt}}function vo(){return{path:".github/workflows/cortex-audit.yml",text:xo}}function $o(){return{path:".github/workflows/cortex-commands.yml",text:_o}}function bo(){return[{path:".github/workflows/cortex-review.yml",text:gt+wt,needed:{isThere:yo,lines:wt}},{path:".github/workflows/cortex-publish.yml",text:ko}]}function yo(e){const t=e.split(`
`).map(r=>r.split("#",1)[0]??""),n=r=>t.some(o=>o.includes(r));return n("json-file:")&&n("actions/upload-artifact@")}var re="actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",oe="actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0",gt=`name: Cortex Review

on:
  # No \`paths:\` filter: a required check that is filtered out stays pending forever. Without
  # changed Cortex files, this job succeeds immediately.
  pull_request:
    # \`edited\` for pull requests that get another base branch.
    types: [opened, synchronize, reopened, ready_for_review, edited]
  # Required checks must also run in merge queues.
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
      # For review comments. Without it, and for forks, findings appear as annotations and in the
      # job summary.
      pull-requests: write
    steps:
      # Reads files through the API: no checkout, and no code from the pull request is run.
      - uses: ${x.ACTION_REPOSITORY}@v1
`,xo=`name: Cortex Audit

on:
  workflow_dispatch:
    inputs:
      ref:
        description: Branch, tag, or commit to audit
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
      - uses: ${x.ACTION_REPOSITORY}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@f443b600d91635bebf5b0d9ebc620189c0d6fba5 # v4.30.8
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`,wt=`        with:
          json-file: cortex-review.json
      # Runs for forks and Dependabot have a read-only token: another workflow posts the review.
      - if: >-
          !cancelled() && github.event_name == 'pull_request' && (
            github.event.pull_request.head.repo.full_name != github.repository ||
            github.actor == 'dependabot[bot]'
          )
        uses: ${re}
        with:
          name: cortex-review
          path: cortex-review.json
          if-no-files-found: error
          retention-days: 1
`,ko=`name: Cortex Publish

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
      # No checkout, and nothing from the artifact is run or posted: a fork can change it.
      - continue-on-error: true
        uses: ${oe}
        with:
          name: cortex-review
          path: cortex-report
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      # Fails if the other run uploaded no report.
      - uses: ${x.ACTION_REPOSITORY}@v1
        with:
          publish: cortex-report/cortex-review.json
`,_o=`name: Cortex Commands

on:
  issue_comment:
    # Edits and deletions can withdraw an acceptance.
    types: [created, edited, deleted]

permissions: {}

concurrency:
  group: cortex-commands-\${{ github.event.comment.id }}

jobs:
  cortex-commands:
    name: cortex-commands
    # Ignores other comments. The Action checks that the author has write access.
    if: >-
      github.event.issue.pull_request && (
        startsWith(github.event.comment.body, '/cortex-review') ||
        startsWith(github.event.changes.body.from, '/cortex-review')
      )
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      # To rerun the check after \`accept\` and \`recheck\`. Without it, rerun it manually.
      actions: write
      contents: read
      pull-requests: write
    steps:
      # Runs on the default branch: no checkout, and no code from the pull request is run.
      - uses: ${x.ACTION_REPOSITORY}@v1
`;function Oo(){return{path:".github/workflows/cortex-organization.yml",text:So}}var Eo="actions/create-github-app-token@67018539274d69449ef7c02e8e71183d1719ab42 # v2.1.4",vt="${{ inputs.org || github.repository_owner }}",$t=`      - id: app
        if: env.APP_ID != ''
        uses: ${Eo}
        with:
          app-id: \${{ env.APP_ID }}
          private-key: \${{ secrets.CORTEX_AUDIT_PRIVATE_KEY }}
          owner: ${vt}
          permission-contents: read
`,bt="${{ steps.app.outputs.token || secrets.CORTEX_AUDIT_TOKEN }}",yt=`      - uses: ${oe}
        with:
          name: cortex-audit-plan
          path: cortex-audit
`,xt=`      - if: needs.plan.outputs.previous-run != ''
        continue-on-error: true
        uses: ${oe}
        with:
          name: cortex-audit
          path: cortex-audit/previous
          run-id: \${{ needs.plan.outputs.previous-run }}
          github-token: \${{ github.token }}
`,So=`name: Cortex Organization Audit

on:
  workflow_dispatch:
    inputs:
      org:
        description: Organization to audit; by default, the owner of this repository
        required: false
        type: string
      repositories:
        description: Names or globs of repositories, separated by spaces; by default, all of them
        required: false
        type: string
  workflow_call:
    inputs:
      org:
        required: false
        type: string
      repositories:
        required: false
        type: string
    secrets:
      CORTEX_AUDIT_APP_ID:
        required: false
      CORTEX_AUDIT_PRIVATE_KEY:
        required: false
      CORTEX_AUDIT_TOKEN:
        required: false
  schedule:
    # Mondays, off the full hour, when the queues are shorter.
    - cron: '41 4 * * 1'

permissions: {}

concurrency:
  # A second audit waits: two would share the limits of the API.
  group: cortex-organization
  cancel-in-progress: false

# The token that reads the repositories is one of a GitHub App with \`contents: read\`, installed in
# the organization: the secret CORTEX_AUDIT_APP_ID is its ID, CORTEX_AUDIT_PRIVATE_KEY its key.
# Instead, the secret CORTEX_AUDIT_TOKEN may be a token.
jobs:
  plan:
    name: plan
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      # To find the previous report.
      actions: read
      contents: read
    env:
      APP_ID: \${{ secrets.CORTEX_AUDIT_APP_ID }}
    outputs:
      shards: \${{ steps.plan.outputs.shards }}
      previous-run: \${{ steps.plan.outputs.previous-run }}
    steps:
${$t}      - id: plan
        uses: ${x.ACTION_REPOSITORY}@v1
        with:
          step: plan
          org: ${vt}
          repositories: \${{ inputs.repositories }}
          audit-token: ${bt}
      - uses: ${re}
        with:
          name: cortex-audit-plan
          path: cortex-audit/plan.json
          if-no-files-found: error
          overwrite: true
          retention-days: 7

  audit:
    name: audit (\${{ matrix.shard }})
    needs: plan
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      actions: read
      contents: read
    env:
      APP_ID: \${{ secrets.CORTEX_AUDIT_APP_ID }}
    strategy:
      # A shard that fails does not stop the others. "Re-run failed jobs" repeats only that one.
      fail-fast: false
      # All shards share the limits of one token.
      max-parallel: 10
      matrix:
        shard: \${{ fromJSON(needs.plan.outputs.shards) }}
    steps:
${$t}${yt}${xt}      - uses: ${x.ACTION_REPOSITORY}@v1
        with:
          step: audit
          shard: \${{ matrix.shard }}
          compare: cortex-audit/previous/cortex-audit.json
          audit-token: ${bt}
      - uses: ${re}
        with:
          name: cortex-audit-shard-\${{ matrix.shard }}
          path: cortex-audit/shards/\${{ matrix.shard }}.json
          if-no-files-found: error
          overwrite: true
          retention-days: 7

  report:
    name: report
    needs: [plan, audit]
    # Also if shards failed: the report names them.
    if: \${{ !cancelled() && needs.plan.result == 'success' }}
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      actions: read
      contents: read
      # issues: write
    steps:
${yt}      - continue-on-error: true
        uses: ${oe}
        with:
          pattern: cortex-audit-shard-*
          path: cortex-audit/shards
          merge-multiple: true
${xt}      # The result is in the job's summary; the page is in the artifact.
      - uses: ${x.ACTION_REPOSITORY}@v1
        with:
          step: report
          compare: cortex-audit/previous/cortex-audit.json
          # For an issue with what is left to do, uncomment this and the permission.
          # report-issue: true
      - if: \${{ !cancelled() }}
        uses: ${re}
        with:
          name: cortex-audit
          path: cortex-audit/report
          if-no-files-found: error
          overwrite: true
          retention-days: 90
`;function To(e){const t=Ao(e),n=z.FILE_FIELDS.map(r=>{const o=t[r.name]??Io(r);return[...Co(r.description),...o.split(`
`).map(s=>`# ${s}`)].join(`
`)});return{path:q.DEFAULT_OPTIONS.settings,text:`${[Ro,...n].join(`

`)}
`}}var Ro=`## Settings of Cortex Review. Every setting has a default: keep only those you change.
## Pull requests are reviewed with the settings of their base branch.`;function Ao(e){const t=e.find(({options:s})=>Object.keys(s??{}).length>0),n=e.find(s=>s!==t),r=[...n?[`  ${n.id}: warning`]:[],...t?jo(t):[]],[o]=e;return{"paths-ignore":`paths-ignore:
  - 'examples/**'`,...o&&{rules:["rules:",...r].join(`
`),overrides:`overrides:
  - paths: ['dev/**']
    rules:
      ${o.id}: off`},"cortex-version":"cortex-version: '0.42'","ignore-days":"ignore-days: 90","ignore-comments":"ignore-comments: approved",approvals:`approvals:
  error: 2`,clusters:`clusters:
  - cluster: clusters/prod.yaml
    apis: ['apis/**']`}}function jo({id:e,severity:t,options:n={}}){const r=Object.entries(n).map(([o,s])=>`    ${o}: ${s.default}`);return[`  ${e}:`,`    severity: ${t}`,...r]}function Io({name:e,default:t}){return Array.isArray(t)?t.length===0?`${e}: []`:[`${e}:`,...t.map(n=>`  - '${n}'`)].join(`
`):`${e}: ${JSON.stringify(t).replaceAll('"',"")}`}function Co(e){const t=[];let n="##";for(const r of e.split(" "))n.length+1+r.length>100&&(t.push(n),n="##"),n+=` ${r}`;return[...t,n]}function Mo({operands:e,given:t,rules:n,terminal:r}){const o=(e.length>0?e:["review"]).flatMap(No),s=(0,v.findRoot)(r.cwd);if(s===void 0)throw new b.UserError(`${(0,f.show)(r.cwd)} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");const i=t.force??!1,c=[...o.map(a=>kt(a,{root:s,terminal:r,isForced:i})),kt(To(n),{root:s,terminal:r,isForced:!1})];return r.write(c.join("")),r.write(Do),k.EXIT.fine}function kt(e,{root:t,terminal:n,isForced:r}){const{path:o,text:s,needed:i}=e,c=o.replace(/\.yml$/,".yaml"),a=[o,c].find(d=>(0,Pt.lstatSync)((0,Ie.join)(t,d),{throwIfNoEntry:!1})),u={path:(0,Ie.join)(t,a??o),roots:[t]};return(0,P.makeFolder)(u),a===void 0?((0,P.writeNew)(u,s),n.write(`wrote ${o}
`),""):r?((0,P.writeWhole)(u,s),n.write(`replaced ${a}
`),""):(n.write(`left  ${a} (it exists)
`),!i||i.isThere((0,j.readText)(u.path,t)??"")?"":Po(a,i.lines))}function Po(e,t){return`
${e} uploads no report, so nothing is posted for pull requests from forks.
Add these lines to the step that uses ${x.ACTION_REPOSITORY}, or replace the file with --force:

${t}`}var Oe={review:[wo()],forks:bo(),commands:[$o()],audit:[vo()],organization:[Oo()]};function No(e){const t=Object.hasOwn(Oe,e)?Oe[e]:void 0;if(t)return t;throw new b.UserError(`\`init\` knows no workflow ${(0,O.quote)(e)}.`,`It can be ${(0,O.alternatives)(Object.keys(Oe))}.`)}var Do=`
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks.
  3. See what it would say today: cortex-review audit
`;function Lo(e,t,n){if(n.npm_command==="exec")return"npx cortex-review";const r=(0,le.basename)(t)==="cli.js"&&!/[\\/]node_modules[\\/]/.test(t),o=(0,le.relative)(e,t);return r&&o!==""?`node ${o.startsWith("..")?t:o}`:"cortex-review"}var Fo=/(?<![\w/@.-])cortex-review(?= (?:COMMAND|review|audit|explain|rules|demo|init|doctor|help)\b)/g;function Ee(e,t){return t==="cortex-review"?e:e.replace(Fo,()=>t)}async function Wo(e){return $e(await _t(e),e)}async function _t(e){const{given:t,terminal:n}=e;if(J(e,"review","To judge files as they are: `cortex-review audit PATH`."),t.fix!==void 0&&t.head!==void 0)throw new b.UserError("`--fix` cannot be combined with `--head`, because it changes the working tree.","Check out the commit and omit `--head`.");t.staged&&Bo(e);const r=t.staged?Uo(e):(0,v.resolveComparison)(n.cwd,{...t,target:Ot(n)}),{root:o,after:s,isIndex:i=!1}=r,{options:c,problems:a}=await(0,M.readOptions)(e,qo(r)),u=Ze(r,{selection:(0,y.createSelection)(c),related:(E,S,B)=>(0,y.findContext)(E,S,c,{clusters:B})}),{problems:l,...d}=Yt(r,c),p=await(0,x.checkChangedWorkflows)(mr(r)),h=[...a,...l,...p];return{changes:{...u,...d,...h.length>0&&{settings:h}},options:c,root:o,commit:i?void 0:s}}function qo({root:e,base:t,after:n,isIndex:r}){return n===void 0?{root:e}:r?{root:e,commit:n}:{root:e,commit:t,head:n}}function Uo({given:e,terminal:t}){const{cwd:n,env:r}=t,{PRE_COMMIT_FROM_REF:o,PRE_COMMIT_TO_REF:s}=r;if(o&&s)return(0,v.resolveComparison)(n,{base:o,head:s});const i=(0,v.resolveStaged)(n,e.base);return r.CI&&e.base===void 0&&(0,v.isNothingStaged)(i)?(0,v.resolveComparison)(n,{head:"HEAD",target:Ot(t)}):i}function Ot({env:e}){return e.GITHUB_BASE_REF||void 0}function Bo({given:e}){for(const t of["head","fix"])if(e[t]!==void 0)throw new b.UserError(`\`--staged\` cannot be combined with \`--${t}\`, because it reviews the index.`,"Omit one of them.")}var Go=`
Next steps:
  cortex-review review  Review these changes
  cortex-review audit   Check all Cortex files as they are
  cortex-review init    Create the GitHub workflow and a settings file

Run \`cortex-review help\` for all commands.
`,Et=5;async function Ko(e){return e.terminal.write(`${(0,f.showLines)(await Ho(e))}
${Ee(Go,e.terminal.name)}`),k.EXIT.fine}async function Ho(e){try{const{changes:t,options:n}=await _t(e),r=(0,I.review)(t,n,[]).files.map(({path:s})=>s);if(r.length===0)return"No changed Cortex files to review.";const o=r.length-Et;return[r.length===1?"1 changed Cortex file to review:":`${r.length} changed Cortex files to review:`,...r.slice(0,Et).map(s=>`  ${s}`),...o>0?[`  and ${o} more`]:[]].join(`
`)}catch(t){if(t instanceof b.UserError||t instanceof v.GitError)return t.message;throw t}}async function Vo(e){if(e.operands[0]==="test")return(await Promise.resolve().then(()=>F(require("./cli-commands-test-rules.js")))).testRules(e);if(e.given.effective)return(await Promise.resolve().then(()=>F(require("./cli-commands-effective-rules.js")))).showEffective(e);J(e,"rules","To read about one rule: `cortex-review explain RULE`.");const{given:t,terminal:n}=e,r=[...e.rules,...K.ENGINE_RULES,...await(0,M.readOwnRules)(e)],o=(0,f.createPaint)((0,C.wantsColor)(t.color,n)),s=Math.max(...r.map(({id:u})=>u.length)),i=({id:u,severity:l,summary:d})=>`  ${u.padEnd(s)}  ${o(l.padEnd(7),zo[l])}  ${d}`,a=[...new Set(r.map(({category:u})=>u))].toSorted().map(u=>{const l=r.filter(d=>d.category===u);return[o(u,"bold"),...l.map(i)].join(`
`)});return n.write(`${a.join(`

`)}

More on each: cortex-review explain RULE
`),k.EXIT.fine}var zo={error:"red",warning:"yellow",info:"blue"},St=90;function Xo(e){const{operands:t,summary:n,text:r,examples:o}=Qo[e],s=["cortex-review",e,t,"[OPTIONS]"].filter(Boolean).join(" "),i=[...me(e).map(Jo),Yo];return[n,`Usage: ${s}`,...r?[(0,f.wrap)(r,St).join(`
`)]:[],`Options:
${Tt(i)}`,`Examples:
${Tt(o.map(([c,a])=>[`  ${c}`,a]))}`].join(`

`).concat(`
`)}var Yo=["  -h, --help","Show this help."];function Jo({name:e,type:t,cli:n,description:r,default:o,otherwise:s}){const i=n?.short?`-${n.short}, `:"    ",c=n?.bare?`[=${n.value??""}]`:n?.value?` ${n.value}`:"",u=o!==void 0&&o!==""&&!(Array.isArray(o)&&o.length===0)&&typeof o=="string"?o:s,l=n?.value&&t.values&&!r.includes(t.values[0]??"")?t.values:[],d=[l.length>0&&`One of ${l.join(", ")}.`,u&&n?.value&&`Default: ${u}.`,t.isList&&"Repeatable."],p=[r,...d.filter(Boolean)].join(" ").replaceAll("`","");return[`  ${i}--${e}${c}`,p]}function Tt(e){const t=Math.min(Math.max(...e.map(([n])=>n.length))+2,48);return e.flatMap(([n,r])=>{const o=(0,f.wrap)(r,Math.max(St-t,30)),[s="",...i]=o;return[...n.length+2<=t?[n.padEnd(t)+s]:[n," ".repeat(t)+s],...i.map(a=>" ".repeat(t)+a)]}).join(`
`)}var Qo={review:{operands:"",summary:"Review changes since the base, or between two commits.",text:"Compares the merge base of base and head with the head. Without --head, the working tree is reviewed, including untracked files, with its own settings. With --head, settings are read from the base.",examples:[["cortex-review review","Changes on your branch"],["cortex-review review --base HEAD","Uncommitted changes"],["cortex-review review --staged","Staged changes"],["cortex-review review --base main --head v2","Two branches, tags, or commits"],["cortex-review review --fix","Apply the safe fixes"]]},audit:{operands:"[PATH\u2026]",summary:"Check whole files, not changes: the current folder, given paths, or a commit.",text:"Works without Git, unless --ref is given.",examples:[["cortex-review audit","The current folder"],["cortex-review audit clusters/ api.yaml","A folder and a file"],["cortex-review audit --ref v1.2 --format sarif","A commit, for code scanning"],["cortex-review audit --format html -o report.html","A page to look at"]]},explain:{operands:"NAME",summary:"Explain a rule, a setting, or a key of Cortex files.",examples:[["cortex-review explain queue-length-raised","A rule"],["cortex-review explain fail-on","A setting"],["cortex-review explain pod.max_queue_length","A key"]]},rules:{operands:"[test [DIR] | --effective [FILE]]",summary:"List the rules with their severities, or test custom rules by their cases.",examples:[["cortex-review rules","All rules by category"],["cortex-review rules --effective apis/iris/cortex.yaml","What applies to a file, and why"],["cortex-review rules test","The case files beside the custom rules"]]},demo:{operands:"",summary:"Review a risky sample pull request.",text:"Creates a repository in a temporary folder and removes it afterwards.",examples:[["cortex-review demo","Requires only Node.js and Git"]]},doctor:{operands:"",summary:"Check the workflows and settings of this repository.",text:"Says what will not work, and which lines to change; with `GITHUB_TOKEN` also whether merges wait for the check. Exits with 1 if there is anything.",examples:[["cortex-review doctor","The current repository"],["cortex-review doctor --fix","Write what is unambiguous"]]},init:{operands:"[WORKFLOW\u2026]",summary:"Create workflows and a settings file in this repository.",text:"Workflows: review (default), forks (reviews pull requests from forks and posts the comments), commands (commands in comments), audit, and organization (audits of many repositories). Existing files are not changed.",examples:[["cortex-review init","Then commit the files and make the check required"],["cortex-review init forks commands audit","All workflows, for a public repository"]]}},Zo=`Review changes to Cortex cluster configs (cluster.yaml) and API specs (cortex.yaml).

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
${Object.entries(k.EXIT_CODES).map(([e,t])=>`  ${e}  ${t.replaceAll("`","")}
`).join("")}`;async function Nt(e){const t=(0,C.openTerminal)(),n=Lo(t.cwd,process.argv[1]??"",t.env),r={...t,name:n,warn:o=>t.warn(Ee(o,n))};process.once("uncaughtException",o=>{Rt(o,r),process.exit(k.EXIT.failed)});try{process.exitCode=await es(e,r)}catch(o){process.exitCode=Rt(o,r)}}async function es(e,t){if(e.length===0)return Ko({operands:[],given:{},rules:w.rules,terminal:t});const n=Gt(e);if(n.kind==="version"&&t.write(`${A.VERSION}
`),n.kind==="help"&&t.write(Ee(n.command?Xo(n.command):Zo,t.name)),n.kind!=="run")return k.EXIT.fine;const{command:r,operands:o,options:s}=n,i=(0,z.parseFlags)(s,w.rules);return ts[r]({operands:o,given:i,rules:w.rules,terminal:t})}var ts={review:Wo,audit:Yn,explain:lo,rules:Vo,demo:ar,init:Mo,doctor:yr};function Rt(e,{warn:t}){const n=o=>t((0,f.showLines)(o));if(e instanceof b.UserError)return n(`cortex-review: ${e.message}
${e.remedy?`${e.remedy}
`:""}`),k.EXIT.wrongUse;if(e instanceof v.GitError)return n(`cortex-review: ${e.message}
`),k.EXIT.wrongUse;const r=e instanceof Error?e.stack:String(e);return n(`cortex-review ${A.VERSION}: internal error. Report it with the lines below at
${A.HOMEPAGE}/issues

${r}
`),k.EXIT.failed}0&&(module.exports={main});
