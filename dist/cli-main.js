var X=Object.defineProperty;var Rt=Object.getOwnPropertyDescriptor;var It=Object.getOwnPropertyNames;var Mt=Object.prototype.hasOwnProperty;var Ct=(e,t)=>{for(var n in t)X(e,n,{get:t[n],enumerable:!0})},Pt=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of It(t))!Mt.call(e,o)&&o!==n&&X(e,o,{get:()=>t[o],enumerable:!(r=Rt(t,o))||r.enumerable});return e};var Lt=e=>Pt(X({},"__esModule",{value:!0}),e);var Ro={};Ct(Ro,{main:()=>kt});module.exports=Lt(Ro);var c=require("./shared-2.js"),v=require("./shared-8.js"),vt=require("./shared-6.js"),Mo=require("./shared-1.js"),wt=require("node:child_process"),yt=require("node:util"),$t=require("node:fs"),$=require("node:path"),V=require("node:fs"),b=require("node:path"),x=require("node:fs"),bt=require("node:os"),ge=require("node:path"),xt=require("node:buffer"),w=require("node:fs"),z=require("node:path"),St=require("node:fs"),Et=require("node:path"),Ot=require("node:fs"),ve=require("node:path"),K=require("node:tty"),_t=require("node:fs"),J=require("node:path"),S=require("node:fs"),Y=require("node:os"),F=require("node:path"),Tt=require("node:path"),R=require("node:fs"),D=require("node:path"),A=class extends Error{name="GitError";detail;constructor(e,t){super(`git ${e} failed: ${t}`),this.detail=t}};function y(e,t){const{bytes:n,isCut:r}=Z(e,t,{});if(r)throw new A(t.join(" "),`more than ${$e} bytes of output`);return n}function Z(e,t,{input:n,limit:r=$e,file:o}){const{status:i,signal:s,stdout:a,stderr:u,error:l}=(0,wt.spawnSync)("git",[...Dt,...t],{cwd:e,env:Wt(process.env),stdio:[n===void 0?"ignore":"pipe",o??"pipe","pipe"],maxBuffer:r,windowsHide:!0,...n!==void 0&&{input:n}}),f=o===void 0?a:Buffer.alloc(0);if(l&&"code"in l){if(l.code==="ENOBUFS")return{bytes:f,isCut:!0};if(l.code!=="EPIPE")throw Gt(l,e)}if(i===0)return{bytes:f,isCut:!1};const d=u.toString("utf8").trim().slice(0,Ft);throw new A(t.join(" "),d||(s??`exit code ${i}`))}var $e=256*1024*1024,Ft=1e4,Dt=["--no-pager","-c","core.quotePath=false","-c","core.fsmonitor=false","-c","diff.ignoreSubmodules=all","-c","diff.renameLimit=1000"];function Wt(e){const{GIT_EXTERNAL_DIFF:t,GIT_DIFF_OPTS:n,GIT_GLOB_PATHSPECS:r,...o}=e;return{...o,GIT_LITERAL_PATHSPECS:"1",GIT_OPTIONAL_LOCKS:"0",GIT_TERMINAL_PROMPT:"0",LC_ALL:"C"}}function Gt(e,t){return!("code"in e)||e.code!=="ENOENT"?e:new c.UserError(`Git could not be started in ${t}.`,"Install Git 2.30 or later and make sure that it is on the PATH.")}var Q=["review","audit","explain","rules","demo","init"];function Bt(e){const[t="",...n]=e;if(t==="help")return{kind:"help",command:n[0]?be(n[0]):void 0};if(["-h","--help",""].includes(t))return{kind:"help",command:void 0};if(["-V","--version"].includes(t))return{kind:"version"};const r=be(t),{operands:o,options:i}=Ut(n,r);return i.help?{kind:"help",command:r}:i.version?{kind:"version"}:{kind:"run",command:r,operands:o,options:i}}function ee(e){return c.ALL_FIELDS.filter(({cli:t})=>t?.commands.includes(e))}function be(e){const t=Q.find(n=>n===e);if(t)return t;throw e.startsWith("-")?new c.UserError(`The command comes first, before \`${e}\`.`,"E.g. `cortex-review review`. `cortex-review help` lists the commands."):new c.UserError(`There is no command \`${e}\`.${te(e,Q)}`,"`cortex-review help` lists the commands.")}function Ut(e,t){const n=ee(t),r={},o=[];for(const i of qt(e,n)){if(i.kind==="positional"&&o.push(i.value),i.kind!=="option")continue;const[s,a]=Ht(i,n,t);r[s]=[...r[s]??[],a]}return{operands:o,options:r}}function qt(e,t){const n=t.map(({name:r,cli:o})=>[r,{type:Se(o)?"string":"boolean",...o?.short&&{short:o.short}}]);return(0,yt.parseArgs)({args:[...e],options:{...Object.fromEntries(n),...xe},strict:!1,allowPositionals:!0,tokens:!0}).tokens}var xe={help:{type:"boolean",short:"h"},version:{type:"boolean",short:"V"}};function Ht({name:e,rawName:t,value:n,inlineValue:r},o,i){if(Object.hasOwn(xe,e))return[e,!0];const s=e.replace(/^no-/,""),a=o.find(f=>f.name===e),u=a?void 0:o.find(f=>f.name===s);if(u&&zt(u)&&n===void 0)return[s,!1];if(!a)throw Kt(t,o,i);if(!Se(a.cli))return[e,n??!0];if(!(n===void 0||!r&&/^-./.test(n)))return[e,n];throw new c.UserError(`Option \`${t}\` needs a value: ${a.cli?.value??""}.`,`\`cortex-review help ${i}\` describes it.`)}function Se(e){return e?.value!==void 0&&e.bare===void 0}function zt({cli:e}){return e?.value===void 0}function Kt(e,t,n){const r=[...t.map(({name:a})=>a),"help","version"],o=e.replace(/^-+/,""),i=Q.filter(a=>ee(a).some(u=>u.name===o)),s=i.length>0?` It is an option of \`${i.join("`, `")}\`.`:te(o,r,"--");return new c.UserError(`\`${n}\` has no option \`${e}\`.${s}`,`\`cortex-review help ${n}\` lists its options.`)}function te(e,t,n=""){const r=(0,c.findNearest)(e,t);return r?` Did you mean \`${n}${r}\`?`:""}var C=1024*1024;function Ee(e,t,{size:n,isForced:r}){if(Vt(t))return r||(0,c.mayBeCortexBytes)(Jt(t),e)?{unreadable:"not-utf8"}:void 0;if(!(!r&&!(0,c.mayBeCortexBytes)(t,e)))return n>C?{unreadable:"too-large"}:t.includes(0)?{unreadable:"binary"}:(0,xt.isUtf8)(t)?{text:t.toString("utf8")}:{unreadable:"not-utf8"}}function Vt(e){return e[0]===255&&e[1]===254||e[0]===254&&e[1]===255}function Jt(e){const t=e[0]===255?"utf-16le":"utf-16be";return Buffer.from(new TextDecoder(t).decode(e))}var ne=64*C;function Oe(e,t,n,r=ne){for(let o=0;o<t.length;){const i=t.slice(o).map(a=>`${a}
`),{bytes:s}=Z(e,_e,{limit:r,input:i.join("")});o+=Te(s,(a,u,l)=>n(o+a,u,l))}}var _e=["cat-file","--batch","--buffer"];function Yt(e,t,n){const r=(0,x.mkdtempSync)((0,ge.join)((0,bt.tmpdir)(),"cortex-review-"));try{for(const o of Xt(t)){const i=a=>o[a]??0,s=o.map(a=>t[a]?.object??"");if(s.length===1)Oe(e,s,(a,u,l)=>n(i(a),u,l));else{const a=Zt(e,s,(0,ge.join)(r,"objects"));Te(a,(u,l,f)=>n(i(u),l,f))}}}finally{(0,x.rmSync)(r,{recursive:!0,force:!0})}}function Xt(e){const t=[[]];let n=ne;for(const[r,{size:o}]of e.entries()){if(o>C){t.unshift([r]);continue}n-=o,n<0&&(t.push([]),n=ne-o),t.at(-1)?.push(r)}return t.filter(r=>r.length>0)}function Zt(e,t,n){const r=(0,x.openSync)(n,"w");try{Z(e,_e,{input:t.map(o=>`${o}
`).join(""),file:r})}finally{(0,x.closeSync)(r)}return(0,x.readFileSync)(n)}var Qt=10;function Te(e,t){let n=0,r=0;for(;;){const o=e.indexOf(Qt,r);if(o<0)return n;const i=tn(e,o),s=o+1,a=s+Math.min(i??0,C);if(a>e.length)return n;i!==void 0&&t(n,e.subarray(s,a),i),n+=1,r=i===void 0?s:s+i+1}}var re=48,en=32;function tn(e,t){let n=0,r=1;for(let o=t-1;o>=0;o-=1){const i=e[o]??0;if(i===en)return r>1?n:void 0;if(i<re||i>re+9)return;n+=(i-re)*r,r*=10}}function oe(e){let t;try{t=(0,w.openSync)(e,w.constants.O_RDONLY|(w.constants.O_NOFOLLOW??0)|nn);const n=(0,w.fstatSync)(t);if(!n.isFile())return;const r=Buffer.allocUnsafe(Math.min(n.size,C));return{bytes:r.subarray(0,(0,w.readSync)(t,r)),size:n.size}}catch(n){if(on(n))return;throw n}finally{t!==void 0&&(0,w.closeSync)(t)}}var nn=w.constants.O_NONBLOCK??0,rn=["ENOENT","ENOTDIR","ELOOP","EISDIR","EACCES","ENXIO","EMLINK","ENAMETOOLONG"];function on(e){return typeof e=="object"&&e!==null&&"code"in e&&rn.includes(String(e.code))}function sn({root:e,commit:t,paths:n},r){const o=["ls-tree","-r","-z","--long","--full-tree",t,"--",...n],i=un(y(e,o)).filter(({path:a})=>r.isCandidate(a)),s=ke(r);return Yt(e,i,(a,u,l)=>{s.add(i[a]?.path??"",u,l)}),s.changes}function an(e,t,n){const r=ke(n);for(const o of ln(e,t)){if(!n.isCandidate(o))continue;const i=oe((0,b.join)(e,o));i&&r.add(o,i.bytes,i.size)}return r.changes}function ke(e){const t=new Map,n=[],r=new Map;return{changes:{before:r,after:t,renames:r,hunks:r,unreadable:n},add(o,i,s){const a=Ee(o,i,{size:s,isForced:e.isForced(o)});a&&("text"in a?t.set(o,a.text):n.push({path:o,side:"after",reason:a.unreadable}))}}}var cn=/^100\d+ blob ([0-9a-f]+) +(\d+)\t/;function un(e){const t=[];for(const n of e.toString("utf8").split("\0")){const[r,o="",i]=cn.exec(n)??[];r&&t.push({path:n.slice(r.length),object:o,size:Number(i)})}return t}function*ln(e,t){const n=new Set;for(const r of t)for(const o of fn((0,b.resolve)(e,r))){const i=(0,b.relative)(e,o).split(b.sep).join("/");n.has(i)||(n.add(i),yield i)}}function*fn(e){const t=(0,V.statSync)(e,{throwIfNoEntry:!1});if(!t)throw new c.UserError(`There is no file or folder ${e}.`,"Check the path.");t.isDirectory()?yield*Ae(e):yield e}function*Ae(e){const t=(0,V.readdirSync)(e,{withFileTypes:!0});for(const n of t.toSorted((r,o)=>r.name<o.name?-1:1))n.isDirectory()&&!dn.has(n.name)&&(yield*Ae((0,b.join)(e,n.name))),n.isFile()&&(yield(0,b.join)(e,n.name))}var dn=new Set([".git","node_modules"]);function je(e,t){const n=se(t.base)??hn(e)??"HEAD",r=se(t.head),o=P(e,[...Ne,`${n}^{commit}...${r??"HEAD"}^{commit}`]);if(!o)return vn(e,n,r);const[i,s,...a]=o,u=a.filter(h=>Re.test(h)),[l,f]=u,d=a.find(h=>h.startsWith("^"))?.slice(1);if(!f||!l||!d)throw wn(n,r??"HEAD",i==="true");if(s!=="true"&&r===void 0)throw new c.UserError(...pn);return{root:s==="true"?(0,z.resolve)(e,a[0]??""):e,before:d,after:r===void 0?void 0:l,base:f}}function mn(e,t){const n=se(t)??t,r=P(e,[...Ne,`${n}^{commit}`]),o=r?.find(i=>Re.test(i));if(!r||o===void 0)throw Me(e,n);return{root:r[1]==="true"?(0,z.resolve)(e,r[2]??""):e,commit:o}}function ie(e){try{const t=P(e,["--show-cdup"]);return t&&(0,z.resolve)(e,t[0]??"")}catch{return}}var Ne=["--is-shallow-repository","--is-inside-work-tree","--show-cdup"],Re=/^[0-9a-f]{40,64}$/,Ie=["refs/remotes/origin/HEAD","refs/remotes/origin/main","refs/remotes/origin/master","refs/heads/main","refs/heads/master"],pn=["This repository is bare: there is no working tree to review.","Name the commit to review with --head."];function se(e){if(e!==void 0){if(e===""||e.startsWith("-")||e.includes("..")||/[\s\0]/.test(e))throw new c.UserError(`${JSON.stringify(e)} is not the name of a commit.`,"Name a branch, a tag or a commit.");return e}}function hn(e){const t=["for-each-ref","--format=%(refname)",...Ie],n=W(e,t).split(`
`);return Ie.find(r=>n.includes(r))}function P(e,t){try{const n=W(e,["rev-parse",...t]).split(`
`);return n[1]==="false"?[...n.slice(0,2),"",...n.slice(2)]:n}catch(n){if(n instanceof A&&gn.test(n.detail))return;throw n}}var gn=/unknown revision|invalid object name|Needed a single revision|bad revision|expected \w+ type/;function W(e,t){try{return y(e,t).toString("utf8")}catch(n){throw n instanceof A?n.detail.includes("not a git repository")?new c.UserError(`${e} is not in a Git repository.`,"Run the command in a repository, or use `cortex-review audit PATH` for plain files."):n.detail.includes("dubious ownership")?new c.UserError("Git does not trust this repository, since it belongs to another user.",`Run: git config --global --add safe.directory ${e}`):n:n}}function vn(e,t,n){for(const o of[t,n??"HEAD"])if(!P(e,["--verify",`${o}^{commit}`])&&(t!=="HEAD"||n!==void 0))throw Me(e,o);const r=W(e,["hash-object","-t","tree","--stdin"]).trim();return{root:ie(e)??e,before:r,after:void 0,base:r}}function Me(e,t){const n=`origin/${t}`;if(P(e,["--verify",`${n}^{commit}`]))return new c.UserError(`There is no commit \`${t}\` here, but there is \`${n}\`.`,`Name \`${n}\`.`);const o=W(e,["rev-parse","--is-shallow-repository"]).startsWith("true")?Ce:`Check the name, or fetch it: git fetch origin ${t.replace(/^origin\//,"")}`;return new c.UserError(`There is no commit \`${t}\` in this repository.`,o)}function wn(e,t,n){return n?new c.UserError(`This shallow clone does not reach back to where \`${t}\` left \`${e}\`.`,Ce):new c.UserError(`\`${e}\` and \`${t}\` have no common history.`,"Name another base with --base.")}var Ce="Fetch the whole history: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0).",g={fine:0,findings:1,wrongUse:2,failed:3},yn=10;function $n(e,{changes:t,options:n,root:r},{rules:o,which:i}){let s=e,a=t;for(let f=0;f<yn;f+=1){const d=bn(a.after,s.findings,i);if(!d)break;a={...a,after:d,hunks:En({...a,after:d})},s=(0,c.review)(a,n,o)}const u=[...a.after].filter(([f,d])=>d!==t.after.get(f));for(const[f]of u)On((0,ve.join)(r,f),t.after.get(f)??"");for(const[f,d]of u)(0,Ot.writeFileSync)((0,ve.join)(r,f),d);const l=u.map(([f,d])=>_n(f,t.after.get(f)??"",d));return{judged:s,changes:a,patch:l.join("")}}function bn(e,t,n){const r=new Map;for(const{fix:i}of t){if(!i||!xn(i,n))continue;const s=r.get(i.path)??[];i.edits.some(a=>s.some(u=>Sn(a,u)))||r.set(i.path,[...s,...i.edits])}if(r.size===0)return;const o=new Map(e);for(const[i,s]of r)o.set(i,(0,c.applyEdits)(e.get(i)??"",s));return o}function xn({safety:e},t){return t==="all"||e==="safe"}function Sn(e,t){return e.start<=t.end&&t.start<=e.end}function En({before:e,after:t,renames:n,hunks:r}){const i=[...t.keys()].filter(s=>r.has(s)).map(s=>{const a=e.get(n.get(s)??s)??"";return[s,(0,c.diffTexts)(a,t.get(s)??"")]});return new Map([...r,...i])}function On(e,t){if(oe(e)?.bytes.toString("utf8")!==t)throw new c.UserError(`${e} changed while it was reviewed, so nothing was fixed.`,"Run the command again.")}function _n(e,t,n){return`--- a/${e}
+++ b/${e}
${(0,c.renderPatch)((0,c.diffTexts)(t,n))}
`}var Tn={bold:"1",dim:"2",red:"31",green:"32",yellow:"33",blue:"34",cyan:"36"};function G(e){return e?(t,...n)=>t===""?"":`\x1B[${n.map(r=>Tn[r]).join(";")}m${t}\x1B[0m`:t=>t}var kn="    ",An=/[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{1f300}-\u{1faff}]/gu,jn=/[\p{M}\u{fe00}-\u{fe0f}]/gu;function p(e){return e.split("	").map(c.makeVisible).join(kn)}function E(e){return Array.from(e).length+(e.match(An)?.length??0)-(e.match(jn)?.length??0)}function j(e,t){const n=[];let r="";for(const o of e.split(/\s+/).filter(Boolean))r&&E(r)+1+E(o)>t?(n.push(r),r=o):r=r?`${r} ${o}`:o;return r?[...n,r]:n}var Nn=3,Pe=400,B=16;function Rn(e){const t=In(e);return({location:n},r)=>{const{path:o,side:i,range:s}=n,{line:a}=s.start,u=(0,c.documentAt)(i==="before"?e.before:e.after,o);if(!u)return[];const l=t(o,i),f=i==="before"?"removed":"added",d=_=>({type:(i==="before"?l?.left:l?.right)?.get(_)?.line?.type??"context",number:_,text:(0,c.lineAt)(u,_)}),m=d(a),h=m.type===f&&l&&i==="after"?Mn(l,a):[];return[...a>1?[ae(d(a-1),r)]:[],...h.map(_=>ae(_,r)),...Pn(m,s,r),...a<Cn(u)?[ae(d(a+1),r)]:[]]}}function In(e){const t=new Map,n=(0,c.findRenames)(e.before,e.after),r=new Map([...n].map(([o,i])=>[i,o]));return(o,i)=>{const s=i==="before"?n.get(o)??o:o;if(!t.has(s)){const a=(0,c.documentAt)(e.before,r.get(s)??s),u=(0,c.documentAt)(e.after,s),l=a&&(0,c.diffTexts)(a.text,u?.text??"");t.set(s,l&&(0,c.indexRows)(l))}return t.get(s)}}function Mn({hunks:e,right:t},n){const r=t.get(n),o=r&&e[r.hunk]?.lines;if(!o)return[];const i=Le(o,r.row,"added"),s=Le(o,i,"removed");if(r.row-s>Pe)return[];const a=o.slice(s,i).flatMap(f=>f.type==="removed"?[{type:f.type,number:f.before,text:f.text}]:[]),u=Fe(r.line.text),l=a.filter(({text:f})=>u!==""&&Fe(f)===u);return l.length===1?l:r.row===i?a.slice(0,Nn):[]}function Le(e,t,n){const r=Math.max(0,t-Pe-1);let o=t;for(;o>r&&e[o-1]?.type===n;)o-=1;return o}function Cn({text:e,lines:t}){return e.endsWith(`
`)?t.lineCount-1:t.lineCount}function Fe(e){return/^[\s-]*([^\s:#]+):/.exec(e)?.[1]??""}function ae(e,t){return{...e,text:(0,c.truncate)(p(e.text.replace(/\r$/,"")),Math.max(t,B))}}function Pn(e,{start:t,end:n},r){const o=e.text.replace(/\r$/,""),i=n.line===t.line?n.column-1:o.length,s=Math.min(t.column-1,o.length),a=p(o.slice(0,s)),l=E(p(o))>r&&E(a)>B?`\u2026${a.slice(-B)}`:a,f=(0,c.truncate)(p(o.slice(s)),Math.max(r-E(l),B)),d=Math.min(E(p(o.slice(s,i))),E(f));return[{...e,text:l+f},{type:"mark",text:" ".repeat(E(l))+"^".repeat(Math.max(d,1))}]}var De={error:"red",warning:"yellow",info:"blue"},Ln={error:"error",warning:"warning",info:"note"},Fn=40,Dn=120,Wn=30;function We(e,t){const n=G(t.color),r=Math.min(Math.max(t.width,Fn),Dn),o={review:e,paint:n,width:r,frame:Rn(e)};return`${[...e.findings.map(s=>Gn(s,o)),...qn(o),Hn(e,t.failOn,n)].join(`

`)}
`}function Gn(e,t){const{paint:n,width:r,frame:o}=t,{rule:i,severity:s,location:a}=e,{path:u,side:l,range:f}=a,{headline:d,detail:m}=(0,c.wordFinding)(e),h=n(`${Ln[s]}[${i.id}]`,"bold",De[s]),_=`${p(u)}:${f.start.line}:${f.start.column}`,I=o(e,r-12),M=Bn(e,t),At=[...I,...M.rows].map(({number:T=0})=>String(T).length),k=Math.max(...At,1),we=`${" ".repeat(k)} ${n("\u2502","blue")}`,ye=T=>j(p(T),r-k-5).map((jt,Nt)=>`${" ".repeat(k)} ${Nt===0?n("=","blue"):" "} ${jt}`);return[`${h}: ${n(p(d),"bold")}`,`${" ".repeat(k)}${n("\u2500\u2500\u25B8","blue")} ${_}${l==="before"?" (before)":""}`,...I.length>0?[we]:[],...I.map(T=>Ge(T,k,n,De[s])),...I.length>0&&(m||M.title)?[we]:[],...m?ye(m):[],...M.title?ye(M.title):[],...M.rows.map(T=>Ge(T,k,n,"green"))].join(`
`)}function Bn({fix:e},{review:t,width:n}){const r=e&&(0,c.documentAt)(t.after,e.path),o=r&&(0,c.toLineEdit)(r,e.edits);if(!e||!o)return{title:"",rows:[]};const i=`fix (${e.safety}): ${e.title}`;if(o.before.length+o.after.length>Wn)return{title:i,rows:[]};const s=(a,u)=>a.map((l,f)=>({type:u,number:o.startLine+f,text:p(l).slice(0,n)}));return{title:i,rows:[...s(o.before,"removed"),...s(o.after,"added")]}}var Un={added:"+",removed:"-",context:" ",mark:" "};function Ge(e,t,n,r){const{type:o,text:i}=e,s=(e.number===void 0?"":String(e.number)).padStart(t),a=`${n(s,"blue")} ${n("\u2502","blue")}`,u=`${Un[o]} ${i}`.trimEnd();return o==="mark"?`${a} ${n(u,"bold",r)}`:o==="added"?`${a} ${n(u,"green")}`:`${a} ${o==="removed"?n(u,"red"):u}`.trimEnd()}function qn({review:e,paint:t}){const n=e.ignored.map(({finding:i,reason:s,line:a})=>`${t("ignored","dim")} ${p(i.location.path)}:${a} ${i.rule.id}: ${p(s)}`),r=e.unreadable.map(({path:i,side:s,reason:a})=>`${t("not read","yellow")} ${p(i)} (${s}): ${c.UNREADABLE[a]}`),o=e.failures.map(({rule:i,path:s,error:a})=>`${t("rule failed","red")} ${i} on ${p(s)}: ${p(a.message)}`);return[n,r,o].filter(i=>i.length>0).map(i=>i.join(`
`))}function Hn(e,t,n){const{conclusion:r,counts:o,title:i}=(0,c.conclude)(e,t),s=r==="failure"?n("\u2716","bold","red"):n("\u2714","bold","green"),a=e.files.length>0?` in ${(0,c.count)(e.files.length,"Cortex file")}`:"",u=o.ignored>0?`, ${o.ignored} ignored`:"",l=`${s} ${n(i,"bold")}${a}${u}`,[f]=e.findings;return f?`${l}
${n(`  Why it matters: cortex-review explain ${f.rule.id}`,"dim")}`:l}var L=`${v.HOMEPAGE}/blob/main/docs/rules`,zn=`${v.HOMEPAGE}/blob/main/docs/keys`,Kn="0".repeat(40);function Vn({judged:e,changes:t,options:n,commit:r=Kn}){const{failOn:o,comments:i,maxComments:s}=n,a=(0,c.placeFindings)(e,t.hunks,i?s:0),u=a.inline.map(f=>({anchor:f.anchor,body:(0,c.renderComment)(f,{docsUrl:L})})),l=(0,c.renderSummary)(e,a,{failOn:o,docsUrl:L,commit:r});return{...u.length>0&&{review:(0,c.toReviewPayload)(r,u)},...(0,c.isSummaryNeeded)(e,n.summaryComment)&&{summary:{body:l}}}}var Be=100;function Jn(){const{stdout:e,stderr:t}=process;for(const n of[e,t])n.on("error",r=>{if(r.code!=="EPIPE")throw r;process.exit()});return{cwd:process.cwd(),env:process.env,isOutputTerminal:(0,K.isatty)(1),isErrorTerminal:(0,K.isatty)(2),columns:(0,K.isatty)(1)&&e.columns||void 0,write:n=>{e.write(n)},warn:n=>{t.write(n)}}}function U(e,{env:t,isOutputTerminal:n}){return e!==void 0?e:t.NO_COLOR?!1:t.FORCE_COLOR!==void 0?!["0","false"].includes(t.FORCE_COLOR):n&&t.TERM!=="dumb"}function Yn(e,t){return Xn[e.options.format](e,t)}var Xn={pretty:({judged:e,options:t},{terminal:n})=>We(e,{color:t.output===void 0&&U(t.color,n),width:n.columns??Be,failOn:t.failOn}),json:e=>ce((0,c.toJson)(e.judged,{version:v.VERSION,...Ue(e)})),sarif:({judged:e},{rules:t})=>ce((0,c.toSarif)(e,t,{version:v.VERSION,homepage:v.HOMEPAGE,docsUrl:L})),markdown:e=>(0,c.renderJobSummary)(e.judged,(0,c.placeFindings)(e.judged,new Map,0),Ue(e)),github:e=>ce(Vn(e))};function Ue({options:{failOn:e},commit:t}){return{failOn:e,docsUrl:L,...t!==void 0&&{commit:t}}}function ce(e){return`${JSON.stringify(e,null,2)}
`}function ue(e,{rules:t,terminal:n}){const{options:r}=e,o=tr(e.changes.after.size,n),i=(0,c.review)(e.changes,r,t);o();const{judged:s,changes:a,patch:u}=r.fix===void 0?{judged:i,changes:e.changes,patch:""}:$n(i,e,{rules:t,which:r.fix});r.format==="pretty"&&r.output===void 0?n.write(u):n.warn(u);const l=Yn({...e,judged:s,changes:a},{rules:t,terminal:n});return r.output===void 0?n.write(l):Zn((0,Et.resolve)(n.cwd,r.output),l),Qn(s,r,n)}function Zn(e,t){try{(0,St.writeFileSync)(e,t)}catch(n){const r=n instanceof Error?n.message:String(n);throw new c.UserError(`The result cannot be written: ${r}`,"Check the path of `--output`.")}}function Qn(e,{failOn:t},n){const{conclusion:r,hasFailed:o}=(0,c.conclude)(e,t);if(!o)return r==="failure"?g.findings:g.fine;const[i]=e.failures;return n.warn(`cortex-review ${v.VERSION}: a rule failed, which is a bug. Please report it with these lines at
${v.HOMEPAGE}/issues

${i?.rule} on ${i?.path}: ${i?.error.stack}
`),g.failed}var er=200;function tr(e,{isErrorTerminal:t,warn:n}){return!t||e<er?()=>{}:(n(`Judging ${e} Cortex files \u2026`),()=>n("\r\x1B[K"))}function le({given:e,rules:t,terminal:n},{root:r,commit:o}){const i=e.settings??c.DEFAULT_OPTIONS.settings,s=e.settings===void 0?rr(r,o):nr((0,J.resolve)(n.cwd,e.settings));return(0,c.resolveOptions)(e,s===void 0?{}:(0,c.parseSettings)(s,i,t))}function nr(e){const t=qe(e);if(t===void 0)throw new c.UserError(`There is no settings file ${e}.`);return t}function rr(e,t){if(t===void 0)return qe((0,J.join)(e,c.DEFAULT_OPTIONS.settings));try{const n=`${t}:${c.DEFAULT_OPTIONS.settings}`;return y(e,["cat-file","blob",n]).toString("utf8")}catch(n){if(n instanceof A)return;throw n}}function qe(e){try{return(0,_t.readFileSync)(e,"utf8")}catch(t){if(t instanceof Error&&"code"in t&&t.code==="ENOENT")return;throw t}}function or(e){const{ref:t}=e.given;return t===void 0?ir(e):sr(e,t)}function ir(e){const{operands:t,terminal:n}=e,r=t.length>0?t.map(s=>(0,$.resolve)(n.cwd,s)):[n.cwd],o=ar(r,n.cwd);for(const s of r)He(o,s);const i=le(e,{root:o});return ue({changes:an(o,r,(0,c.createSelection)(i)),options:i,root:o},e)}function sr(e,t){const{operands:n,given:r,terminal:o}=e;if(r.fix!==void 0)throw new c.UserError("`--fix` changes the working tree, and `--ref` reads a commit.","Check the commit out and leave `--ref` away.");const{root:i,commit:s}=mn(o.cwd,t),a=n.map(d=>He(i,(0,$.resolve)(o.cwd,d))),u=le(e,{root:i,commit:s}),l={root:i,commit:s,paths:a.filter(Boolean)},f=sn(l,(0,c.createSelection)(u));return ue({changes:f,options:u,root:i,commit:s},e)}function ar(e,t){const[n=t]=e,o=(0,$t.statSync)(n,{throwIfNoEntry:!1})?.isDirectory()?n:(0,$.dirname)(n);return ie(o)??(ze(t,o)?t:o)}function He(e,t){if(ze(e,t))return(0,$.relative)(e,t).split($.sep).join("/");throw new c.UserError(`${t} is not in ${e}.`,"Audit one repository at a time.")}function ze(e,t){return!(0,$.relative)(e,t).split($.sep).includes("..")}var cr={"after/apis/recommender/cortex.yaml":`- name: recommender
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
`};function Ke(e){const t=e.toString("utf8").split("\0"),n=[];for(let r=0;r+1<t.length;){const[o="",i="",s="",a="",u=""]=(t[r]??"").split(" "),l=u.startsWith("R"),f=t[r+1]??"",d=l?t[r+2]??"":f;r+=l?3:2,u!=="U"&&n.push({before:Ve(o,s,f),after:Ve(i,a,d)})}return n}function Ve(e,t,n){if(e.replace(":","").startsWith("100"))return{path:n,object:/^0+$/.test(t)?void 0:t}}function Je(e,t){const{root:n}=e,{selection:r}=t,o=ur(e).map(f=>lr(f,r)),i=fr(e,t,o),s=Ye([...o,...i].flatMap(q),n,f=>r.isForced(f)),a=f=>q(f).some(d=>s.has(d)),u=o.filter(a),l=dr(u.flatMap(q),s,n);return mr([...u,...i.filter(a)],new Map([...s,...l]))}function ur({root:e,before:t,after:n}){const r=["-r","--raw","-z","--find-renames","--no-abbrev"];if(n!==void 0)return Ke(y(e,["diff-tree",...r,t,n]));const i=y(e,["ls-files","-z","--others","--exclude-standard"]).toString("utf8").split("\0").filter(Boolean);return[...Ke(y(e,["diff-index",...r,t])),...i.map(s=>({before:void 0,after:{path:s,object:void 0}}))]}function lr({before:e,after:t},n){return{before:e&&n.isCandidate(e.path)?e:void 0,after:t&&n.isCandidate(t.path)?t:void 0}}function fr({before:e,after:t},n,r){const o=new Set(r.flatMap(q).map(({path:i})=>i));return[...new Set(n.context?.([...o]))].filter(i=>!o.has(i)&&!i.includes(`
`)).map(i=>({before:{path:i,object:`${e}:${i}`},after:{path:i,object:`${t??e}:${i}`}}))}function q({before:e,after:t}){return[e,t].filter(n=>n!==void 0)}function Ye(e,t,n){const r=new Map,o=(a,u,l)=>{if(!a)return;const f=Ee(a.path,u,{size:l,isForced:n(a.path)});f&&r.set(a,f)},i=e.filter(({object:a})=>a!==void 0),s=i.map(({object:a=""})=>a);Oe(t,s,(a,u,l)=>o(i[a],u,l));for(const a of e){const u=a.object===void 0&&oe((0,Tt.join)(t,a.path));u&&o(a,u.bytes,u.size)}return r}function dr(e,t,n){const r=e.filter(i=>!t.has(i)),o=Ye(r,n,()=>!0);return new Map(r.map(i=>[i,o.get(i)??{unreadable:"unavailable"}]))}function mr(e,t){const n=new Map,r=new Map,o=new Map,i=new Map,s=[];for(const a of e){const u={before:"",after:""};for(const[f,d]of[["before",n],["after",r]]){const m=a[f],h=m&&t.get(m);if(h){if("unreadable"in h){s.push({path:m.path,side:f,reason:h.unreadable});continue}d.set(m.path,h.text),u[f]=h.text}}const l=(a.after??a.before)?.path??"";u.before!==u.after&&i.set(l,(0,c.diffTexts)(u.before,u.after)),a.before&&a.after&&a.before.path!==l&&o.set(l,a.before.path)}return{before:n,after:r,renames:o,hunks:i,unreadable:s}}function H({operands:e},t,n){if(e.length!==0)throw new c.UserError(`\`${t}\` takes no \`${e[0]}\`.`,n??`\`cortex-review help ${t}\` says how to use it.`)}var Xe="Cut costs, deploy from CI";function pr(e){H(e,"demo");const{given:t,rules:n,terminal:r}=e,o=U(t.color,r),i=G(o),s=(0,c.resolveOptions)({}),a=hr(f=>{gr(f);const d=je(f,{base:"main",head:"cut-costs"});return Je(d,{selection:(0,c.createSelection)(s)})}),u=(0,c.review)(a,s,n);r.write(wr(u,i));const l=r.columns??Be;return r.write(We(u,{color:o,width:l,failOn:s.failOn})),r.write(yr(u,a,i)),r.write($r(u,i)),g.fine}function hr(e){const t=(0,S.realpathSync)((0,S.mkdtempSync)((0,F.join)((0,Y.tmpdir)(),"cortex-review-demo-")));try{return e(t)}finally{(0,S.rmSync)(t,{recursive:!0,force:!0})}}function gr(e){vr(),y(e,["init","--quiet","."]),y(e,["symbolic-ref","HEAD","refs/heads/main"]),Ze(e,"before","Set up the recommender"),y(e,["checkout","--quiet","-b","cut-costs"]),Ze(e,"after",Xe)}function vr(){for(const e of Object.keys(process.env))e.startsWith("GIT_")&&delete process.env[e];process.env.GIT_CONFIG_GLOBAL=Y.devNull,process.env.GIT_CONFIG_NOSYSTEM="1"}function Ze(e,t,n){for(const[o,i]of Object.entries(cr)){if(!o.startsWith(`${t}/`))continue;const s=(0,F.join)(e,o.slice(t.length+1));(0,S.mkdirSync)((0,F.dirname)(s),{recursive:!0}),(0,S.writeFileSync)(s,i)}const r=["-c","user.name=Demo","-c","user.email=demo@example.com"];y(e,["add","--all"]),y(e,[...r,"commit","--quiet",`--message=${n}`])}function wr({files:e},t){const n=e.map(({path:r})=>`  ${r}`).join(`
`);return`${t(`A pull request, \u201C${Xe}\u201D, changes:`,"bold")}

${n}

`}function yr(e,{hunks:t},n){const[r]=(0,c.placeFindings)(e,t,1).inline;if(!r)return"";const{path:o,line:i}=r.anchor,s=n("\u2502","dim"),a=(0,c.renderComment)(r,{docsUrl:L}).split(`
`).filter(u=>!u.startsWith("<!--"));return["",n("On GitHub, each finding is a comment whose change is committed with one click:","bold"),"",`${s} ${n(`${o}, line ${i}`,"dim")}`,...a.map(u=>`${s} ${u}`.trimEnd()),""].join(`
`)}function $r({findings:e},t){const n=e[0]?.rule.id??"RULE";return`
${t("Next, in a repository of yours:","bold")}

  cortex-review audit    What it says about your configs today
  cortex-review review   What it says about your changes
  cortex-review init     Review every pull request
  cortex-review explain ${n}
`}function Qe(){return et??=[...tt("cluster",br()),...tt("api",xr())],et}var et;function N({variants:e}){return e.some(({until:t=c.NEWEST_VERSION})=>t>=c.NEWEST_VERSION)}function br(){return[{field:c.clusterTable,replacesPods:!1}]}function xr(){return c.API_KINDS.map(e=>({kind:e,field:c.apiTables[e],replacesPods:!1}))}function tt(e,t){const n=new Map;for(const r of t)for(const{path:o,steps:i,variant:s}of nt(r,"",[])){const a=n.get(o);a?a.all.push(s):n.set(o,{path:o,steps:i,all:[s]})}return[...n.values()].map(({path:r,steps:o,all:i})=>({file:e,path:r,steps:o,variants:i}))}function*nt(e,t,n){const{shape:r,suffix:o}=rt(e.field.shape);if(r.type==="map")for(const[i,s]of Object.entries(r.fields)){const a=t?`${t}${o}.${i}`:i,u=Sr(e,s),l=[...n,i];yield{path:a,steps:l,variant:u},yield*nt(u,a,l)}}function rt(e){if(e.type!=="list")return{shape:e,suffix:""};const t=rt(e.item.shape);return{shape:t.shape,suffix:`[]${t.suffix}`}}function Sr(e,t){const n=Math.max(e.since??0,t.since??0),r=Math.min(e.until??1/0,t.until??1/0);return{field:t,...e.kind&&{kind:e.kind},...n>0&&{since:n},...r<1/0&&{until:r},replacesPods:e.replacesPods||(t.replacesPods??!1)}}function fe(e){const{file:t,steps:n}=Tr(e),r=Qe().filter(l=>t===void 0||l.file===t),i=[r.filter(l=>t&&ot(l,n)),...de(r,n)].filter(l=>l.length>0),[s]=i;if(!s)return{kind:"unknown",nearest:Ar(r,n)};const[a,...u]=s;return a&&u.length===0?{kind:"found",key:a,others:[...new Set(i.flat())].filter(l=>l!==a)}:{kind:"ambiguous",candidates:s}}function Er(e){const t=e.steps.join("."),n=fe(t);return n.kind==="found"&&n.key===e?t:`${e.file}.${t}`}var Or={cluster:"cluster",api:"api",cortex:"api"},_r=200;function Tr(e){const t=e.slice(0,_r).trim(),[n="",r=""]=/^(cluster|api|cortex)(?:\.ya?ml)?[.:]/.exec(t)??[],o=Or[r],i=t.slice(n.length).replace(/\[[^\]]*\]/g,".").split(/[./\s]+/).filter(s=>s!==""&&!/^\d+$/.test(s));return{...o&&{file:o},steps:i}}function de(e,t){if(t.length===0)return[];const n=e.filter(s=>ot(s,t)),r=e.filter(s=>!n.includes(s)&&me(s,t)),o=e.filter(s=>!me(s,t)&&kr(s,t)),i=[n,r,o];return[...i.map(s=>s.filter(N)),...i.map(s=>s.filter(a=>!N(a)))].filter(s=>s.length>0)}function ot(e,t){return e.steps.length===t.length&&me(e,t)}function me(e,t){const n=e.steps.slice(-t.length);return n.length===t.length&&n.every((r,o)=>r===t[o])}function kr({steps:e},t){if(e.at(-1)!==t.at(-1))return!1;let n=0;for(const r of e)r===t[n]&&(n+=1);return n===t.length}function Ar(e,t){const n=[...new Set(e.flatMap(a=>a.steps.at(-1)??[]))],r=t.map(a=>n.includes(a)?a:(0,c.findNearest)(a,n)),o=r.flatMap(a=>a??[]),[i=[]]=o.length===t.length&&o.length>0?de(e,o):[];if(i.length>0)return i;const s=r.at(-1);return s===void 0?[]:de(e,[s])[0]??[]}function it(e){return e.type==="string"?Nr[e.accepts??"none"]:e.type==="list"?`list of ${Rr(e.item.shape)}`:jr[e.type]}var jr={integer:"whole number",float:"number",boolean:"`true` or `false`",strings:"map of texts by name",map:"map",any:"not looked at"},Nr={none:"text",integers:"text or whole number",numbers:"text or number"};function Rr(e){return e.type==="map"?"maps":e.type==="string"?"texts":it(e)}function st({shape:e,limits:t,known:n}){const r=t===void 0?n?.():void 0,o=[...Ir(e),r&&(0,c.alternatives)(r),t].filter(i=>i!==void 0);return o.length>0?o.join("; "):void 0}function Ir(e){switch(e.type){case"string":return pe(e);case"integer":case"float":return[Mr(e)];case"list":return[...Cr(e.length),Pr(e.item)];case"strings":return[at("keys",pe(e.key)),at("values",pe(e.value))];default:return[]}}function pe({allowed:e,minLength:t=1,maxLength:n}){return e?[(0,c.alternatives)(e)]:n!==void 0?[t>1?`${t} to ${n} characters`:`at most ${n} characters`]:t>1?[`at least ${t} characters`]:[]}function Mr({minimum:e,maximum:t,above:n,below:r}){if(e!==void 0&&t!==void 0)return`${e} to ${t}`;const o=[e!==void 0&&`at least ${e}`,n!==void 0&&`above ${n}`,t!==void 0&&`at most ${t}`,r!==void 0&&`below ${r}`].filter(i=>i!==!1);return o.length>0?o.join(", "):void 0}function Cr({minimum:e,unique:t,notOne:n}){return[e!==void 0&&(e===1?"not empty":`at least ${e} items`),n&&"not exactly one item",t&&"no item twice"].filter(r=>typeof r=="string")}function Pr(e){const t=e.shape.type==="map"?void 0:st(e);return t===void 0?void 0:`each ${t}`}function at(e,t){return t.length>0?`${e} of ${t.join(", ")}`:void 0}function Lr(e){const t=new Set(e.variants.map(({field:o})=>o.doc)),r=[["Type",O(e,({field:o})=>it(o.shape))],["Limits",O(e,({field:o})=>st(o))],["Default",O(e,({field:o})=>Dr(o))],["Null",N(e)?O(e,({field:o})=>Wr(o)):void 0],["Kinds",Gr(e)],["Versions",O(e,ct)],["Replaced by",O(e,({field:o})=>o.replacedBy)],["Replaces",Br(e)],["On a change",N(e)?Vr(e):void 0]].flatMap(([o,i])=>i===void 0?[]:[{label:o,text:i}]);return{key:e,sentence:[...t].join(" "),facts:r}}function O(e,t){const n=new Map;for(const s of e.variants){const a=t(s);if(a===void 0)continue;const u=n.get(a)??[];s.kind&&u.push(s.kind),n.set(a,u)}const r=[...n],[o]=r,i=o?.[1].length===e.variants.length||e.variants.length===1;return!o||i?o?.[0]:r.map(([s,a])=>`${a.map(Fr).join(", ")}: ${s}`).join(". ")}function Fr(e){return e.replace(/API$/,"")}function Dr(e){const{required:t,default:n,defaultNote:r,shape:o,optional:i}=e;if(t)return"none: the key must be there";if(r!==void 0)return r;if(o.type!=="any")return o.type==="map"?i?"none":"the defaults of its keys":n==null||n===""?"none":typeof n=="object"?Object.keys(n).length===0?"none":void 0:(0,c.quote)(typeof n=="string"?n:JSON.stringify(n))}function Wr({nullMeans:e,nullNote:t,required:n}){return t!==void 0?t:e==="empty"?"the same as an empty list":e!==void 0?"the same as no key":n?"refused, like a missing key":"refused"}function Gr(e){if(!(e.file==="cluster"||!N(e)))return e.variants.length===c.API_KINDS.length?"every kind of API":(0,c.alternatives)(e.variants.flatMap(({kind:t})=>t??[])).replace(" or "," and ")}function ct({since:e,until:t}){const n=Math.max(e??c.OLDEST_VERSION,c.OLDEST_VERSION);return(0,c.formatVersion)({from:n,to:Math.min(t??c.NEWEST_VERSION,c.NEWEST_VERSION)})}function Br({path:e,file:t}){const n=new Map;for(const o of Qe()){const i=o.file===t&&o.variants.find(f=>Hr(f,e));if(!i)continue;const s=qr(o)?o.steps.at(-1)??"":o.path,{since:a=c.OLDEST_VERSION,until:u=c.NEWEST_VERSION}=i,l=n.get(s)??{since:a,until:u};n.set(s,{since:Math.min(a,l.since),until:Math.max(u,l.until)})}const r=[...n].map(([o,i])=>`${(0,c.quote)(o)} (${ct(i)})`);return r.length>0?r.join(", "):void 0}var Ur=["predictor","handler","definition"];function qr({steps:e}){return e.length>1&&Ur.includes(e[0]??"")}function Hr({field:e},t){return e.replacedBy?.includes(`\`${t}\``)??!1}var zr="`cortex cluster configure` applies it.",Kr="`cortex cluster configure` refuses it on a running cluster, and with it all other changes of the file.";function Vr(e){const t=O(e,({field:o})=>o.changing),r=[e.file==="cluster"?Jr(e):Yr(e),t].filter(o=>o!==void 0).join(" ");return r===""?void 0:r.charAt(0).toUpperCase()+r.slice(1)}function Jr({variants:e}){return e.some(({field:t})=>t.configurable)?zr:Kr}function Yr(e){if(e.steps.length===1&&Object.hasOwn(c.identityFields,e.path))return;const t=O(e,({kind:n,replacesPods:r})=>n==="RealtimeAPI"?r?ut:Zr:n==="AsyncAPI"?r?ut:Xr:n==="TrafficSplitter"?eo:Qr);return t===void 0?void 0:`${t}.`}var ut="a rolling update replaces all pods",Xr="a rolling update replaces all pods, as for every change",Zr="no pod is replaced, unless the node groups of the cluster changed since",Qr="jobs that are submitted later use it",eo="the route changes, there are no pods",to="docs/keys";function no({file:e,steps:t},n=to){return`${n}/${e}/${t.join(".")}.md`}function ro(e){const{sentence:t,facts:n}=Lr(e),r=n.map(({label:o,text:i})=>`${o}: ${i}`);return[t,...r].join(`
`).replaceAll("`","")}var lt=90,ft=6;function oo(e,t){const n=fe(e);if(n.kind==="unknown")return;if(n.kind==="ambiguous")throw new c.UserError(`\`${e}\` is the end of several keys.`,`One of ${he(n.candidates)}.`);const{key:r,others:o}=n,i=ro(r).split(`
`).map(s=>j(s,lt).join(`
  `));return[`${t(r.path,"bold")}  ${r.file==="cluster"?"cluster files":"API files"}`,i[0]??"",i.slice(1).join(`
`),...o.length>0?[j(`See also ${he(o)}.`,lt).join(`
`)]:[],no(r,zn)].join(`

`).concat(`
`)}function io(e){const t=fe(e),n=t.kind==="unknown"?t.nearest:[];return n.length>0?` Did you mean ${he(n)}?`:""}function he(e){const t=e.map(r=>`\`${Er(r)}\`${N(r)?"":" (old)"}`),n=t.length-ft;return n>0?`${t.slice(0,ft).join(", ")} and ${n} more`:t.join(", ")}var so=90;function ao({operands:e,given:t,rules:n,terminal:r}){const[o,...i]=e;if(o===void 0||i.length>0)throw new c.UserError(`\`explain\` takes one name, not ${e.length}.`,"`cortex-review rules` lists the rules, docs/settings.md the settings.");const s=G(U(t.color,r)),a=[...n,...c.ENGINE_RULES].find(({id:f})=>f===o),u=c.ALL_FIELDS.find(f=>f.name===o),l=(a&&co(a,s))??(u&&uo(u,s))??oo(o,s);if(l===void 0)throw lo(o,n);return r.write(l),g.fine}function co(e,t){return[`${t(e.id,"bold")}  ${e.severity}, ${e.category}`,`${e.summary}.`,dt((0,c.renderRuleText)(e)),`To switch it off, in .github/cortex-review.yml:

  rules:
    ${e.id}: off`,(0,c.canBeIgnored)(e)&&`To accept one finding, on its line or above it:

  # cortex-review: ignore[${e.id}] why`].filter(Boolean).join(`

`).concat(`
`)}function uo(e,t){const{name:n,type:r,description:o,default:i,otherwise:s}=e,a=i===void 0?s:typeof i=="string"?i:JSON.stringify(i),u=[e.file&&"the settings file",e.action&&`the input \`${n}\` of the Action`,e.cli&&`the option \`--${n}\` of ${e.cli.commands.join(", ")}`].filter(Boolean),l=[r.values?`Values: ${r.values.join(", ")}`:`Type: ${r.label}`,a&&`Default: ${a}`,`Set by: ${u.join("; ")}`].filter(Boolean);return`${t(n,"bold")}

${dt(o)}

${l.join(`
`)}
`}function dt(e){return e.split(`
`).map(t=>{const n=t.startsWith("- ")?"  ":"";return j(t,so).join(`
${n}`)}).join(`
`)}function lo(e,t){const n=[...[...t,...c.ENGINE_RULES].map(({id:r})=>r),...c.ALL_FIELDS.map(r=>r.name)];return new c.UserError(`There is no rule, setting or key \`${e}\`.${te(e,n)||io(e)}`,"`cortex-review rules` lists the rules, docs/settings.md the settings, docs/keys the keys.")}var mt="cortex-review/cortex-review";function fo(){return{path:".github/workflows/cortex-review.yml",text:po}}function mo(e){const t=go(e),n=c.FILE_FIELDS.map(r=>{const o=t[r.name]??wo(r);return[...yo(r.description),...o.split(`
`).map(i=>`# ${i}`)].join(`
`)});return{path:c.DEFAULT_OPTIONS.settings,text:`${[ho,...n].join(`

`)}
`}}var po=`name: Cortex Review

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
      - uses: ${mt}@v1
`,Co=`name: Cortex Audit

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
      - uses: ${mt}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@v4
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`,ho=`## Settings of Cortex Review. Everything has a default, so keep only what you change.
## Pull requests are reviewed with the settings of their base branch.`;function go(e){const t=e.find(({options:i})=>Object.keys(i??{}).length>0),n=e.find(i=>i!==t),r=[...n?[`  ${n.id}: warning`]:[],...t?vo(t):[]],[o]=e;return{"paths-ignore":`paths-ignore:
  - 'examples/**'`,...o&&{rules:["rules:",...r].join(`
`),overrides:`overrides:
  - paths: ['dev/**']
    rules:
      ${o.id}: off`},"cortex-version":"cortex-version: '0.42'",clusters:`clusters:
  - cluster: clusters/prod.yaml
    apis: ['apis/**']`}}function vo({id:e,severity:t,options:n={}}){const r=Object.entries(n).map(([o,i])=>`    ${o}: ${i.default}`);return[`  ${e}:`,`    severity: ${t}`,...r]}function wo({name:e,default:t}){return Array.isArray(t)?t.length===0?`${e}: []`:[`${e}:`,...t.map(n=>`  - '${n}'`)].join(`
`):`${e}: ${JSON.stringify(t).replaceAll('"',"")}`}function yo(e){const t=[];let n="##";for(const r of e.split(" "))n.length+1+r.length>100&&(t.push(n),n="##"),n+=` ${r}`;return[...t,n]}function $o(e){H(e,"init");const{rules:t,terminal:n}=e,r=ie(n.cwd);if(r===void 0)throw new c.UserError(`${n.cwd} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");for(const{path:o,text:i}of[fo(),mo(t)]){const s=!(0,R.existsSync)((0,D.join)(r,o));s&&bo((0,D.join)(r,o),i),n.write(`${s?"wrote":"left "} ${o}${s?"":" (it exists)"}
`)}return n.write(xo),g.fine}function bo(e,t){(0,R.mkdirSync)((0,D.dirname)(e),{recursive:!0}),(0,R.writeFileSync)(e,t,{flag:"wx"})}var xo=`
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks.
  3. See what it would say today: cortex-review audit
`;function So(e){const{given:t,terminal:n}=e;if(H(e,"review","To judge files as they are: `cortex-review audit PATH`."),t.fix!==void 0&&t.head!==void 0)throw new c.UserError("`--fix` changes the working tree, and `--head` reviews a commit.","Check the commit out and leave `--head` away.");const r=je(n.cwd,t),{root:o,base:i,after:s}=r,a=le(e,{root:o,commit:s===void 0?void 0:i}),u=Je(r,{selection:(0,c.createSelection)(a),context:l=>l.flatMap(f=>(0,c.findClusterPath)(f,a)??[])});return ue({changes:u,options:a,root:o,commit:s},e)}function Eo(e){H(e,"rules","To read about one rule: `cortex-review explain RULE`.");const{given:t,terminal:n}=e,r=[...e.rules,...c.ENGINE_RULES],o=G(U(t.color,n)),i=Math.max(...r.map(({id:l})=>l.length)),s=({id:l,severity:f,summary:d})=>`  ${l.padEnd(i)}  ${o(f.padEnd(7),Oo[f])}  ${d}`,u=[...new Set(r.map(({category:l})=>l))].toSorted().map(l=>{const f=r.filter(d=>d.category===l);return[o(l,"bold"),...f.map(s)].join(`
`)});return n.write(`${u.join(`

`)}

More on each: cortex-review explain RULE
`),g.fine}var Oo={error:"red",warning:"yellow",info:"blue"},pt=90;function _o(e){const{operands:t,summary:n,text:r,examples:o}=Ao[e],i=["cortex-review",e,t,"[OPTIONS]"].filter(Boolean).join(" "),s=[...ee(e).map(ko),To];return[n,`Usage: ${i}`,...r?[j(r,pt).join(`
`)]:[],`Options:
${ht(s)}`,`Examples:
${ht(o.map(([a,u])=>[`  ${a}`,u]))}`].join(`

`).concat(`
`)}var To=["  -h, --help","Show this help."];function ko({name:e,type:t,cli:n,description:r,default:o,otherwise:i}){const s=n?.short?`-${n.short}, `:"    ",a=n?.bare?`[=${n.value??""}]`:n?.value?` ${n.value}`:"",l=o!==void 0&&o!==""&&!(Array.isArray(o)&&o.length===0)&&typeof o=="string"?o:i,f=n?.value&&t.values&&!r.includes(t.values[0]??"")?t.values:[],d=[f.length>0&&`One of ${f.join(", ")}.`,l&&n?.value&&`Default: ${l}.`,t.isList&&"Repeatable."],m=[r,...d.filter(Boolean)].join(" ").replaceAll("`","");return[`  ${s}--${e}${a}`,m]}function ht(e){const t=Math.min(Math.max(...e.map(([n])=>n.length))+2,48);return e.flatMap(([n,r])=>{const o=j(r,Math.max(pt-t,30)),[i="",...s]=o;return[...n.length+2<=t?[n.padEnd(t)+i]:[n," ".repeat(t)+i],...s.map(u=>" ".repeat(t)+u)]}).join(`
`)}var Ao={review:{operands:"",summary:"Review what changed since the base, or between two commits.",text:"The old side is where the head left the base (the merge base). Without --head, the new side is the working tree with its untracked files, and the settings are read there; with --head, they are read from the base.",examples:[["cortex-review review","What you are about to push"],["cortex-review review --base HEAD","What is not committed yet"],["cortex-review review --base main --head v2","Two branches, tags or commits"],["cortex-review review --fix","Undo what is risky, where that is safe"]]},audit:{operands:"[PATH\u2026]",summary:"Judge whole files, not changes: the working folder, given paths, or a commit.",text:"Works without Git, unless --ref is given.",examples:[["cortex-review audit","The folder you are in"],["cortex-review audit clusters/ api.yaml","A folder and a file"],["cortex-review audit --ref v1.2 --format sarif","A commit, for code scanning"]]},explain:{operands:"NAME",summary:"Explain a rule, a setting, or a key of Cortex files.",examples:[["cortex-review explain queue-length-raised","A rule"],["cortex-review explain fail-on","A setting"],["cortex-review explain pod.max_queue_length","A key"]]},rules:{operands:"",summary:"List the rules with their severities.",examples:[["cortex-review rules","All rules, by what they protect"]]},demo:{operands:"",summary:"Show a review of a risky pull request, in a repository made for it.",text:"The repository is in a temporary folder and is removed afterwards.",examples:[["cortex-review demo","Needs nothing but Node and Git"]]},init:{operands:"",summary:"Write a workflow and a settings file into this repository.",text:"Files that exist are left alone.",examples:[["cortex-review init","Then commit the files and make the check required"]]}};function kt(e){const t=Jn();process.once("uncaughtException",n=>{gt(n,t),process.exit(g.failed)});try{process.exitCode=jo(e,t)}catch(n){process.exitCode=gt(n,t)}}function jo(e,t){const n=Bt(e);if(n.kind==="version"&&t.write(`${v.VERSION}
`),n.kind==="help"&&t.write(n.command?_o(n.command):vt.USAGE),n.kind!=="run")return g.fine;const{command:r,operands:o,options:i}=n,s=(0,c.parseFlags)(i,c.rules);return No[r]({operands:o,given:s,rules:c.rules,terminal:t})}var No={review:So,audit:or,explain:ao,rules:Eo,demo:pr,init:$o};function gt(e,{warn:t}){if(e instanceof c.UserError)return t(`cortex-review: ${e.message}
${e.remedy?`${e.remedy}
`:""}`),g.wrongUse;if(e instanceof A)return t(`cortex-review: ${e.message}
`),g.failed;const n=e instanceof Error?e.stack:String(e);return t(`cortex-review ${v.VERSION} failed, which is a bug. Please report it with these lines at
${v.HOMEPAGE}/issues

${n}
`),g.failed}0&&(module.exports={main});
