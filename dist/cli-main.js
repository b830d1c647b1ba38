var Bt=Object.create;var U=Object.defineProperty;var Gt=Object.getOwnPropertyDescriptor;var Ut=Object.getOwnPropertyNames;var qt=Object.getPrototypeOf,Ht=Object.prototype.hasOwnProperty;var Kt=(e,t)=>{for(var n in t)U(e,n,{get:t[n],enumerable:!0})},ke=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of Ut(t))!Ht.call(e,o)&&o!==n&&U(e,o,{get:()=>t[o],enumerable:!(r=Gt(t,o))||r.enumerable});return e};var zt=(e,t,n)=>(n=e!=null?Bt(qt(e)):{},ke(t||!e||!e.__esModule?U(n,"default",{value:e,enumerable:!0}):n,e)),Vt=e=>ke(U({},"__esModule",{value:!0}),e);var oi={};Kt(oi,{main:()=>Ft});module.exports=Vt(oi);var c=require("./shared-2.js"),$=require("./shared-8.js"),Tt=require("./shared-6.js"),si=require("./shared-1.js"),At=require("node:child_process"),jt=require("node:util"),Rt=require("node:fs"),x=require("node:path"),X=require("node:fs"),S=require("node:path"),O=require("node:fs"),Nt=require("node:os"),xe=require("node:path"),It=require("node:buffer"),h=require("node:fs"),W=require("node:path"),J=require("node:path"),Mt=require("node:fs"),Ct=require("node:path"),Se=require("node:path"),Y=require("node:tty"),Lt=require("node:fs"),Z=require("node:path"),_=require("node:fs"),Q=require("node:os"),B=require("node:path"),Pt=require("node:path"),C=require("node:fs"),G=require("node:path"),I=class extends Error{name="GitError";detail;constructor(e,t){super(`git ${e} failed: ${t}`),this.detail=t}};function y(e,t){const{bytes:n,isCut:r}=te(e,t,{});if(r)throw new I(t.join(" "),`more than ${Ee} bytes of output`);return n}function te(e,t,{input:n,limit:r=Ee,file:o}){const{status:i,signal:s,stdout:a,stderr:u,error:l}=(0,At.spawnSync)("git",[...Yt,...t],{cwd:e,env:Xt(process.env),stdio:[n===void 0?"ignore":"pipe",o??"pipe","pipe"],maxBuffer:r,windowsHide:!0,...n!==void 0&&{input:n}}),f=o===void 0?a:Buffer.alloc(0);if(l&&"code"in l){if(l.code==="ENOBUFS")return{bytes:f,isCut:!0};if(l.code!=="EPIPE")throw Zt(l,e)}if(i===0)return{bytes:f,isCut:!1};const d=u.toString("utf8").trim().slice(0,Jt);throw new I(t.join(" "),d||(s??`exit code ${i}`))}var Ee=256*1024*1024,Jt=1e4,Yt=["--no-pager","-c","core.quotePath=false","-c","core.fsmonitor=false","-c","diff.ignoreSubmodules=all","-c","diff.renameLimit=1000"];function Xt(e){const{GIT_EXTERNAL_DIFF:t,GIT_DIFF_OPTS:n,GIT_GLOB_PATHSPECS:r,...o}=e;return{...o,GIT_LITERAL_PATHSPECS:"1",GIT_OPTIONAL_LOCKS:"0",GIT_TERMINAL_PROMPT:"0",LC_ALL:"C"}}function Zt(e,t){return!("code"in e)||e.code!=="ENOENT"?e:new c.UserError(`Git could not be started in ${t}.`,"Install Git 2.30 or later and make sure that it is on the PATH.")}var ne=["review","audit","explain","rules","demo","init"];function Qt(e){const[t="",...n]=e;if(t==="help")return{kind:"help",command:n[0]?Te(n[0]):void 0};if(["-h","--help",""].includes(t))return{kind:"help",command:void 0};if(["-V","--version"].includes(t))return{kind:"version"};const r=Te(t),{operands:o,options:i}=en(n,r);return i.help?{kind:"help",command:r}:i.version?{kind:"version"}:{kind:"run",command:r,operands:o,options:i}}function re(e){return c.ALL_FIELDS.filter(({cli:t})=>t?.commands.includes(e))}function Te(e){const t=ne.find(n=>n===e);if(t)return t;throw e.startsWith("-")?new c.UserError(`The command comes first, before \`${e}\`.`,"E.g. `cortex-review review`. `cortex-review help` lists the commands."):new c.UserError(`There is no command \`${e}\`.${oe(e,ne)}`,"`cortex-review help` lists the commands.")}function en(e,t){const n=re(t),r={},o=[];for(const i of tn(e,n)){if(i.kind==="positional"&&o.push(i.value),i.kind!=="option")continue;const[s,a]=nn(i,n,t);r[s]=[...r[s]??[],a]}return{operands:o,options:r}}function tn(e,t){const n=t.map(({name:r,cli:o})=>[r,{type:je(o)?"string":"boolean",...o?.short&&{short:o.short}}]);return(0,jt.parseArgs)({args:[...e],options:{...Object.fromEntries(n),...Ae},strict:!1,allowPositionals:!0,tokens:!0}).tokens}var Ae={help:{type:"boolean",short:"h"},version:{type:"boolean",short:"V"}};function nn({name:e,rawName:t,value:n,inlineValue:r},o,i){if(Object.hasOwn(Ae,e))return[e,!0];const s=e.replace(/^no-/,""),a=o.find(f=>f.name===e),u=a?void 0:o.find(f=>f.name===s);if(u&&rn(u)&&n===void 0)return[s,!1];if(!a)throw on(t,o,i);if(!je(a.cli))return[e,n??!0];if(!(n===void 0||!r&&/^-./.test(n)))return[e,n];throw new c.UserError(`Option \`${t}\` needs a value: ${a.cli?.value??""}.`,`\`cortex-review help ${i}\` describes it.`)}function je(e){return e?.value!==void 0&&e.bare===void 0}function rn({cli:e}){return e?.value===void 0}function on(e,t,n){const r=[...t.map(({name:a})=>a),"help","version"],o=e.replace(/^-+/,""),i=ne.filter(a=>re(a).some(u=>u.name===o)),s=i.length>0?` It is an option of \`${i.join("`, `")}\`.`:oe(o,r,"--");return new c.UserError(`\`${n}\` has no option \`${e}\`.${s}`,`\`cortex-review help ${n}\` lists its options.`)}function oe(e,t,n=""){const r=(0,c.findNearest)(e,t);return r?` Did you mean \`${n}${r}\`?`:""}var L=1024*1024;function Re(e,t,{size:n,isForced:r}){if(sn(t))return r||(0,c.mayBeCortexBytes)(an(t),e)?{unreadable:"not-utf8"}:void 0;if(!(!r&&!(0,c.mayBeCortexBytes)(t,e)))return n>L?{unreadable:"too-large"}:t.includes(0)?{unreadable:"binary"}:(0,It.isUtf8)(t)?{text:t.toString("utf8")}:{unreadable:"not-utf8"}}function sn(e){return e[0]===255&&e[1]===254||e[0]===254&&e[1]===255}function an(e){const t=e[0]===255?"utf-16le":"utf-16be";return Buffer.from(new TextDecoder(t).decode(e))}var ie=64*L;function Ne(e,t,n,r=ie){for(let o=0;o<t.length;){const i=t.slice(o).map(a=>`${a}
`),{bytes:s}=te(e,Ie,{limit:r,input:i.join("")});o+=Me(s,(a,u,l)=>n(o+a,u,l))}}var Ie=["cat-file","--batch","--buffer"];function cn(e,t,n){const r=(0,O.mkdtempSync)((0,xe.join)((0,Nt.tmpdir)(),"cortex-review-"));try{for(const o of un(t)){const i=a=>o[a]??0,s=o.map(a=>t[a]?.object??"");if(s.length===1)Ne(e,s,(a,u,l)=>n(i(a),u,l));else{const a=ln(e,s,(0,xe.join)(r,"objects"));Me(a,(u,l,f)=>n(i(u),l,f))}}}finally{(0,O.rmSync)(r,{recursive:!0,force:!0})}}function un(e){const t=[[]];let n=ie;for(const[r,{size:o}]of e.entries()){if(o>L){t.unshift([r]);continue}n-=o,n<0&&(t.push([]),n=ie-o),t.at(-1)?.push(r)}return t.filter(r=>r.length>0)}function ln(e,t,n){const r=(0,O.openSync)(n,"w");try{te(e,Ie,{input:t.map(o=>`${o}
`).join(""),file:r})}finally{(0,O.closeSync)(r)}return(0,O.readFileSync)(n)}var fn=10;function Me(e,t){let n=0,r=0;for(;;){const o=e.indexOf(fn,r);if(o<0)return n;const i=mn(e,o),s=o+1,a=s+Math.min(i??0,L);if(a>e.length)return n;i!==void 0&&t(n,e.subarray(s,a),i),n+=1,r=i===void 0?s:s+i+1}}var se=48,dn=32;function mn(e,t){let n=0,r=1;for(let o=t-1;o>=0;o-=1){const i=e[o]??0;if(i===dn)return r>1?n:void 0;if(i<se||i>se+9)return;n+=(i-se)*r,r*=10}}function ae(e){let t;try{t=(0,h.openSync)(e,h.constants.O_RDONLY|(h.constants.O_NOFOLLOW??0)|Ce);const n=(0,h.fstatSync)(t);if(!n.isFile())return;const r=Buffer.allocUnsafe(Math.min(n.size,L));return{bytes:r.subarray(0,(0,h.readSync)(t,r)),size:n.size}}catch(n){if(wn(n))return;throw n}finally{t!==void 0&&(0,h.closeSync)(t)}}function hn(e,t,n){const r=h.constants.O_RDWR|(h.constants.O_NOFOLLOW??0)|Ce,o=(0,h.openSync)(e,r);try{if(!(0,h.fstatSync)(o).isFile()||(0,h.readFileSync)(o,"utf8")!==t)return!1;const i=Buffer.from(n);for(let s=0;s<i.length;)s+=(0,h.writeSync)(o,i,s,i.length-s,s);return(0,h.ftruncateSync)(o,i.length),!0}finally{(0,h.closeSync)(o)}}function pn(e,t){for(let n=(0,W.dirname)(t);n!==".";n=(0,W.dirname)(n))if((0,h.lstatSync)((0,W.join)(e,n),{throwIfNoEntry:!1})?.isSymbolicLink())return!0;return!1}var Ce=h.constants.O_NONBLOCK??0,gn=["ENOENT","ENOTDIR","ELOOP","EISDIR","EACCES","ENXIO","EMLINK","ENAMETOOLONG"];function wn(e){return typeof e=="object"&&e!==null&&"code"in e&&gn.includes(String(e.code))}function vn({root:e,commit:t,paths:n},r){const o=["ls-tree","-r","-z","--long","--full-tree",t,"--",...n],i=$n(y(e,o)).filter(({path:a})=>r.isCandidate(a)),s=Le(r);return cn(e,i,(a,u,l)=>{s.add(i[a]?.path??"",u,l)}),s.changes}function yn(e,t,n){const r=Le(n);for(const o of xn(e,t)){if(!n.isCandidate(o))continue;const i=ae((0,S.join)(e,o));i&&r.add(o,i.bytes,i.size)}return r.changes}function Le(e){const t=new Map,n=[],r=new Map;return{changes:{before:r,after:t,renames:r,hunks:r,unreadable:n},add(o,i,s){const a=Re(o,i,{size:s,isForced:e.isForced(o)});a&&("text"in a?t.set(o,a.text):n.push({path:o,side:"after",reason:a.unreadable}))}}}var bn=/^100\d+ blob ([0-9a-f]+) +(\d+)\t/;function $n(e){const t=[];for(const n of e.toString("utf8").split("\0")){const[r,o="",i]=bn.exec(n)??[];r&&t.push({path:n.slice(r.length),object:o,size:Number(i)})}return t}function*xn(e,t){const n=new Set;for(const r of t)for(const o of Sn((0,S.resolve)(e,r))){const i=(0,S.relative)(e,o).split(S.sep).join("/");n.has(i)||(n.add(i),yield i)}}function*Sn(e){const t=(0,X.statSync)(e,{throwIfNoEntry:!1});if(!t)throw new c.UserError(`There is no file or folder ${e}.`,"Check the path.");t.isDirectory()?yield*Pe(e):yield e}function*Pe(e){const t=(0,X.readdirSync)(e,{withFileTypes:!0});for(const n of t.toSorted((r,o)=>r.name<o.name?-1:1))n.isDirectory()&&!On.has(n.name)&&(yield*Pe((0,S.join)(e,n.name))),n.isFile()&&(yield(0,S.join)(e,n.name))}var On=new Set([".git","node_modules"]);function Fe(e,t){const n=ue(t.base)??En(e)??"HEAD",r=ue(t.head),o=P(e,[...De,`${n}^{commit}...${r??"HEAD"}^{commit}`]);if(!o)return An(e,n,r);const[i,s,...a]=o,u=a.filter(p=>We.test(p)),[l,f]=u,d=a.find(p=>p.startsWith("^"))?.slice(1);if(!f||!l||!d)throw jn(n,r??"HEAD",i==="true");if(s!=="true"&&r===void 0)throw new c.UserError(...kn);return{root:s==="true"?(0,J.resolve)(e,a[0]??""):e,before:d,after:r===void 0?void 0:l,base:f}}function _n(e,t){const n=ue(t)??t,r=P(e,[...De,`${n}^{commit}`]),o=r?.find(i=>We.test(i));if(!r||o===void 0)throw Ge(e,n);return{root:r[1]==="true"?(0,J.resolve)(e,r[2]??""):e,commit:o}}function ce(e){try{const t=P(e,["--show-cdup"]);return t&&(0,J.resolve)(e,t[0]??"")}catch{return}}var De=["--is-shallow-repository","--is-inside-work-tree","--show-cdup"],We=/^[0-9a-f]{40,64}$/,Be=["refs/remotes/origin/HEAD","refs/remotes/origin/main","refs/remotes/origin/master","refs/heads/main","refs/heads/master"],kn=["This repository is bare: there is no working tree to review.","Name the commit to review with --head."];function ue(e){if(e!==void 0){if(e===""||e.startsWith("-")||e.includes("..")||/[\s\0]/.test(e))throw new c.UserError(`${JSON.stringify(e)} is not the name of a commit.`,"Name a branch, a tag or a commit.");return e}}function En(e){const t=["for-each-ref","--format=%(refname)",...Be],n=q(e,t).split(`
`);return Be.find(r=>n.includes(r))}function P(e,t){try{const n=q(e,["rev-parse",...t]).split(`
`);return n[1]==="false"?[...n.slice(0,2),"",...n.slice(2)]:n}catch(n){if(n instanceof I&&Tn.test(n.detail))return;throw n}}var Tn=/unknown revision|invalid object name|Needed a single revision|bad revision|expected \w+ type/;function q(e,t){try{return y(e,t).toString("utf8")}catch(n){throw n instanceof I?n.detail.includes("not a git repository")?new c.UserError(`${e} is not in a Git repository.`,"Run the command in a repository, or use `cortex-review audit PATH` for plain files."):n.detail.includes("dubious ownership")?new c.UserError("Git does not trust this repository, since it belongs to another user.",`Run: git config --global --add safe.directory ${e}`):n:n}}function An(e,t,n){for(const o of[t,n??"HEAD"])if(!P(e,["--verify",`${o}^{commit}`])&&(t!=="HEAD"||n!==void 0))throw Ge(e,o);const r=q(e,["hash-object","-t","tree","--stdin"]).trim();return{root:ce(e)??e,before:r,after:void 0,base:r}}function Ge(e,t){const n=`origin/${t}`;if(P(e,["--verify",`${n}^{commit}`]))return new c.UserError(`There is no commit \`${t}\` here, but there is \`${n}\`.`,`Name \`${n}\`.`);const o=q(e,["rev-parse","--is-shallow-repository"]).startsWith("true")?Ue:`Check the name, or fetch it: git fetch origin ${t.replace(/^origin\//,"")}`;return new c.UserError(`There is no commit \`${t}\` in this repository.`,o)}function jn(e,t,n){return n?new c.UserError(`This shallow clone does not reach back to where \`${t}\` left \`${e}\`.`,Ue):new c.UserError(`\`${e}\` and \`${t}\` have no common history.`,"Name another base with --base.")}var Ue="Fetch the whole history: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0).",b={fine:0,findings:1,wrongUse:2,failed:3},Rn={bold:"1",dim:"2",red:"31",green:"32",yellow:"33",blue:"34",cyan:"36"};function H(e){return e?(t,...n)=>t===""?"":`\x1B[${n.map(r=>Rn[r]).join(";")}m${t}\x1B[0m`:t=>t}var Nn="    ",In=/[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{1f300}-\u{1faff}]/gu,Mn=/[\p{M}\u{fe00}-\u{fe0f}]/gu;function g(e){return e.split("	").map(c.makeVisible).join(Nn)}function E(e){return Array.from(e).length+(e.match(In)?.length??0)-(e.match(Mn)?.length??0)}function k(e,t){const n=[];let r="";for(const o of e.split(/\s+/).filter(Boolean))r&&E(r)+1+E(o)>t?(n.push(r),r=o):r=r?`${r} ${o}`:o;return r?[...n,r]:n}var Cn=100;function Ln(e,{changes:t,options:n,root:r},{rules:o,which:i}){const s=new Set(e.files.map(({path:f})=>f));let a=e,u=t;for(let f=0;f<Cn;f+=1){const d=a.findings.flatMap(({fix:w})=>w&&Pn(w,i)?[w]:[]),m=Fn(d.filter(({path:w})=>s.has(w)));if(m.length===0)break;const p=Dn(u.after,m);u={...u,after:p,hunks:Wn({...u,after:p})},a=(0,c.review)(u,n,o)}const l=[...u.after].flatMap(([f,d])=>{const m=t.after.get(f)??"";return d===m?[]:[{path:f,before:m,text:d}]});return Bn(r,l),{judged:a,changes:u,patch:(0,c.hideOf)(a)(l.map(Un).join(""))}}function Pn({safety:e},t){return t==="all"||e==="safe"}function Fn(e){const t=e.filter(({doubt:n})=>n===void 0);return t.length>0?t:e.filter(({doubt:n})=>(0,c.isInTheWay)(n)).slice(0,1)}function Dn(e,t){const n=new Map(e);for(const r of new Set(t.map(o=>o.path))){const o=t.flatMap(i=>i.path===r?i.edits:[]);n.set(r,(0,c.applyEdits)(e.get(r)??"",o))}return n}function Wn({before:e,after:t,renames:n,hunks:r}){const i=[...t.keys()].filter(s=>r.has(s)).map(s=>{const a=e.get(n.get(s)??s)??"";return[s,(0,c.diffTexts)(a,t.get(s)??"")]});return new Map([...r,...i])}function Bn(e,t){for(const{path:n,before:r}of t){if(pn(e,n))throw new c.UserError(`${n} is reached through a link, so nothing was fixed.`,"Run the command where the file is.");if(ae((0,Se.join)(e,n))?.bytes.toString("utf8")!==r)throw qe(n)}for(const{path:n,before:r,text:o}of t)Gn((0,Se.join)(e,n),r,o)}function Gn(e,t,n){let r;try{r=hn(e,t,n)}catch(o){const i=o instanceof Error?o.message:String(o);throw new c.UserError(`${e} cannot be written: ${i}`,"Check who may write the file.")}if(!r)throw qe(e)}function qe(e){return new c.UserError(`${e} changed while it was reviewed, so nothing was fixed.`,"Run the command again.")}function Un({path:e,before:t,text:n}){const r=(0,c.renderPatch)((0,c.diffTexts)(t,n)).split(`
`);return`${[`--- a/${e}`,`+++ b/${e}`,...r].map(i=>g(i.replace(/\r$/,""))).join(`
`)}
`}var qn=3,He=400,K=16;function Hn(e){const t=Kn(e),n=(0,c.hideOf)(e);return({location:r},o)=>{const{path:i,side:s,range:a}=r,{line:u}=a.start,l=(0,c.documentAt)(s==="before"?e.before:e.after,i);if(!l)return[];const f=t(i,s),d=s==="before"?"removed":"added",m=v=>{const A=(s==="before"?f?.left:f?.right)?.get(v)?.line,ee=n((0,c.lineAt)(l,v),"kept");return{type:A?.type??"context",number:v,text:ee}},p=m(u),w=p.type===d&&f&&s==="after"?zn(f,u):[];return[...u>1?[le(m(u-1),o)]:[],...w.map(v=>le({...v,text:n(v.text,"kept")},o)),...Jn(p,a,o),...u<Vn(l)?[le(m(u+1),o)]:[]]}}function Kn(e){const t=new Map,n=(0,c.findRenames)(e.before,e.after),r=new Map([...n].map(([o,i])=>[i,o]));return(o,i)=>{const s=i==="before"?n.get(o)??o:o;if(!t.has(s)){const a=(0,c.documentAt)(e.before,r.get(s)??s),u=(0,c.documentAt)(e.after,s),l=a&&(0,c.diffTexts)(a.text,u?.text??"");t.set(s,l&&(0,c.indexRows)(l))}return t.get(s)}}function zn({hunks:e,right:t},n){const r=t.get(n),o=r&&e[r.hunk]?.lines;if(!o)return[];const i=Ke(o,r.row,"added"),s=Ke(o,i,"removed");if(r.row-s>He)return[];const a=o.slice(s,i).flatMap(f=>f.type==="removed"?[{type:f.type,number:f.before,text:f.text}]:[]),u=ze(r.line.text),l=a.filter(({text:f})=>u!==""&&ze(f)===u);return l.length===1?l:r.row===i?a.slice(0,qn):[]}function Ke(e,t,n){const r=Math.max(0,t-He-1);let o=t;for(;o>r&&e[o-1]?.type===n;)o-=1;return o}function Vn({text:e,lines:t}){return e.endsWith(`
`)?t.lineCount-1:t.lineCount}function ze(e){return/^[\s-]*([^\s:#]+):/.exec(e)?.[1]??""}function le(e,t){return{...e,text:(0,c.truncate)(g(e.text.replace(/\r$/,"")),Math.max(t,K))}}function Jn(e,{start:t,end:n},r){const o=e.text.replace(/\r$/,""),i=n.line===t.line?n.column-1:o.length,s=Math.min(t.column-1,o.length),a=g(o.slice(0,s)),l=E(g(o))>r&&E(a)>K?`\u2026${a.slice(-K)}`:a,f=(0,c.truncate)(g(o.slice(s)),Math.max(r-E(l),K)),d=Math.min(E(g(o.slice(s,i))),E(f));return[{...e,text:l+f},{type:"mark",text:" ".repeat(E(l))+"^".repeat(Math.max(d,1))}]}var Ve=5,R="  ";function Yn(e,t,n){if(e.length===0)return[];const r=e.length-Ve,o=r>0?`${(0,c.count)(r,"more cluster")} not shown. `:"",i=k(g(`${o}${(0,c.describeBills)(e)}`),n-R.length);return[[...e.slice(0,Ve).map(a=>Xn(a,t,n)),...i.map(a=>t(R+a,"dim"))].join(`
`)]}function Xn(e,t,n){const r=(0,c.listBillRows)(e).flatMap(({label:o,instances:i,capacity:s,hourly:a,monthly:u})=>{const l=[i,s&&`at max ${s}`].filter(Boolean).join(", "),f=`${a} an hour, ${u} a month`,[d="",...m]=[l,f].filter(Boolean);return[...Je(`${o}: ${d}`,R,n),...m.flatMap(p=>Je(p,R+R,n))]});return[t(`bill of ${g(e.cluster)}`,"bold"),...r].join(`
`)}function Je(e,t,n){return k(g(e),n-t.length-R.length).map((r,o)=>`${t}${o===0?"":R}${r}`)}var Ye={error:"red",warning:"yellow",info:"blue"},Zn={error:"error",warning:"warning",info:"note"},Qn=40,er=120,tr=30;function Xe(e,t){const n=H(t.color),r=Math.min(Math.max(t.width,Qn),er),o={review:e,paint:n,width:r,frame:Hn(e)};return`${[...e.findings.map(s=>nr(s,o)),...ir(o),...Yn(e.bills,n,r),sr(e,t.failOn,n)].join(`

`)}
`}function nr(e,t){const{paint:n,width:r,frame:o}=t,{rule:i,severity:s,location:a}=e,{path:u,side:l,range:f}=a,{headline:d,detail:m}=(0,c.wordFinding)(e),p=n(`${Zn[s]}[${i.id}]`,"bold",Ye[s]),w=`${g(u)}:${f.start.line}:${f.start.column}`,v=o(e,r-12),A=rr(e,t),ee=[...v,...A.rows].map(({number:j=0})=>String(j).length),N=Math.max(...ee,1),Oe=`${" ".repeat(N)} ${n("\u2502","blue")}`,_e=j=>k(g(j),r-N-5).map((Dt,Wt)=>`${" ".repeat(N)} ${Wt===0?n("=","blue"):" "} ${Dt}`);return[`${p}: ${n(g(d),"bold")}`,`${" ".repeat(N)}${n("\u2500\u2500\u25B8","blue")} ${w}${l==="before"?" (before)":""}`,...v.length>0?[Oe]:[],...v.map(j=>Ze(j,N,n,Ye[s])),...v.length>0&&(m||A.title)?[Oe]:[],...m?_e(m):[],...A.title?_e(A.title):[],...A.rows.map(j=>Ze(j,N,n,"green"))].join(`
`)}function rr({fix:e},{review:t,width:n}){const r=e&&(0,c.documentAt)(t.after,e.path),o=r&&(0,c.toLineEdit)(r,e.edits),i=o&&(0,c.hideInEdit)(o,t);if(!e||!i)return{title:"",rows:[]};const a=`fix (${e.doubt===void 0?e.safety:`not offered, since ${e.doubt}`}): ${e.title}`;if(i.before.length+i.after.length>tr)return{title:a,rows:[]};const u=(l,f)=>l.map((d,m)=>({type:f,number:i.startLine+m,text:g(d).slice(0,n)}));return{title:a,rows:[...u(i.before,"removed"),...u(i.after,"added")]}}var or={added:"+",removed:"-",context:" ",mark:" "};function Ze(e,t,n,r){const{type:o,text:i}=e,s=(e.number===void 0?"":String(e.number)).padStart(t),a=`${n(s,"blue")} ${n("\u2502","blue")}`,u=`${or[o]} ${i}`.trimEnd();return o==="mark"?`${a} ${n(u,"bold",r)}`:o==="added"?`${a} ${n(u,"green")}`:`${a} ${o==="removed"?n(u,"red"):u}`.trimEnd()}function ir({review:e,paint:t}){const n=e.ignored.map(({finding:i,reason:s,line:a})=>`${t("ignored","dim")} ${g(i.location.path)}:${a} ${i.rule.id}: ${g(s)}`),r=e.unreadable.map(({path:i,side:s,reason:a})=>`${t("not read","yellow")} ${g(i)} (${s}): ${c.UNREADABLE[a]}`),o=e.failures.map(({rule:i,path:s,error:a})=>`${t("rule failed","red")} ${i} on ${g(s)}: ${g(a.message)}`);return[n,r,o].filter(i=>i.length>0).map(i=>i.join(`
`))}function sr(e,t,n){const{conclusion:r,counts:o,title:i}=(0,c.conclude)(e,t),s=r==="failure"?n("\u2716","bold","red"):n("\u2714","bold","green"),a=e.files.length>0?` in ${(0,c.count)(e.files.length,"Cortex file")}`:"",u=o.ignored>0?`, ${o.ignored} ignored`:"",l=`${s} ${n(i,"bold")}${a}${u}`,[f]=e.findings;return f?`${l}
${n(`  Why it matters: cortex-review explain ${f.rule.id}`,"dim")}`:l}var F=`${$.HOMEPAGE}/blob/main/docs/rules`,ar=`${$.HOMEPAGE}/blob/main/docs/keys`,cr="0".repeat(40);function ur({judged:e,changes:t,options:n,commit:r=cr}){const{failOn:o,comments:i,maxComments:s,commentSeverity:a}=n,u=(0,c.placeFindings)(e,t.hunks,i?s:0,a),l=u.inline.map(d=>({anchor:d.anchor,body:(0,c.renderComment)(d,{docsUrl:F})})),f=(0,c.renderSummary)(e,u,{failOn:o,docsUrl:F,commit:r});return{...l.length>0&&{review:(0,c.toReviewPayload)(r,l)},...(0,c.isSummaryNeeded)(e,n.commentSummary)&&{summary:{body:f}}}}var Qe=100;function lr(){const{stdout:e,stderr:t}=process;for(const n of[e,t])n.on("error",r=>{if(r.code!=="EPIPE")throw r;process.exit()});return{cwd:process.cwd(),env:process.env,isOutputTerminal:(0,Y.isatty)(1),isErrorTerminal:(0,Y.isatty)(2),columns:(0,Y.isatty)(1)&&e.columns||void 0,write:n=>{e.write(n)},warn:n=>{t.write(n)}}}function z(e,{env:t,isOutputTerminal:n}){return e!==void 0?e:t.NO_COLOR?!1:t.FORCE_COLOR!==void 0?!["0","false"].includes(t.FORCE_COLOR):n&&t.TERM!=="dumb"}function fr(e,t){return dr[e.options.format](e,t)}var dr={pretty:({judged:e,options:t},{terminal:n})=>Xe(e,{color:t.output===void 0&&z(t.color,n),width:n.columns??Qe,failOn:t.failOn}),json:e=>fe((0,c.toJson)(e.judged,{version:$.VERSION,...et(e)})),sarif:({judged:e},{rules:t})=>fe((0,c.toSarif)(e,t,{version:$.VERSION,homepage:$.HOMEPAGE,docsUrl:F})),markdown:e=>(0,c.renderJobSummary)(e.judged,(0,c.placeFindings)(e.judged,new Map,0),et(e)),github:e=>fe(ur(e))};function et({options:{failOn:e},commit:t}){return{failOn:e,docsUrl:F,...t!==void 0&&{commit:t}}}function fe(e){return`${JSON.stringify(e,null,2)}
`}function de(e,{rules:t,terminal:n}){const{options:r}=e,o=gr(e.changes.after.size,n),i=(0,c.review)(e.changes,r,t);o();const{judged:s,changes:a,patch:u}=r.fix===void 0?{judged:i,changes:e.changes,patch:""}:Ln(i,e,{rules:t,which:r.fix});r.format==="pretty"&&r.output===void 0?n.write(u):n.warn(u);const l=fr({...e,judged:s,changes:a},{rules:t,terminal:n});return r.output===void 0?n.write(l):mr((0,Ct.resolve)(n.cwd,r.output),l),hr(s,r,n)}function mr(e,t){try{(0,Mt.writeFileSync)(e,t)}catch(n){const r=n instanceof Error?n.message:String(n);throw new c.UserError(`The result cannot be written: ${r}`,"Check the path of `--output`.")}}function hr(e,{failOn:t},n){const{conclusion:r,hasFailed:o}=(0,c.conclude)(e,t);if(!o)return r==="failure"?b.findings:b.fine;const[i]=e.failures;return n.warn(`cortex-review ${$.VERSION}: a rule failed, which is a bug. Please report it with these lines at
${$.HOMEPAGE}/issues

${i?.rule} on ${i?.path}: ${i?.error.stack}
`),b.failed}var pr=200;function gr(e,{isErrorTerminal:t,warn:n}){return!t||e<pr?()=>{}:(n(`Judging ${e} Cortex files \u2026`),()=>n("\r\x1B[K"))}function me({given:e,rules:t,terminal:n},{root:r,commit:o}){const i=e.settings??c.DEFAULT_OPTIONS.settings,s=e.settings===void 0?vr(r,o):wr((0,Z.resolve)(n.cwd,e.settings));return(0,c.resolveOptions)(e,s===void 0?{}:(0,c.parseSettings)(s,i,t))}function wr(e){const t=tt(e);if(t===void 0)throw new c.UserError(`There is no settings file ${e}.`);return t}function vr(e,t){if(t===void 0)return tt((0,Z.join)(e,c.DEFAULT_OPTIONS.settings));try{const n=`${t}:${c.DEFAULT_OPTIONS.settings}`;return y(e,["cat-file","blob",n]).toString("utf8")}catch(n){if(n instanceof I)return;throw n}}function tt(e){try{return(0,Lt.readFileSync)(e,"utf8")}catch(t){if(t instanceof Error&&"code"in t&&t.code==="ENOENT")return;throw t}}function yr(e){const{ref:t}=e.given;return t===void 0?br(e):$r(e,t)}function br(e){const{operands:t,terminal:n}=e,r=t.length>0?t.map(s=>(0,x.resolve)(n.cwd,s)):[n.cwd],o=xr(r,n.cwd);for(const s of r)nt(o,s);const i=me(e,{root:o});return de({changes:yn(o,r,(0,c.createSelection)(i)),options:i,root:o},e)}function $r(e,t){const{operands:n,given:r,terminal:o}=e;if(r.fix!==void 0)throw new c.UserError("`--fix` changes the working tree, and `--ref` reads a commit.","Check the commit out and leave `--ref` away.");const{root:i,commit:s}=_n(o.cwd,t),a=n.map(d=>nt(i,(0,x.resolve)(o.cwd,d))),u=me(e,{root:i,commit:s}),l={root:i,commit:s,paths:a.filter(Boolean)},f=vn(l,(0,c.createSelection)(u));return de({changes:f,options:u,root:i,commit:s},e)}function xr(e,t){const[n=t]=e,o=(0,Rt.statSync)(n,{throwIfNoEntry:!1})?.isDirectory()?n:(0,x.dirname)(n);return ce(o)??(rt(t,o)?t:o)}function nt(e,t){if(rt(e,t))return(0,x.relative)(e,t).split(x.sep).join("/");throw new c.UserError(`${t} is not in ${e}.`,"Audit one repository at a time.")}function rt(e,t){return!(0,x.relative)(e,t).split(x.sep).includes("..")}var Sr={"after/apis/recommender/cortex.yaml":`- name: recommender
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
`};function ot(e){const t=e.toString("utf8").split("\0"),n=[];for(let r=0;r+1<t.length;){const[o="",i="",s="",a="",u=""]=(t[r]??"").split(" "),l=u.startsWith("R"),f=t[r+1]??"",d=l?t[r+2]??"":f;r+=l?3:2,u!=="U"&&n.push({before:it(o,s,f),after:it(i,a,d)})}return n}function it(e,t,n){if(e.replace(":","").startsWith("100"))return{path:n,object:/^0+$/.test(t)?void 0:t}}function st(e,t){const{root:n}=e,{selection:r}=t,o=_r(e).map(w=>kr(w,r)),i=w=>r.isForced(w),s=he(o.flatMap(D),n,i),a=o.some(w=>Or(w,s)),u=a?Er(e,t,{changed:o,own:s}):[],l=new Map([...s,...he(u.flatMap(D),n,i)]),f=w=>D(w).some(v=>l.has(v)),d=o.filter(f),m=Tr(d.flatMap(D),l,n),p=Ar([...d,...u.filter(f)],new Map([...l,...m]));return a?p:{...p,isPartial:!0}}function Or({before:e,after:t},n){const[r,o]=[e,t].map(a=>a&&n.get(a));if(!r&&!o)return!1;if([r,o].some(a=>a&&"unreadable"in a))return!0;const[i,s]=[r,o].map(a=>a&&"text"in a?a.text:"");return(0,c.needsOthers)((0,c.listChangedLines)(i??"",s??""))}function _r({root:e,before:t,after:n}){const r=["-r","--raw","-z","--find-renames","--no-abbrev"];if(n!==void 0)return ot(y(e,["diff-tree",...r,t,n]));const i=y(e,["ls-files","-z","--others","--exclude-standard"]).toString("utf8").split("\0").filter(Boolean);return[...ot(y(e,["diff-index",...r,t])),...i.map(s=>({before:void 0,after:{path:s,object:void 0}}))]}function kr({before:e,after:t},n){return{before:e&&n.isCandidate(e.path)?e:void 0,after:t&&n.isCandidate(t.path)?t:void 0}}function Er({root:e,before:t,after:n},{related:r},{changed:o,own:i}){if(!r)return[];const a=y(e,["ls-tree","-r","-z","--full-tree","--name-only",t]).toString("utf8").split("\0").filter(Boolean),u=new Set(o.flatMap(D).map(({path:l})=>l));return[...new Set(r([...i.keys()].map(({path:l})=>l),a))].filter(l=>!u.has(l)&&!l.includes(`
`)).map(l=>({before:{path:l,object:`${t}:${l}`},after:{path:l,object:`${n??t}:${l}`}}))}function D({before:e,after:t}){return[e,t].filter(n=>n!==void 0)}function he(e,t,n){const r=new Map,o=(a,u,l)=>{if(!a)return;const f=Re(a.path,u,{size:l,isForced:n(a.path)});f&&r.set(a,f)},i=e.filter(({object:a})=>a!==void 0),s=i.map(({object:a=""})=>a);Ne(t,s,(a,u,l)=>o(i[a],u,l));for(const a of e){const u=a.object===void 0&&ae((0,Pt.join)(t,a.path));u&&o(a,u.bytes,u.size)}return r}function Tr(e,t,n){const r=e.filter(i=>!t.has(i)),o=he(r,n,()=>!0);return new Map(r.map(i=>[i,o.get(i)??{unreadable:"unavailable"}]))}function Ar(e,t){const n=new Map,r=new Map,o=new Map,i=new Map,s=[];for(const a of e){const u={before:"",after:""};for(const[f,d]of[["before",n],["after",r]]){const m=a[f],p=m&&t.get(m);if(p){if("unreadable"in p){s.push({path:m.path,side:f,reason:p.unreadable});continue}d.set(m.path,p.text),u[f]=p.text}}const l=(a.after??a.before)?.path??"";u.before!==u.after&&i.set(l,(0,c.diffTexts)(u.before,u.after)),a.before&&a.after&&a.before.path!==l&&o.set(l,a.before.path)}return{before:n,after:r,renames:o,hunks:i,unreadable:s}}function pe({operands:e},t,n){if(e.length!==0)throw new c.UserError(`\`${t}\` takes no \`${e[0]}\`.`,n??`\`cortex-review help ${t}\` says how to use it.`)}var at="Cut costs, deploy from CI";function jr(e){pe(e,"demo");const{given:t,rules:n,terminal:r}=e,o=z(t.color,r),i=H(o),s=(0,c.resolveOptions)({}),a=Rr(f=>{Nr(f);const d=Fe(f,{base:"main",head:"cut-costs"});return st(d,{selection:(0,c.createSelection)(s)})}),u=(0,c.review)(a,s,n);r.write(Mr(u,i));const l=r.columns??Qe;return r.write(Xe(u,{color:o,width:l,failOn:s.failOn})),r.write(Cr(u,a,i)),r.write(Lr(u,i)),b.fine}function Rr(e){const t=(0,_.realpathSync)((0,_.mkdtempSync)((0,B.join)((0,Q.tmpdir)(),"cortex-review-demo-")));try{return e(t)}finally{(0,_.rmSync)(t,{recursive:!0,force:!0})}}function Nr(e){Ir(),y(e,["init","--quiet","."]),y(e,["symbolic-ref","HEAD","refs/heads/main"]),ct(e,"before","Set up the recommender"),y(e,["checkout","--quiet","-b","cut-costs"]),ct(e,"after",at)}function Ir(){for(const e of Object.keys(process.env))e.startsWith("GIT_")&&delete process.env[e];process.env.GIT_CONFIG_GLOBAL=Q.devNull,process.env.GIT_CONFIG_NOSYSTEM="1"}function ct(e,t,n){for(const[o,i]of Object.entries(Sr)){if(!o.startsWith(`${t}/`))continue;const s=(0,B.join)(e,o.slice(t.length+1));(0,_.mkdirSync)((0,B.dirname)(s),{recursive:!0}),(0,_.writeFileSync)(s,i)}const r=["-c","user.name=Demo","-c","user.email=demo@example.com"];y(e,["add","--all"]),y(e,[...r,"commit","--quiet",`--message=${n}`])}function Mr({files:e},t){const n=e.map(({path:r})=>`  ${r}`).join(`
`);return`${t(`A pull request, \u201C${at}\u201D, changes:`,"bold")}

${n}

`}function Cr(e,{hunks:t},n){const[r]=(0,c.placeFindings)(e,t,1).inline;if(!r)return"";const{path:o,line:i}=r.anchor,s=n("\u2502","dim"),a=(0,c.renderComment)(r,{docsUrl:F}).split(`
`).filter(u=>!u.startsWith("<!--"));return["",n("On GitHub, each finding is a comment whose change is committed with one click:","bold"),"",`${s} ${n(`${o}, line ${i}`,"dim")}`,...a.map(u=>`${s} ${u}`.trimEnd()),""].join(`
`)}function Lr({findings:e},t){const n=e[0]?.rule.id??"RULE";return`
${t("Next, in a repository of yours:","bold")}

  cortex-review audit    What it says about your configs today
  cortex-review review   What it says about your changes
  cortex-review init     Review every pull request
  cortex-review explain ${n}
`}function ut(){return lt??=[...ft("cluster",Pr()),...ft("api",Fr())],lt}var lt;function M({variants:e}){return e.some(({until:t=c.NEWEST_VERSION})=>t>=c.NEWEST_VERSION)}function Pr(){return[{field:c.clusterTable,replacesPods:!1}]}function Fr(){return c.API_KINDS.map(e=>({kind:e,field:c.apiTables[e],replacesPods:!1}))}function ft(e,t){const n=new Map;for(const r of t)for(const{path:o,steps:i,variant:s}of dt(r,"",[])){const a=n.get(o);a?a.all.push(s):n.set(o,{path:o,steps:i,all:[s]})}return[...n.values()].map(({path:r,steps:o,all:i})=>({file:e,path:r,steps:o,variants:i}))}function*dt(e,t,n){const{shape:r,suffix:o}=mt(e.field.shape);if(r.type==="map")for(const[i,s]of Object.entries(r.fields)){const a=t?`${t}${o}.${i}`:i,u=Dr(e,s),l=[...n,i];yield{path:a,steps:l,variant:u},yield*dt(u,a,l)}}function mt(e){if(e.type!=="list")return{shape:e,suffix:""};const t=mt(e.item.shape);return{shape:t.shape,suffix:`[]${t.suffix}`}}function Dr(e,t){const n=Math.max(e.since??0,t.since??0),r=Math.min(e.until??1/0,t.until??1/0);return{field:t,...e.kind&&{kind:e.kind},...n>0&&{since:n},...r<1/0&&{until:r},replacesPods:e.replacesPods||(t.replacesPods??!1)}}function ge(e){const{file:t,steps:n}=Ur(e),r=ut().filter(l=>t===void 0||l.file===t),i=[r.filter(l=>t&&ht(l,n)),...we(r,n)].filter(l=>l.length>0),[s]=i;if(!s)return{kind:"unknown",nearest:Hr(r,n)};const[a,...u]=s;return a&&u.length===0?{kind:"found",key:a,others:[...new Set(i.flat())].filter(l=>l!==a)}:{kind:"ambiguous",candidates:s}}function Wr(e){const t=e.steps.join("."),n=ge(t);return n.kind==="found"&&n.key===e?t:`${e.file}.${t}`}var Br={cluster:"cluster",api:"api",cortex:"api"},Gr=200;function Ur(e){const t=e.slice(0,Gr).trim(),[n="",r=""]=/^(cluster|api|cortex)(?:\.ya?ml)?[.:]/.exec(t)??[],o=Br[r],i=t.slice(n.length).replace(/\[[^\]]*\]/g,".").split(/[./\s]+/).filter(s=>s!==""&&!/^\d+$/.test(s));return{...o&&{file:o},steps:i}}function we(e,t){if(t.length===0)return[];const n=e.filter(s=>ht(s,t)),r=e.filter(s=>!n.includes(s)&&ve(s,t)),o=e.filter(s=>!ve(s,t)&&qr(s,t)),i=[n,r,o];return[...i.map(s=>s.filter(M)),...i.map(s=>s.filter(a=>!M(a)))].filter(s=>s.length>0)}function ht(e,t){return e.steps.length===t.length&&ve(e,t)}function ve(e,t){const n=e.steps.slice(-t.length);return n.length===t.length&&n.every((r,o)=>r===t[o])}function qr({steps:e},t){if(e.at(-1)!==t.at(-1))return!1;let n=0;for(const r of e)r===t[n]&&(n+=1);return n===t.length}function Hr(e,t){const n=[...new Set(e.flatMap(a=>a.steps.at(-1)??[]))],r=t.map(a=>n.includes(a)?a:(0,c.findNearest)(a,n)),o=r.flatMap(a=>a??[]),[i=[]]=o.length===t.length&&o.length>0?we(e,o):[];if(i.length>0)return i;const s=r.at(-1);return s===void 0?[]:we(e,[s])[0]??[]}function pt(e){return e.type==="string"?zr[e.accepts??"none"]:e.type==="list"?`list of ${Vr(e.item.shape)}`:Kr[e.type]}var Kr={integer:"whole number",float:"number",boolean:"`true` or `false`",strings:"map of texts by name",map:"map",any:"not looked at"},zr={none:"text",integers:"text or whole number",numbers:"text or number"};function Vr(e){return e.type==="map"?"maps":e.type==="string"?"texts":pt(e)}function gt({shape:e,limits:t,known:n}){const r=t===void 0?n?.():void 0,o=[...Jr(e),r&&(0,c.alternatives)(r),t].filter(i=>i!==void 0);return o.length>0?o.join("; "):void 0}function Jr(e){switch(e.type){case"string":return ye(e);case"integer":case"float":return[Yr(e)];case"list":return[...Xr(e.length),Zr(e.item)];case"strings":return[wt("keys",ye(e.key)),wt("values",ye(e.value))];default:return[]}}function ye({allowed:e,minLength:t=1,maxLength:n}){return e?[(0,c.alternatives)(e)]:n!==void 0?[t>1?`${t} to ${n} characters`:`at most ${n} characters`]:t>1?[`at least ${t} characters`]:[]}function Yr({minimum:e,maximum:t,above:n,below:r}){if(e!==void 0&&t!==void 0)return`${e} to ${t}`;const o=[e!==void 0&&`at least ${e}`,n!==void 0&&`above ${n}`,t!==void 0&&`at most ${t}`,r!==void 0&&`below ${r}`].filter(i=>i!==!1);return o.length>0?o.join(", "):void 0}function Xr({minimum:e,unique:t,notOne:n}){return[e!==void 0&&(e===1?"not empty":`at least ${e} items`),n&&"not exactly one item",t&&"no item twice"].filter(r=>typeof r=="string")}function Zr(e){const t=e.shape.type==="map"?void 0:gt(e);return t===void 0?void 0:`each ${t}`}function wt(e,t){return t.length>0?`${e} of ${t.join(", ")}`:void 0}function Qr(e){const t=new Set(e.variants.map(({field:o})=>o.doc)),r=[["Type",T(e,({field:o})=>pt(o.shape))],["Limits",T(e,({field:o})=>gt(o))],["Default",T(e,({field:o})=>to(o))],["Null",M(e)?T(e,({field:o})=>no(o)):void 0],["Kinds",ro(e)],["Versions",T(e,vt)],["Replaced by",T(e,({field:o})=>o.replacedBy)],["Replaces",oo(e)],["On a change",M(e)?lo(e):void 0]].flatMap(([o,i])=>i===void 0?[]:[{label:o,text:i}]);return{key:e,sentence:[...t].join(" "),facts:r}}function T(e,t){const n=new Map;for(const s of e.variants){const a=t(s);if(a===void 0)continue;const u=n.get(a)??[];s.kind&&u.push(s.kind),n.set(a,u)}const r=[...n],[o]=r,i=o?.[1].length===e.variants.length||e.variants.length===1;return!o||i?o?.[0]:r.map(([s,a])=>`${a.map(eo).join(", ")}: ${s}`).join(". ")}function eo(e){return e.replace(/API$/,"")}function to(e){const{required:t,default:n,defaultNote:r,shape:o,optional:i}=e;if(t)return"none: the key must be there";if(r!==void 0)return r;if(o.type!=="any")return o.type==="map"?i?"none":"the defaults of its keys":n==null||n===""?"none":typeof n=="object"?Object.keys(n).length===0?"none":void 0:(0,c.quote)(typeof n=="string"?n:JSON.stringify(n))}function no({nullMeans:e,nullNote:t,required:n}){return t!==void 0?t:e==="empty"?"the same as an empty list":e!==void 0?"the same as no key":n?"refused, like a missing key":"refused"}function ro(e){if(!(e.file==="cluster"||!M(e)))return e.variants.length===c.API_KINDS.length?"every kind of API":(0,c.alternatives)(e.variants.flatMap(({kind:t})=>t??[])).replace(" or "," and ")}function vt({since:e,until:t}){const n=Math.max(e??c.OLDEST_VERSION,c.OLDEST_VERSION);return(0,c.formatVersion)({from:n,to:Math.min(t??c.NEWEST_VERSION,c.NEWEST_VERSION)})}function oo({path:e,file:t}){const n=new Map;for(const o of ut()){const i=o.file===t&&o.variants.find(f=>ao(f,e));if(!i)continue;const s=so(o)?o.steps.at(-1)??"":o.path,{since:a=c.OLDEST_VERSION,until:u=c.NEWEST_VERSION}=i,l=n.get(s)??{since:a,until:u};n.set(s,{since:Math.min(a,l.since),until:Math.max(u,l.until)})}const r=[...n].map(([o,i])=>`${(0,c.quote)(o)} (${vt(i)})`);return r.length>0?r.join(", "):void 0}var io=["predictor","handler","definition"];function so({steps:e}){return e.length>1&&io.includes(e[0]??"")}function ao({field:e},t){return e.replacedBy?.includes(`\`${t}\``)??!1}var co="`cortex cluster configure` applies it.",uo="`cortex cluster configure` refuses it on a running cluster, and with it all other changes of the file.";function lo(e){const t=T(e,({field:o})=>o.changing),r=[e.file==="cluster"?fo(e):mo(e),t].filter(o=>o!==void 0).join(" ");return r===""?void 0:r.charAt(0).toUpperCase()+r.slice(1)}function fo({variants:e}){return e.some(({field:t})=>t.configurable)?co:uo}function mo(e){if(e.steps.length===1&&Object.hasOwn(c.identityFields,e.path))return;const t=T(e,({kind:n,replacesPods:r})=>n==="RealtimeAPI"?r?yt:po:n==="AsyncAPI"?r?yt:ho:n==="TrafficSplitter"?wo:go);return t===void 0?void 0:`${t}.`}var yt="a rolling update replaces all pods",ho="a rolling update replaces all pods, as for every change",po="no pod is replaced, unless the node groups of the cluster changed since",go="jobs that are submitted later use it",wo="the route changes, there are no pods",vo="docs/keys";function yo({file:e,steps:t},n=vo){return`${n}/${e}/${t.join(".")}.md`}function bo(e){const{sentence:t,facts:n}=Qr(e),r=n.map(({label:o,text:i})=>`${o}: ${i}`);return[t,...r].join(`
`).replaceAll("`","")}var bt=90,$t=6;function $o(e,t){const n=ge(e);if(n.kind==="unknown")return;if(n.kind==="ambiguous")throw new c.UserError(`\`${e}\` is the end of several keys.`,`One of ${be(n.candidates)}.`);const{key:r,others:o}=n,i=bo(r).split(`
`).map(s=>k(s,bt).join(`
  `));return[`${t(r.path,"bold")}  ${r.file==="cluster"?"cluster files":"API files"}`,i[0]??"",i.slice(1).join(`
`),...o.length>0?[k(`See also ${be(o)}.`,bt).join(`
`)]:[],yo(r,ar)].join(`

`).concat(`
`)}function xo(e){const t=ge(e),n=t.kind==="unknown"?t.nearest:[];return n.length>0?` Did you mean ${be(n)}?`:""}function be(e){const t=e.map(r=>`\`${Wr(r)}\`${M(r)?"":" (old)"}`),n=t.length-$t;return n>0?`${t.slice(0,$t).join(", ")} and ${n} more`:t.join(", ")}var xt=90;async function So({operands:e,given:t,rules:n,terminal:r}){const[o,...i]=e;if(o===void 0||i.length>0)throw new c.UserError(`\`explain\` takes one name, not ${e.length}.`,"`cortex-review rules` lists the rules, docs/settings.md the settings.");const s=H(z(t.color,r)),a=[...n,...c.ENGINE_RULES].find(({id:f})=>f===o),u=c.ALL_FIELDS.find(f=>f.name===o),l=(a&&await Oo(a,s))??(u&&Eo(u,s))??$o(o,s);if(l===void 0)throw To(o,n);return r.write(l),b.fine}async function Oo(e,t){const{default:n}=await Promise.resolve().then(()=>zt(require("./cli-rule-examples.js"))),r=n[e.id];return[`${t(e.id,"bold")}  ${e.severity}, ${e.category}`,`${e.summary}.`,St((0,c.renderRuleText)(e)),r&&_o(r,t),`To switch it off, in .github/cortex-review.yml:

  rules:
    ${e.id}: off`,(0,c.canBeIgnored)(e)&&`To accept one finding, on its line or above it:

  # cortex-review: ignore[${e.id}] why`].filter(Boolean).join(`

`).concat(`
`)}function _o(e,t){let n=!1;return e.split(`
`).flatMap(r=>r.startsWith("```")?(n=!n,[]):n?[`    ${ko(r,t)}`.trimEnd()]:r.startsWith("## ")?[t(r.slice(3),"bold")]:r===""?[""]:k(r.replace(/^> /,""),xt)).join(`
`)}function ko(e,t){return e.startsWith("+")?t(e,"green"):e.startsWith("-")?t(e,"red"):e}function Eo(e,t){const{name:n,type:r,description:o,default:i,otherwise:s}=e,a=i===void 0?s:typeof i=="string"?i:JSON.stringify(i),u=[e.file&&"the settings file",e.action&&`the input \`${n}\` of the Action`,e.cli&&`the option \`--${n}\` of ${e.cli.commands.join(", ")}`].filter(Boolean),l=[r.values?`Values: ${r.values.join(", ")}`:`Type: ${r.label}`,a&&`Default: ${a}`,`Set by: ${u.join("; ")}`].filter(Boolean);return`${t(n,"bold")}

${St(o)}

${l.join(`
`)}
`}function St(e){return e.split(`
`).map(t=>{const n=t.startsWith("- ")?"  ":"";return k(t,xt).join(`
${n}`)}).join(`
`)}function To(e,t){const n=[...[...t,...c.ENGINE_RULES].map(({id:r})=>r),...c.ALL_FIELDS.map(r=>r.name)];return new c.UserError(`There is no rule, setting or key \`${e}\`.${oe(e,n)||xo(e)}`,"`cortex-review rules` lists the rules, docs/settings.md the settings, docs/keys the keys.")}function Ao(e){const t=Ro(e),n=c.FILE_FIELDS.map(r=>{const o=t[r.name]??Io(r);return[...Mo(r.description),...o.split(`
`).map(i=>`# ${i}`)].join(`
`)});return{path:c.DEFAULT_OPTIONS.settings,text:`${[jo,...n].join(`

`)}
`}}var jo=`## Settings of Cortex Review. Everything has a default, so keep only what you change.
## Pull requests are reviewed with the settings of their base branch.`;function Ro(e){const t=e.find(({options:i})=>Object.keys(i??{}).length>0),n=e.find(i=>i!==t),r=[...n?[`  ${n.id}: warning`]:[],...t?No(t):[]],[o]=e;return{"paths-ignore":`paths-ignore:
  - 'examples/**'`,...o&&{rules:["rules:",...r].join(`
`),overrides:`overrides:
  - paths: ['dev/**']
    rules:
      ${o.id}: off`},"cortex-version":"cortex-version: '0.42'",clusters:`clusters:
  - cluster: clusters/prod.yaml
    apis: ['apis/**']`}}function No({id:e,severity:t,options:n={}}){const r=Object.entries(n).map(([o,i])=>`    ${o}: ${i.default}`);return[`  ${e}:`,`    severity: ${t}`,...r]}function Io({name:e,default:t}){return Array.isArray(t)?t.length===0?`${e}: []`:[`${e}:`,...t.map(n=>`  - '${n}'`)].join(`
`):`${e}: ${JSON.stringify(t).replaceAll('"',"")}`}function Mo(e){const t=[];let n="##";for(const r of e.split(" "))n.length+1+r.length>100&&(t.push(n),n="##"),n+=` ${r}`;return[...t,n]}var V="cortex-review/cortex-review";function Co(){return{path:".github/workflows/cortex-review.yml",text:Ot}}function Lo(){return{path:".github/workflows/cortex-audit.yml",text:Bo}}function Po(){return{path:".github/workflows/cortex-commands.yml",text:qo}}function Fo(){return[{path:".github/workflows/cortex-review.yml",text:Ot+Go},{path:".github/workflows/cortex-publish.yml",text:Uo}]}var Do="actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",Wo="actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0",Ot=`name: Cortex Review

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
      - uses: ${V}@v1
`,Bo=`name: Cortex Audit

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
      - uses: ${V}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@f443b600d91635bebf5b0d9ebc620189c0d6fba5 # v4.30.8
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`,Go=`        with:
          json-file: cortex-review.json
      # Runs for forks and for Dependabot may only read: another workflow posts the review.
      - if: >-
          !cancelled() && github.event_name == 'pull_request' && (
            github.event.pull_request.head.repo.full_name != github.repository ||
            github.actor == 'dependabot[bot]'
          )
        uses: ${Do}
        with:
          name: cortex-review
          path: cortex-review.json
          # A draft that is skipped has no report.
          if-no-files-found: ignore
          retention-days: 1
`,Uo=`name: Cortex Publish

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
      - id: report
        continue-on-error: true
        uses: ${Wo}
        with:
          name: cortex-review
          path: cortex-report
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - if: steps.report.outcome == 'success'
        uses: ${V}@v1
        with:
          publish: cortex-report/cortex-review.json
`,qo=`name: Cortex Commands

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
      - uses: ${V}@v1
`;function Ho({operands:e,rules:t,terminal:n}){const r=(e.length>0?e:["review"]).flatMap(Ko),o=ce(n.cwd);if(o===void 0)throw new c.UserError(`${n.cwd} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");for(const{path:i,text:s}of[...r,Ao(t)]){const a=!(0,C.existsSync)((0,G.join)(o,i));a&&zo((0,G.join)(o,i),s),n.write(`${a?"wrote":"left "} ${i}${a?"":" (it exists)"}
`)}return n.write(Vo),b.fine}var $e={review:[Co()],forks:Fo(),commands:[Po()],audit:[Lo()]};function Ko(e){const t=Object.hasOwn($e,e)?$e[e]:void 0;if(t)return t;throw new c.UserError(`\`init\` knows no workflow ${(0,c.quote)(e)}.`,`It can be ${(0,c.alternatives)(Object.keys($e))}.`)}function zo(e,t){(0,C.mkdirSync)((0,G.dirname)(e),{recursive:!0}),(0,C.writeFileSync)(e,t,{flag:"wx"})}var Vo=`
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks.
  3. See what it would say today: cortex-review audit
`;function Jo(e){const{given:t,terminal:n}=e;if(pe(e,"review","To judge files as they are: `cortex-review audit PATH`."),t.fix!==void 0&&t.head!==void 0)throw new c.UserError("`--fix` changes the working tree, and `--head` reviews a commit.","Check the commit out and leave `--head` away.");const r=Fe(n.cwd,t),{root:o,base:i,after:s}=r,a=me(e,{root:o,commit:s===void 0?void 0:i}),u=st(r,{selection:(0,c.createSelection)(a),related:(l,f)=>(0,c.findContext)(l,f,a).paths});return de({changes:u,options:a,root:o,commit:s},e)}function Yo(e){pe(e,"rules","To read about one rule: `cortex-review explain RULE`.");const{given:t,terminal:n}=e,r=[...e.rules,...c.ENGINE_RULES],o=H(z(t.color,n)),i=Math.max(...r.map(({id:l})=>l.length)),s=({id:l,severity:f,summary:d})=>`  ${l.padEnd(i)}  ${o(f.padEnd(7),Xo[f])}  ${d}`,u=[...new Set(r.map(({category:l})=>l))].toSorted().map(l=>{const f=r.filter(d=>d.category===l);return[o(l,"bold"),...f.map(s)].join(`
`)});return n.write(`${u.join(`

`)}

More on each: cortex-review explain RULE
`),b.fine}var Xo={error:"red",warning:"yellow",info:"blue"},_t=90;function Zo(e){const{operands:t,summary:n,text:r,examples:o}=ti[e],i=["cortex-review",e,t,"[OPTIONS]"].filter(Boolean).join(" "),s=[...re(e).map(ei),Qo];return[n,`Usage: ${i}`,...r?[k(r,_t).join(`
`)]:[],`Options:
${kt(s)}`,`Examples:
${kt(o.map(([a,u])=>[`  ${a}`,u]))}`].join(`

`).concat(`
`)}var Qo=["  -h, --help","Show this help."];function ei({name:e,type:t,cli:n,description:r,default:o,otherwise:i}){const s=n?.short?`-${n.short}, `:"    ",a=n?.bare?`[=${n.value??""}]`:n?.value?` ${n.value}`:"",l=o!==void 0&&o!==""&&!(Array.isArray(o)&&o.length===0)&&typeof o=="string"?o:i,f=n?.value&&t.values&&!r.includes(t.values[0]??"")?t.values:[],d=[f.length>0&&`One of ${f.join(", ")}.`,l&&n?.value&&`Default: ${l}.`,t.isList&&"Repeatable."],m=[r,...d.filter(Boolean)].join(" ").replaceAll("`","");return[`  ${s}--${e}${a}`,m]}function kt(e){const t=Math.min(Math.max(...e.map(([n])=>n.length))+2,48);return e.flatMap(([n,r])=>{const o=k(r,Math.max(_t-t,30)),[i="",...s]=o;return[...n.length+2<=t?[n.padEnd(t)+i]:[n," ".repeat(t)+i],...s.map(u=>" ".repeat(t)+u)]}).join(`
`)}var ti={review:{operands:"",summary:"Review what changed since the base, or between two commits.",text:"The old side is where the head left the base (the merge base). Without --head, the new side is the working tree with its untracked files, and the settings are read there; with --head, they are read from the base.",examples:[["cortex-review review","What you are about to push"],["cortex-review review --base HEAD","What is not committed yet"],["cortex-review review --base main --head v2","Two branches, tags or commits"],["cortex-review review --fix","Undo what is risky, where that is safe"]]},audit:{operands:"[PATH\u2026]",summary:"Judge whole files, not changes: the working folder, given paths, or a commit.",text:"Works without Git, unless --ref is given.",examples:[["cortex-review audit","The folder you are in"],["cortex-review audit clusters/ api.yaml","A folder and a file"],["cortex-review audit --ref v1.2 --format sarif","A commit, for code scanning"]]},explain:{operands:"NAME",summary:"Explain a rule, a setting, or a key of Cortex files.",examples:[["cortex-review explain queue-length-raised","A rule"],["cortex-review explain fail-on","A setting"],["cortex-review explain pod.max_queue_length","A key"]]},rules:{operands:"",summary:"List the rules with their severities.",examples:[["cortex-review rules","All rules, by what they protect"]]},demo:{operands:"",summary:"Show a review of a risky pull request, in a repository made for it.",text:"The repository is in a temporary folder and is removed afterwards.",examples:[["cortex-review demo","Needs nothing but Node and Git"]]},init:{operands:"[WORKFLOW\u2026]",summary:"Write workflows and a settings file into this repository.",text:"The workflows are review (if none is named), forks (review, and post for runs that may only read), commands (in comments) and audit. Files that exist are left alone.",examples:[["cortex-review init","Then commit the files and make the check required"],["cortex-review init forks commands audit","All there is, for a public repository"]]}};async function Ft(e){const t=lr();process.once("uncaughtException",n=>{Et(n,t),process.exit(b.failed)});try{process.exitCode=await ni(e,t)}catch(n){process.exitCode=Et(n,t)}}async function ni(e,t){const n=Qt(e);if(n.kind==="version"&&t.write(`${$.VERSION}
`),n.kind==="help"&&t.write(n.command?Zo(n.command):Tt.USAGE),n.kind!=="run")return b.fine;const{command:r,operands:o,options:i}=n,s=(0,c.parseFlags)(i,c.rules);return ri[r]({operands:o,given:s,rules:c.rules,terminal:t})}var ri={review:Jo,audit:yr,explain:So,rules:Yo,demo:jr,init:Ho};function Et(e,{warn:t}){if(e instanceof c.UserError)return t(`cortex-review: ${e.message}
${e.remedy?`${e.remedy}
`:""}`),b.wrongUse;if(e instanceof I)return t(`cortex-review: ${e.message}
`),b.failed;const n=e instanceof Error?e.stack:String(e);return t(`cortex-review ${$.VERSION} failed, which is a bug. Please report it with these lines at
${$.HOMEPAGE}/issues

${n}
`),b.failed}0&&(module.exports={main});
