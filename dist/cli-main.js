var gn=Object.create;var X=Object.defineProperty;var vn=Object.getOwnPropertyDescriptor;var yn=Object.getOwnPropertyNames;var bn=Object.getPrototypeOf,$n=Object.prototype.hasOwnProperty;var xn=(e,t)=>{for(var n in t)X(e,n,{get:t[n],enumerable:!0})},ze=(e,t,n,r)=>{if(t&&typeof t=="object"||typeof t=="function")for(let o of yn(t))!$n.call(e,o)&&o!==n&&X(e,o,{get:()=>t[o],enumerable:!(r=vn(t,o))||r.enumerable});return e};var Je=(e,t,n)=>(n=e!=null?gn(bn(e)):{},ze(t||!e||!e.__esModule?X(n,"default",{value:e,enumerable:!0}):n,e)),Sn=e=>ze(X({},"__esModule",{value:!0}),e);var As={};xn(As,{main:()=>wn});module.exports=Sn(As);var i=require("./shared-2.js"),Is=require("./shared-6.js"),x=require("./shared-9.js"),on=require("./shared-7.js"),Ns=require("./shared-1.js"),sn=require("node:child_process"),qe=require("node:os"),an=require("node:util"),ce=require("node:fs"),S=require("node:path"),he=require("node:fs"),k=require("node:path"),E=require("node:fs"),cn=require("node:os"),Ue=require("node:path"),un=require("node:fs"),fn=require("node:path"),P=require("node:fs"),ue=require("node:path"),w=require("node:fs"),H=require("node:path"),ln=require("node:path"),dn=require("node:path"),K=require("node:fs"),me=require("node:path"),hn=require("node:path"),He=require("node:path"),fe=require("node:tty"),mn=require("node:fs"),z=require("node:path"),le=require("node:path"),v=require("node:fs"),pe=require("node:path"),_=require("node:fs"),we=require("node:os"),J=require("node:path"),ge=require("node:fs"),de=require("node:path"),pn=require("node:fs"),Ke=require("node:path"),On=["--no-pager","--no-replace-objects",...Object.entries({"core.quotePath":"false","core.fsmonitor":"false","core.hooksPath":qe.devNull,"core.untrackedCache":"false","core.commitGraph":"false","advice.graftFileDeprecated":"false","core.checkStat":"default","core.trustctime":"true",...process.platform==="linux"&&{"core.ignoreCase":"false"},...process.platform!=="win32"&&{"core.symlinks":"true"},"diff.renameLimit":"1000"}).flatMap(([e,t])=>["-c",`${e}=${t}`])];function kn(e){const t=Object.entries(e).filter(([n])=>!/^GIT_/i.test(n)||En.test(n));return{...Object.fromEntries(t),GIT_ALLOW_PROTOCOL:"",GIT_NO_LAZY_FETCH:"1",GIT_GRAFT_FILE:qe.devNull,GIT_LITERAL_PATHSPECS:"1",GIT_OPTIONAL_LOCKS:"0",GIT_TERMINAL_PROMPT:"0",LC_ALL:"C",[Ve]:""}}var Ve="CORTEX_REVIEW_NOTHING",En=/^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|EXEC_PATH|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|(?:KEY|VALUE)_\d+))$/,A=class extends Error{name="GitError";detail;constructor(e,t){super(`git ${e} failed: ${t}`),this.detail=t}};function g(e,t,n=[]){const{bytes:r,isCut:o}=be(e,t,{options:n});if(o)throw new A(t.join(" "),`more than ${Ye} bytes of output`);return r}function be(e,t,{options:n=[],input:r,limit:o=Ye,file:s,patience:a=Tn}){const{status:c,signal:u,stdout:f,stderr:l,error:d}=(0,sn.spawnSync)("git",[...On,...n,...t],{cwd:e,env:kn(process.env),timeout:a,killSignal:"SIGKILL",stdio:[r===void 0?"ignore":"pipe",s??"pipe","pipe"],maxBuffer:o,windowsHide:!0,...r!==void 0&&{input:r}}),h=s===void 0?f:Buffer.alloc(0);if(d&&"code"in d){if(d.code==="ENOBUFS")return{bytes:h,isCut:!0};if(d.code!=="EPIPE")throw jn(d,e,{args:t,patience:a})}if(c===0)return{bytes:h,isCut:!1};const m=l.toString("utf8").trim().slice(0,_n);throw new A(t.join(" "),m||(u??`exit code ${c}`))}var Ye=256*1024*1024,_n=1e4,Tn=6e4;function jn(e,t,{args:n,patience:r}){const o="code"in e?e.code:void 0;return o==="ENOENT"?new i.UserError(`Git could not be started in ${(0,i.show)(t)}.`,"Install Git 2.30 or later and make sure that it is on the PATH."):o==="ETIMEDOUT"?new i.UserError(`Git was stopped because it did not finish within ${r/1e3} seconds: git ${(0,i.show)(n.join(" "))}`,"Check for named pipes and broken mounts in the repository."):new A(n.join(" "),e.message)}var $e=["review","audit","explain","rules","demo","init","doctor"];function An(e){const[t="",...n]=e;if(t==="help")return{kind:"help",command:n[0]?Xe(n[0]):void 0};if(["-h","--help",""].includes(t))return{kind:"help",command:void 0};if(["-V","--version"].includes(t))return{kind:"version"};const r=Xe(t),{operands:o,options:s}=Rn(n,r);return s.help?{kind:"help",command:r}:s.version?{kind:"version"}:{kind:"run",command:r,operands:o,options:s}}function xe(e){return i.ALL_FIELDS.filter(({cli:t})=>t?.commands.includes(e))}function Xe(e){const t=$e.find(n=>n===e);if(t)return t;throw e.startsWith("-")?new i.UserError(`The command comes first, before \`${(0,i.show)(e)}\`.`,"E.g. `cortex-review review`. `cortex-review help` lists the commands."):new i.UserError(`There is no command \`${(0,i.show)(e)}\`.${Se(e,$e)}`,"`cortex-review help` lists the commands.")}function Rn(e,t){const n=xe(t),r={},o=[];for(const s of In(e,n)){if(s.kind==="positional"&&o.push(s.value),s.kind!=="option")continue;const[a,c]=Nn(s,n,t);r[a]=[...r[a]??[],c]}return{operands:o,options:r}}function In(e,t){const n=t.map(({name:r,cli:o})=>[r,{type:Qe(o)?"string":"boolean",...o?.short&&{short:o.short}}]);return(0,an.parseArgs)({args:[...e],options:{...Object.fromEntries(n),...Ze},strict:!1,allowPositionals:!0,tokens:!0}).tokens}var Ze={help:{type:"boolean",short:"h"},version:{type:"boolean",short:"V"}};function Nn({name:e,rawName:t,value:n,inlineValue:r},o,s){if(Object.hasOwn(Ze,e))return[e,!0];const a=e.replace(/^no-/,""),c=o.find(l=>l.name===e),u=c?void 0:o.find(l=>l.name===a);if(u&&Mn(u)&&n===void 0)return[a,!1];if(!c)throw Cn(t,o,s);if(!Qe(c.cli))return[e,n??!0];if(!(n===void 0||!r&&/^-./.test(n)))return[e,n];throw new i.UserError(`Option \`${(0,i.show)(t)}\` needs a value: ${c.cli?.value??""}.`,`\`cortex-review help ${s}\` describes it.`)}function Qe(e){return e?.value!==void 0&&e.bare===void 0}function Mn({cli:e}){return e?.value===void 0}function Cn(e,t,n){const r=[...t.map(({name:c})=>c),"help","version"],o=e.replace(/^-+/,""),s=$e.filter(c=>xe(c).some(u=>u.name===o)),a=s.length>0?` It is an option of \`${s.join("`, `")}\`.`:Se(o,r,"--");return new i.UserError(`\`${n}\` has no option \`${(0,i.show)(e)}\`.${a}`,`\`cortex-review help ${n}\` lists its options.`)}function Se(e,t,n=""){const r=(0,i.findNearest)(e,t);return r?` Did you mean \`${n}${r}\`?`:""}var Oe=64*i.LARGEST_FILE;function et(e,t,n,r=Oe){for(let o=0;o<t.length;){const s=t.slice(o).map(u=>`${u}
`),{bytes:a}=be(e,tt,{limit:r,input:s.join("")});o+=nt(a,(u,f,l)=>n(o+u,f,l),Math.min(i.LARGEST_LOOK,r-Ln))}}var Ln=200,tt=["cat-file","--batch","--buffer"];function Fn(e,t,n){const r=(0,E.mkdtempSync)((0,Ue.join)((0,cn.tmpdir)(),"cortex-review-"));try{for(const o of Pn(t)){const s=c=>o[c]??0,a=o.map(c=>t[c]?.object??"");if(a.length===1)et(e,a,(c,u,f)=>n(s(c),u,f));else{const c=Wn(e,a,(0,Ue.join)(r,"objects"));nt(c,(u,f,l)=>n(s(u),f,l))}}}finally{(0,E.rmSync)(r,{recursive:!0,force:!0})}}function Pn(e){const t=[[]];let n=Oe;for(const[r,{size:o}]of e.entries()){if(o>i.LARGEST_FILE){t.unshift([r]);continue}n-=o,n<0&&(t.push([]),n=Oe-o),t.at(-1)?.push(r)}return t.filter(r=>r.length>0)}function Wn(e,t,n){const r=(0,E.openSync)(n,"w");try{be(e,tt,{input:t.map(o=>`${o}
`).join(""),file:r})}finally{(0,E.closeSync)(r)}return(0,E.readFileSync)(n)}var Dn=10;function nt(e,t,n=i.LARGEST_LOOK){let r=0,o=0;for(;;){const s=e.indexOf(Dn,o);if(s<0)return r;const a=Bn(e,s),c=s+1,u=c+Math.min(a??0,n);if(u>e.length)return r;a!==void 0&&t(r,e.subarray(c,u),a),r+=1,o=a===void 0?c:c+a+1}}var ke=48,Gn=32;function Bn(e,t){let n=0,r=1;for(let o=t-1;o>=0;o-=1){const s=e[o]??0;if(s===Gn)return r>1?n:void 0;if(s<ke||s>ke+9)return;n+=(s-ke)*r,r*=10}}function qn(e){const t=g(e,["config","--list","--name-only","-z"]).toString("utf8");return[...new Set(t.split("\0").filter(r=>Un.test(r)))].flatMap(Hn)}var Un=/^filter\..*\.(?:clean|smudge|process|required)$/s;function Hn(e){return e.includes("=")?[`--config-env=${e}=${Ve}`]:["-c",`${e}=`]}function Kn(e){const t=e.toString("utf8").split("\0"),n=[];for(let r=0;r+1<t.length;){const[o="",s="",a="",c="",u=""]=(t[r]??"").split(" "),f=u.startsWith("R"),l=t[r+1]??"",d=f?t[r+2]??"":l;r+=f?3:2,u!=="U"&&n.push({before:rt(o.replace(":",""),a,l),after:rt(s,c,d)})}return n}function rt(e,t,n){const r=Ee(e);return r&&{path:n,object:/^0+$/.test(t)?void 0:t,type:r}}function Ee(e){return e.startsWith("100")?"file":e==="120000"?"link":e==="160000"?"submodule":void 0}function Z(e,t){const n=g(e,["ls-tree","-r","-z","--full-tree",t]).toString("utf8");return new Map(n.split("\0").flatMap(r=>{const o=r.indexOf("	"),[s="",,a=""]=r.slice(0,o).split(" "),c=Ee(s);return c?[[r.slice(o+1),{type:c,object:a}]]:[]}))}function _e(e,t){let n;const r=o=>(n??=Z(e,t)).get(o);return{typeOf:o=>r(o)?.type,objectOf:o=>r(o)?.object,targetOf(o){const s=r(o)?.object;return s&&g(e,["cat-file","blob",s]).toString("utf8")}}}function G(e){return{typeOf(t){const n=(0,P.lstatSync)((0,ue.join)(e,t),{throwIfNoEntry:!1});return n?.isSymbolicLink()?"link":n?.isFile()?"file":n&&(0,P.existsSync)((0,ue.join)(e,t,".git"))?"submodule":void 0},objectOf:()=>{},targetOf:t=>(0,P.readlinkSync)((0,ue.join)(e,t))}}function zn({typeOf:e,targetOf:t},n){const r=(0,i.followLinks)(n,o=>e(o)??"other",t);return r.kind==="file"?r.path:void 0}function Jn(e){const n=g(e,["ls-files","-z","-v","--cached","--others","--exclude-standard"]).toString("utf8").split("\0").filter(Boolean),r=s=>n.flatMap(a=>s(a[0]??"")?[a.slice(Vn.length)]:[]),o=s=>(0,un.lstatSync)((0,fn.join)(e,s),{throwIfNoEntry:!1});return{untracked:r(s=>s==="?"),hidden:[...r(s=>s==="h"),...r(s=>s==="S"||s==="s").filter(o)]}}var Vn="H ";function Yn(e,t,{root:n,before:r}){if(t.length===0)return e;const o=new Set(t),s=({after:d})=>d!==void 0&&o.has(d.path),a=new Map(e.filter(s).map(d=>[d.after?.path,d.before])),c=Z(n,r),{typeOf:u}=G(n),f=d=>{const h=c.get(d);return h&&{path:d,...h}},l=d=>{const h=u(d);return h&&{path:d,object:void 0,type:h}};return[...e.filter(d=>!s(d)),...t.map(d=>({before:a.has(d)?a.get(d):f(d),after:l(d)}))]}function Xn(e){for(const{after:t}of e)if(!(t===void 0||!/^[/\\]|(?:^|[/\\])(?:\.\.|\.git)(?:[/\\]|$)/i.test(t.path)))throw new i.UserError(`The index names a file that is not in the repository: ${(0,i.show)(t.path)}`,"Do not trust this checkout. To make a new index: git rm -r --cached . && git reset")}function Zn(e,t,n){return er(e).map(r=>rr(r,t)).map(({before:r,after:o})=>{const[s,a]=[r??it(o,n.before,!1),o??it(r,n.after,!0)];return{before:s&&Q(s,n.before,t),after:a&&Q(a,n.after,t)}})}function Qn(e){const n=g(e,["ls-files","-z","--cached","--others","--exclude-standard","--full-name"]).toString("utf8").split("\0").filter(Boolean),{typeOf:r}=G(e);return[...new Set(n)].filter(o=>r(o)==="file")}function er({root:e,before:t,after:n}){if(n!==void 0)return ot(e,["diff-tree",t,n]);const{untracked:r,hidden:o}=Jn(e),s=ot(e,["diff-index",t],qn(e)),a=Yn(s,o,{root:e,before:t});Xn(a);const{typeOf:c}=G(e);return[...a,...r.map(u=>({before:void 0,after:nr(u,c)}))]}function ot(e,[t,...n],r=[]){const o=s=>Kn(g(e,[t,...tr,s,...n],r));try{return o("--find-renames")}catch(s){if(!(s instanceof A))throw s;return o("--find-renames=100%")}}var tr=["-r","--raw","-z","--no-abbrev","--ignore-submodules=dirty"];function nr(e,t){return e.endsWith("/")?{path:e.slice(0,-1),object:void 0,type:"submodule"}:{path:e,object:void 0,type:t(e)??"file"}}function rr({before:e,after:t},n){const r=s=>n.isCandidate(s),o=t&&e&&r(e.path)&&!n.isIgnored(t.path);return{before:e&&r(e.path)?e:void 0,after:t&&(o||r(t.path))?t:void 0}}function it(e,{typeOf:t},n){const r=e?.path.split("/")??[],s=r.slice(1).map((a,c)=>r.slice(0,c+1).join("/")).map(t).find(a=>a==="link"||n&&a==="submodule");return e&&s&&{path:e.path,object:void 0,type:s}}function Q(e,t,n){const r=e.type==="link"?zn(t,e.path):void 0;if(r===void 0)return e;const o=!n.isCandidate(r);return{...e,source:r,isHidden:o,object:t.objectOf(r)}}function Te(e){let t;try{t=(0,w.openSync)(e,w.constants.O_RDONLY|(w.constants.O_NOFOLLOW??0)|st);const n=(0,w.fstatSync)(t);if(!n.isFile())return;const r=Buffer.allocUnsafe(Math.min(n.size,i.LARGEST_LOOK));return{bytes:r.subarray(0,(0,w.readSync)(t,r)),size:n.size}}catch(n){if(ar(n))return;throw n}finally{t!==void 0&&(0,w.closeSync)(t)}}function or(e,t,n){const r=w.constants.O_RDWR|(w.constants.O_NOFOLLOW??0)|st,o=(0,w.openSync)(e,r);try{if(!(0,w.fstatSync)(o).isFile()||(0,w.readFileSync)(o,"utf8")!==t)return!1;const s=Buffer.from(n);for(let a=0;a<s.length;)a+=(0,w.writeSync)(o,s,a,s.length-a,a);return(0,w.ftruncateSync)(o,s.length),!0}finally{(0,w.closeSync)(o)}}function ir(e,t){for(let n=(0,H.dirname)(t);n!==".";n=(0,H.dirname)(n))if((0,w.lstatSync)((0,H.join)(e,n),{throwIfNoEntry:!1})?.isSymbolicLink())return!0;return!1}var st=w.constants.O_NONBLOCK??0,sr=["ENOENT","ENOTDIR","ELOOP","EISDIR","EACCES","ENXIO","EMLINK","ENAMETOOLONG"];function ar(e){return typeof e=="object"&&e!==null&&"code"in e&&sr.includes(String(e.code))}function B({before:e,after:t}){return[e,t].filter(n=>n!==void 0)}function ee(e,t,n){const r=new Map,o=new Set,s=(f,l)=>{if(!f)return;o.add(f);const d=f.isHidden?(0,i.hideBehindLink)(f.path,l):l;(n(f.path)||(0,i.mayBeCortexFile)(f.path,d))&&r.set(f,d)};for(const f of e)at(f)&&s(f,(0,i.unseen)(f.type,f.path));const a=e.filter(f=>!at(f)),c=a.filter(({object:f})=>f!==void 0),u=c.map(({object:f=""})=>f);et(t,u,(f,l,d)=>{const h=c[f];h&&s(h,(0,i.readContent)(h.path,l,d))});for(const f of a){const l=f.object===void 0&&Te((0,ln.join)(t,f.source??f.path));l&&s(f,(0,i.readContent)(f.path,l.bytes,l.size))}for(const f of a)o.has(f)||s(f,i.UNAVAILABLE);return r}function at(e){return e.type!=="file"&&e.source===void 0}function ct({root:e,commit:t,paths:n},r){const o=["ls-tree","-r","-z","--long","--full-tree",t,"--",...n],s=fr(g(e,o));for(const h of n)cr(h,s);const a=s.filter(({path:h})=>r.isCandidate(h)),c=ft(r),u=a.filter(({type:h})=>h==="file"),f=new Set(u.map(({path:h})=>h)),l=_e(e,t),d=a.filter(({type:h})=>h==="link").map(({path:h})=>Q({path:h,object:void 0,type:"link"},l,r));return c.addLinks(e,d.filter(({source:h=""})=>!f.has(h))),Fn(e,u,(h,m,p)=>{c.add(u[h]?.path??"",m,p)}),c.finish(u.map(({path:h})=>h)),c.changes}function cr(e,t){if(!t.some(n=>n.path===e||n.path.startsWith(`${e}/`)))throw new i.UserError(`There is no file or folder ${(0,i.show)(e)} in the commit.`,"Check the path, which starts at the top folder of the repository.")}function ut(e,t,n){const r=ft(n),o=G(e),s=[...lr(e,t)].filter(u=>n.isCandidate(u)),a=new Set(s.filter(u=>o.typeOf(u)!=="link")),c=s.filter(u=>!a.has(u)).map(u=>Q({path:u,object:void 0,type:"link"},o,n));r.addLinks(e,c.filter(({source:u=""})=>!a.has(u)));for(const u of a){const f=Te((0,k.join)(e,u));f&&r.add(u,f.bytes,f.size)}return r.finish([...a]),r.changes}function ft(e){const t=new Map,n=[],r={before:new Map,after:new Map},o=new Map,s=new Set,a=(c,u)=>{if(s.add(c),!(!e.isForced(c)&&!(0,i.mayBeCortexFile)(c,u)))if("text"in u)t.set(c,u.text);else{const{unreadable:f,mayBeCortex:l}=u;n.push({path:c,side:"after",reason:f,mayBeCortex:l})}};return{changes:{before:o,after:t,renames:o,hunks:o,unreadable:n,links:r},add:(c,u,f)=>a(c,(0,i.readContent)(c,u,f)),addLinks(c,u){for(const[{path:f,source:l},d]of ee(u,c,e.isForced))l!==void 0&&r.after.set(f,l),a(f,d)},finish(c){for(const u of c)s.has(u)||a(u,i.UNAVAILABLE)}}}var ur=/^(\d+) \w+ ([0-9a-f]+) +(\w+|-)\t/;function fr(e){const t=[];for(const n of e.toString("utf8").split("\0")){const[r,o="",s="",a]=ur.exec(n)??[],c=Ee(o);r&&c&&t.push({path:n.slice(r.length),object:s,size:Number(a)||0,type:c})}return t}function*lr(e,t){const n=new Set;for(const r of t)for(const o of dr((0,k.resolve)(e,r))){const s=(0,k.relative)(e,o).split(k.sep).join("/");n.has(s)||(n.add(s),yield s)}}function*dr(e){const t=(0,he.statSync)(e,{throwIfNoEntry:!1});if(!t)throw new i.UserError(`There is no file or folder ${(0,i.show)(e)}.`,"Check the path.");t.isDirectory()?yield*lt(e):yield e}function*lt(e){const t=(0,he.readdirSync)(e,{withFileTypes:!0});for(const n of t.toSorted((r,o)=>r.name<o.name?-1:1))n.isDirectory()&&!hr.has(n.name)&&(yield*lt((0,k.join)(e,n.name))),(n.isFile()||n.isSymbolicLink())&&(yield(0,k.join)(e,n.name))}var hr=new Set([".git","node_modules"]);function mr(e,t){const{GIT_DIR:n,GIT_WORK_TREE:r}=process.env;return n!==void 0||r!==void 0?!0:(0,K.realpathSync)(t)===dt((0,K.realpathSync)(e))}function dt(e){if((0,K.lstatSync)((0,me.join)(e,".git"),{throwIfNoEntry:!1}))return e;const t=(0,me.dirname)(e);return t===e?void 0:dt(t)}function q(e,t){const n=te(t.base)??Or(e,te(t.target)),r=te(t.head),o=I(e,[...ht,`${n}^{commit}...${r??"HEAD"}^{commit}`]);if(!o)return jr(e,n,r);const[s,a,...c]=o,u=c.filter(p=>Ae.test(p)),[f,l]=u,d=c.find(p=>p.startsWith("^"))?.slice(1);if(!l||!f||!d)throw Ar(n,r??"HEAD",s==="true");if(a!=="true"&&r===void 0)throw new i.UserError(...$r);return{root:a==="true"?je(e,c[0]):e,before:d,after:r===void 0?void 0:f,base:l,name:pr(n)}}function pr(e){return Ae.test(e)?e:e.replace(/^refs\/(?:heads|remotes|tags)\//,"")}function wr(e,t="HEAD"){const n=q(e,{base:t}),r=F(n.root,["write-tree","--missing-ok"]).trim();return{...n,after:r,isIndex:!0}}function gr({root:e,before:t,after:n}){return F(e,["rev-parse","--verify",`${t}^{tree}`]).trim()===n}function vr(e,t){const n=te(t)??t,r=I(e,[...ht,`${n}^{commit}`]),o=r?.find(s=>Ae.test(s));if(!r||o===void 0)throw pt(e,n);return{root:r[1]==="true"?je(e,r[2]):e,commit:o}}function L(e){try{const t=I(e,["--show-cdup"]);return t&&je(e,t[0])}catch{return}}function yr(e){if(!(L(e)!==void 0||!br(e)))throw new i.UserError("This repository is bare: there is no working tree to audit.","Name the commit to audit with --ref.")}function br(e){try{return I(e,["--is-bare-repository"])?.[0]==="true"}catch{return!1}}function je(e,t=""){const n=(0,dn.resolve)(e,t);if(mr(e,n))return n;throw new i.UserError(`The Git configuration of this repository names another folder as its working tree: ${(0,i.show)(n)}`,"Remove `core.worktree` from the configuration, or name the folder in GIT_WORK_TREE.")}var ht=["--is-shallow-repository","--is-inside-work-tree","--show-cdup"],Ae=/^[0-9a-f]{40,64}$/,mt=["refs/remotes/origin/HEAD","refs/remotes/origin/main","refs/remotes/origin/master","refs/heads/main","refs/heads/master"],$r=["This repository is bare: there is no working tree to review.","Name the commit to review with --head."],xr=1024;function te(e){if(e===void 0||e.length<=xr&&Sr.test(e)&&!e.includes(".."))return e;throw new i.UserError(`${JSON.stringify((0,i.truncate)(e,100))} is not the name of a commit.`,"Name a branch, a tag or a commit.")}var Sr=/^[^\p{C}\s:^-][^\p{C}\s:]*$/u;function Or(e,t){const n=t===void 0?[]:kr(t),r=["for-each-ref","--format=%(refname) %(symref)",...n,...mt],o=new Map(F(e,r).split(`
`).map(c=>{const[u="",f=""]=c.split(" ");return[u,f||u]})),s=c=>c.map(u=>o.get(u)).find(u=>u!==void 0),a=t===void 0?Er(e)??s(mt):s(n);if(a!==void 0)return a;if(t===void 0&&!I(e,["--verify","HEAD^{commit}"]))return"HEAD";throw new i.UserError(t===void 0?"There is nothing to compare with: no upstream branch and no default branch is known here.":`There is nothing to compare with: branch \`${(0,i.show)(t)}\`, which the pull request is for, is not fetched.`,"Name the base with `--base`, and fetch enough history (in a workflow: actions/checkout with fetch-depth: 0).")}function kr(e){return[`refs/remotes/origin/${e}`,`refs/heads/${e}`]}function Er(e){const t=I(e,["--symbolic-full-name","HEAD","@{upstream}"]),[n,r]=t??[];if(!n||!r?.startsWith("refs/"))return;const o=n.replace(/^refs\/heads\//,"");return r.replace(/^refs\/(?:heads|remotes\/[^/]+)\//,"")===o?void 0:r}function I(e,t){try{const n=F(e,["rev-parse",...t]).split(`
`);return n[1]==="false"?[...n.slice(0,2),"",...n.slice(2)]:n}catch(n){if(n instanceof A)return;throw n}}var _r=/no upstream configured|does not point to a branch|no such branch|unknown revision|invalid object name|Needed a single revision|bad revision|expected \w+ type|only has \d+ entr/;function F(e,t){try{return g(e,t).toString("utf8")}catch(n){throw n instanceof A?n.detail.includes("not a git repository")?new i.UserError(`${(0,i.show)(e)} is not in a Git repository.`,"Run the command in a repository, or use `cortex-review audit PATH` for plain files."):n.detail.includes("dubious ownership")?new i.UserError("Git does not trust this repository, since it belongs to another user.",`If you do, run: git config --global --add safe.directory ${Tr(e)}`):_r.test(n.detail)?n:new i.UserError(`Git could not read the repository: ${n.detail}`):n}}function Tr(e){return/^[\w./-]+$/.test(e)?e:`'${(0,i.show)(e).replaceAll("'","'\\''")}'`}function jr(e,t,n){for(const o of[t,n??"HEAD"])if(!I(e,["--verify",`${o}^{commit}`])&&(t!=="HEAD"||n!==void 0))throw pt(e,o);const r=F(e,["hash-object","-t","tree","--stdin"]).trim();return{root:L(e)??e,before:r,after:void 0,base:r}}function pt(e,t){const n=`origin/${t}`;if(I(e,["--verify",`${n}^{commit}`]))return new i.UserError(`There is no commit \`${t}\` here, but there is \`${n}\`.`,`Name \`${n}\`.`);const o=F(e,["rev-parse","--is-shallow-repository"]).startsWith("true")?wt:`Check the name, or fetch it: git fetch origin ${t.replace(/^origin\//,"")}`;return new i.UserError(`There is no commit \`${t}\` in this repository.`,o)}function Ar(e,t,n){return n?new i.UserError(`This shallow clone does not reach back to where \`${t}\` left \`${e}\`.`,wt):new i.UserError(`\`${e}\` and \`${t}\` have no common history.`,"Name another base with --base.")}var wt="Fetch the whole history: git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0).",$={fine:0,findings:1,wrongUse:2,failed:3},Rr=100;function Ir(e,{changes:t,options:n,root:r},{rules:o,which:s}){const a=new Set(e.files.flatMap(({path:l})=>t.links?.after.has(l)?[]:[l]));let c=e,u=t;for(let l=0;l<Rr;l+=1){const d=c.findings.flatMap(({fix:p})=>p&&Nr(p,s)?[p]:[]),h=Mr(d.filter(({path:p})=>a.has(p)));if(h.length===0)break;const m=Cr(u.after,h);u={...u,after:m,hunks:Lr({...u,after:m})},c=(0,i.review)(u,n,o)}const f=[...u.after].flatMap(([l,d])=>{const h=t.after.get(l)??"";return d===h?[]:[{path:l,before:h,text:d}]});return Fr(r,f),{judged:c,changes:u,patch:(0,i.hideOf)(c)(f.map(Wr).join(""))}}function Nr({safety:e},t){return t==="all"||e==="safe"}function Mr(e){const t=e.filter(({doubt:n})=>n===void 0);return t.length>0?t:e.filter(({doubt:n})=>(0,i.isInTheWay)(n)).slice(0,1)}function Cr(e,t){const n=new Map(e);for(const r of new Set(t.map(o=>o.path))){const o=t.flatMap(s=>s.path===r?s.edits:[]);n.set(r,(0,i.applyEdits)(e.get(r)??"",o))}return n}function Lr({before:e,after:t,renames:n,hunks:r}){const s=[...t.keys()].filter(a=>r.has(a)).map(a=>{const c=e.get(n.get(a)??a)??"";return[a,(0,i.diffTexts)(c,t.get(a)??"")]});return new Map([...r,...s])}function Fr(e,t){for(const{path:n,before:r}of t){if(ir(e,n))throw new i.UserError(`${(0,i.show)(n)} is reached through a link, so nothing was fixed.`,"Run the command where the file is.");if(Te((0,He.join)(e,n))?.bytes.toString("utf8")!==r)throw gt(n)}for(const{path:n,before:r,text:o}of t)Pr((0,He.join)(e,n),r,o)}function Pr(e,t,n){let r;try{r=or(e,t,n)}catch(o){const s=o instanceof Error?o.message:String(o);throw new i.UserError(`${(0,i.show)(e)} cannot be written: ${(0,i.show)(s)}`,"Check who may write the file.")}if(!r)throw gt(e)}function gt(e){return new i.UserError(`${(0,i.show)(e)} changed while it was reviewed, so nothing was fixed.`,"Run the command again.")}function Wr({path:e,before:t,text:n}){const r=(0,i.renderPatch)((0,i.diffTexts)(t,n)).split(`
`);return`${[`--- a/${e}`,`+++ b/${e}`,...r].map(s=>(0,i.show)(s.replace(/\r$/,""))).join(`
`)}
`}var Dr=/[\p{Cc}\p{Cf}\u2028\u2029]/gu;function Gr(e){return JSON.stringify(e,null,2).replace(Dr,t=>t===`
`?t:Br(t))}function Br(e){return[...Array(e.length).keys()].map(t=>`\\u${e.charCodeAt(t).toString(16).padStart(4,"0")}`).join("")}var qr=3,vt=400,ne=16;function Ur(e){const t=Kr(e),n=(0,i.hideOf)(e),r=(0,i.onceFor)(o=>Hr(s=>n((0,i.lineAt)(o,s),"kept")));return({location:o},s)=>{const{path:a,side:c,range:u}=o,{line:f}=u.start,l=(0,i.documentAt)(c==="before"?e.before:e.after,a);if(!l)return[];const d=t(a,c),h=c==="before"?"removed":"added",m=y=>({type:(c==="before"?d?.left:d?.right)?.get(y)?.line?.type??"context",number:y,text:r(l)(y)}),p=m(f),T=p.type===h&&d&&c==="after"?zr(d,f):[];return[...f>1?[Re(m(f-1),s)]:[],...T.map(y=>Re({...y,text:n(y.text,"kept")},s)),...Vr(p,u,s),...f<Jr(l)?[Re(m(f+1),s)]:[]]}}function Hr(e){const t=new Map;return n=>{const r=t.get(n)??e(n);return t.set(n,r),r}}function Kr(e){const t=new Map,n=e.moves,r=new Map([...n].map(([o,s])=>[s,o]));return(o,s)=>{const a=s==="before"?n.get(o)??o:o;if(!t.has(a)){const c=(0,i.documentAt)(e.before,r.get(a)??a),u=(0,i.documentAt)(e.after,a),f=c&&(0,i.diffTexts)(c.text,u?.text??"");t.set(a,f&&(0,i.indexRows)(f))}return t.get(a)}}function zr({hunks:e,right:t},n){const r=t.get(n),o=r&&e[r.hunk]?.lines;if(!o)return[];const s=yt(o,r.row,"added"),a=yt(o,s,"removed");if(r.row-a>vt)return[];const c=o.slice(a,s).flatMap(l=>l.type==="removed"?[{type:l.type,number:l.before,text:l.text}]:[]),u=bt(r.line.text),f=c.filter(({text:l})=>u!==""&&bt(l)===u);return f.length===1?f:r.row===s?c.slice(0,qr):[]}function yt(e,t,n){const r=Math.max(0,t-vt-1);let o=t;for(;o>r&&e[o-1]?.type===n;)o-=1;return o}function Jr({text:e,lines:t}){return e.endsWith(`
`)?t.lineCount-1:t.lineCount}function bt(e){return/^[\s-]*([^\s:#-][^\s:#]*):/.exec(e)?.[1]??""}function Re(e,t){const n=e.text.replace(/\r$/,"").slice(0,Ie);return{...e,text:(0,i.truncate)((0,i.show)(n),Math.max(t,ne))}}var Ie=2e3;function Vr(e,{start:t,end:n},r){const o=e.text.replace(/\r$/,""),s=Math.max(0,Math.min(t.column-1,o.length)-Ie),a=o.slice(s,s+2*Ie),c=n.line===t.line?n.column-1-s:a.length,u=Math.min(t.column-1-s,a.length),f=(0,i.show)(a.slice(0,u)),d=(0,i.widthOf)((0,i.show)(a))>r&&(0,i.widthOf)(f)>ne?`\u2026${f.slice(-ne)}`:f,h=(0,i.truncate)((0,i.show)(a.slice(u)),Math.max(r-(0,i.widthOf)(d),ne)),m=Math.min((0,i.widthOf)((0,i.show)(a.slice(u,c))),(0,i.widthOf)(h));return[{...e,text:d+h},{type:"mark",text:" ".repeat((0,i.widthOf)(d))+"^".repeat(Math.max(m,1))}]}var $t=5,C="  ";function Yr(e,t,n){if(e.length===0)return[];const r=e.length-$t,o=r>0?`${(0,i.count)(r,"more cluster")} not shown. `:"",s=(0,i.wrap)((0,i.show)(`${o}${(0,i.describeBills)(e)}`),n-C.length);return[[...e.slice(0,$t).map(c=>Xr(c,t,n)),...s.map(c=>t(C+c,"dim"))].join(`
`)]}function Xr(e,t,n){const r=(0,i.listBillRows)(e).flatMap(({label:o,instances:s,capacity:a,hourly:c,monthly:u})=>{const f=[s,a&&`at max ${a}`].filter(Boolean).join(", "),l=`${c} an hour, ${u} a month`,[d="",...h]=[f,l].filter(Boolean);return[...xt(`${o}: ${d}`,C,n),...h.flatMap(m=>xt(m,C+C,n))]});return[t(`bill of ${(0,i.show)(e.cluster)}`,"bold"),...r].join(`
`)}function xt(e,t,n){return(0,i.wrap)((0,i.show)(e),n-t.length-C.length).map((r,o)=>`${t}${o===0?"":C}${r}`)}var St={error:"red",warning:"yellow",info:"blue"},Zr={error:"error",warning:"warning",info:"note"},Qr=40,eo=120,to=30;function Ot(e,t){const n=(0,i.createPaint)(t.color),r=Math.min(Math.max(t.width,Qr),eo),o={review:e,paint:n,width:r,frame:Ur(e),room:(0,i.createEditRoom)()},s=[...e.findings.map(a=>no(a,o)),...io(o),...Yr(e.bills,n,r),so(e,t.failOn,n)];return(0,i.hideOf)(e)(`${s.join(`

`)}
`)}function no(e,t){const{paint:n,width:r,frame:o}=t,{rule:s,severity:a,location:c}=e,{path:u,side:f,range:l}=c,{headline:d,detail:h}=(0,i.wordFinding)(e),m=n(`${Zr[a]}[${s.id}]`,"bold",St[a]),p=`${(0,i.show)(u)}:${l.start.line}:${l.start.column}`,T=o(e,r-12),y=ro(e,t),V=[...T,...y.rows].map(({number:j=0})=>String(j).length),R=(0,i.largest)(V,1),W=`${" ".repeat(R)} ${n("\u2502","blue")}`,D=j=>(0,i.wrap)((0,i.show)(j),r-R-5).map((ve,Y)=>`${" ".repeat(R)} ${Y===0?n("=","blue"):" "} ${ve}`);return[`${m}: ${n((0,i.show)(d),"bold")}`,`${" ".repeat(R)}${n("\u2500\u2500\u25B8","blue")} ${p}${f==="before"?" (before)":""}`,...T.length>0?[W]:[],...T.map(j=>kt(j,R,n,St[a])),...T.length>0&&(h||y.title)?[W]:[],...h?D(h):[],...y.title?D(y.title):[],...y.rows.map(j=>kt(j,R,n,"green"))].join(`
`)}function ro({fix:e},{review:t,width:n,room:r}){const o=e&&(0,i.documentAt)(t.after,e.path),s=o&&(0,i.toLineEdit)(o,e.edits);if(!e||!s)return{title:"",rows:[]};const c=`fix (${e.doubt===void 0?e.safety:`not offered, since ${e.doubt}`}): ${e.title}`;if(s.before.length+s.after.length>to||!r.take(s))return{title:c,rows:[]};const f=(0,i.hideInEdit)(s,t),l=(d,h)=>d.map((m,p)=>({type:h,number:f.startLine+p,text:(0,i.show)(m).slice(0,n)}));return{title:c,rows:[...l(f.before,"removed"),...l(f.after,"added")]}}var oo={added:"+",removed:"-",context:" ",mark:" "};function kt(e,t,n,r){const{type:o,text:s}=e,a=(e.number===void 0?"":String(e.number)).padStart(t),c=`${n(a,"blue")} ${n("\u2502","blue")}`,u=`${oo[o]} ${s}`.trimEnd();return o==="mark"?`${c} ${n(u,"bold",r)}`:o==="added"?`${c} ${n(u,"green")}`:`${c} ${o==="removed"?n(u,"red"):u}`.trimEnd()}function io({review:e,paint:t,width:n}){const r=e.ignored.map(({finding:l,reason:d,line:h})=>`${t("ignored","dim")} ${(0,i.show)(l.location.path)}:${h} ${l.rule.id}: ${(0,i.show)(d)}`),{leftOut:o,notes:s}=e.coverage,a=o.map(l=>`${t("not judged","yellow")} ${(0,i.show)(l.path)}: ${(0,i.describeLeftOut)(l)}`),c=(0,i.explainUnassigned)(e.coverage),u=c?[...(0,i.wrap)((0,i.show)(c.text),n).map(l=>t(l,"yellow")),...c.lines.map(l=>`  ${(0,i.show)(l)}`)]:[],f=e.failures.map(({rule:l,path:d,error:h})=>`${t("rule failed","red")} ${l} on ${(0,i.show)(d)}: ${(0,i.show)(h.message)}`);return[r,a,s.map(i.show),u,f].filter(l=>l.length>0).map(l=>l.join(`
`))}function so(e,t,n){const{conclusion:r,counts:o,title:s}=(0,i.conclude)(e,t),a=r==="failure"?n("\u2716","bold","red"):n("\u2714","bold","green"),{findings:c,coverage:u}=e,f=c.length>0?e.files.length:u.judged.length,l=f>0?` in ${(0,i.count)(f,"Cortex file")}`:"",d=o.ignored>0?`, ${o.ignored} ignored`:"",h=`${a} ${n(s,"bold")}${l}${d}`,m=n(`  ${(0,i.show)((0,i.describeCoverage)(u))}`,"dim"),[p]=c;return p?`${h}
${m}
${n(`  Why it matters: cortex-review explain ${p.rule.id}`,"dim")}`:`${h}
${m}`}var U=`${x.HOMEPAGE}/blob/main/docs/rules`,ao=`${x.HOMEPAGE}/blob/main/docs/keys`,co="0".repeat(40);function uo({judged:e,changes:t,options:n,commit:r=co}){const{failOn:o,comments:s,maxComments:a,commentSeverity:c}=n,u=(0,i.placeFindings)(e,t.hunks,s?a:0,c),f=u.inline.map(d=>({anchor:d.anchor,body:(0,i.renderComment)(d,{docsUrl:U})})),l=(0,i.renderSummary)(e,u,{failOn:o,docsUrl:U,commit:r});return{...f.length>0&&{review:(0,i.toReviewPayload)(r,f)},...(0,i.isSummaryNeeded)(e,n.commentSummary)&&{summary:{body:l}}}}var Et=100;function fo(){const{stdout:e,stderr:t}=process;for(const n of[e,t])n.on("error",r=>{if(r.code!=="EPIPE")throw r;process.exit()});return{cwd:process.cwd(),env:process.env,isOutputTerminal:(0,fe.isatty)(1),isErrorTerminal:(0,fe.isatty)(2),columns:(0,fe.isatty)(1)&&e.columns||void 0,write:n=>{e.write(n)},warn:n=>{t.write((0,i.hideInText)(n))}}}function re(e,{env:t,isOutputTerminal:n}){return e!==void 0?e:t.NO_COLOR?!1:t.FORCE_COLOR!==void 0?!["0","false"].includes(t.FORCE_COLOR):n&&t.TERM!=="dumb"}function lo(e,t){return ho[e.options.format](e,t)}var ho={pretty:({judged:e,options:t},{terminal:n})=>Ot(e,{color:t.output===void 0&&re(t.color,n),width:n.columns??Et,failOn:t.failOn}),json:e=>Ne((0,i.toJson)(e.judged,{version:x.VERSION,..._t(e)})),sarif:({judged:e},{rules:t})=>Ne((0,i.toSarif)(e,t,{version:x.VERSION,homepage:x.HOMEPAGE,docsUrl:U})),markdown:e=>(0,i.renderJobSummary)(e.judged,(0,i.placeFindings)(e.judged,new Map,0),_t(e)),github:e=>Ne(uo(e))};function _t({options:{failOn:e},commit:t}){return{failOn:e,docsUrl:U,...t!==void 0&&{commit:t}}}function Ne(e){return`${Gr(e)}
`}function Me(e,{rules:t,terminal:n}){const{options:r}=e,o=wo(e.changes.after.size,n),s=(0,i.review)(e.changes,r,t);o();const{judged:a,changes:c,patch:u}=r.fix===void 0?{judged:s,changes:e.changes,patch:""}:Ir(s,e,{rules:t,which:r.fix});r.format==="pretty"&&r.output===void 0?n.write(u):n.warn(u);const f=lo({...e,judged:a,changes:c},{rules:t,terminal:n});if(r.output===void 0)n.write(f);else{const l=(0,hn.resolve)(n.cwd,r.output);(0,i.writeWhole)({path:l,roots:[e.root,n.cwd]},f)}return mo(a,r,n)}function mo(e,{failOn:t},n){const{conclusion:r,hasFailed:o}=(0,i.conclude)(e,t);if(!o)return r==="failure"?$.findings:$.fine;const[s]=e.failures;return n.warn(`cortex-review ${x.VERSION}: a rule failed, which is a bug. Please report it with these lines at
${x.HOMEPAGE}/issues

${s?.rule} on ${(0,i.showLines)(`${s?.path}: ${s?.error.stack}`)}
`),$.failed}var po=200;function wo(e,{isErrorTerminal:t,warn:n}){return!t||e<po?()=>{}:(n(`Judging ${e} Cortex files \u2026`),()=>n("\r\x1B[K"))}function go(e,t,n){const r=["ls-tree","-z","--full-tree",t,"--",le.posix.dirname(n),n],s=g(e,r).toString("utf8").split("\0").filter(Boolean).find(u=>!u.startsWith(Tt));if(s===void 0)return;const[a="",,c=""]=s.slice(0,s.indexOf("	")).split(" ");if(!a.startsWith("100"))throw jt(n,"a symbolic link or no file");try{return g(e,["cat-file","blob",c]).toString("utf8")}catch(u){throw u instanceof A?jt(n,"missing from this clone"):u}}function vo(e,t,n){const r=[...new Set(n.map(c=>le.posix.dirname(c)))].filter(c=>c!=="."),o=["ls-tree","-z","--full-tree",t,"--",...r,...n],s=g(e,o).toString("utf8").split("\0").filter(Boolean),a=new Set(s.filter(c=>!c.startsWith(Tt)).map(c=>c.slice(c.indexOf("	")+1)));return n.filter(c=>a.has(c)||a.has(le.posix.dirname(c)))}var Tt="040000 ";function jt(e,t){return new i.UserError(`\`${e}\` of the commit cannot be read: it is ${t}.`)}function yo(e,t){const n=t===void 0?["ls-files","-z","--cached","--others","--exclude-standard"]:["ls-tree","-r","-z","--full-tree","--name-only",t];try{return g(e,n).toString("utf8").split("\0").filter(Boolean)}catch(r){if(r instanceof A||r instanceof i.UserError)return;throw r}}var bo=1024*1024;function oe(e,t){try{if(At(t,e)&&!At((0,v.realpathSync)(t),(0,v.realpathSync)(e)))throw ie(e,"a symbolic link leads out of the repository.");return $o(e)}catch(n){if(n instanceof i.UserError)throw n;if(xo(n)&&!(0,v.lstatSync)(e,{throwIfNoEntry:!1}))return;throw ie(e,n instanceof Error?n.message:String(n))}}function $o(e){const t=(0,v.openSync)(e,v.constants.O_RDONLY|(v.constants.O_NONBLOCK??0));try{const n=(0,v.fstatSync)(t);if(!n.isFile())throw ie(e,"it is not a regular file.");if(n.size>bo)throw ie(e,"it is larger than 1 MiB.");return(0,v.readFileSync)(t,"utf8")}finally{(0,v.closeSync)(t)}}function ie(e,t){return new i.UserError(`${(0,i.show)(e)} cannot be read: ${(0,i.show)(t)}`)}function xo(e){const t=typeof e=="object"&&e!==null&&"code"in e?e.code:"";return t==="ENOENT"||t==="ENOTDIR"}function At(e,t){const n=(0,pe.relative)(e,t);return n!==".."&&!n.startsWith(`..${pe.sep}`)}function se(e,t){const{given:n,rules:r,terminal:o}=e,s=n.settings===void 0?Oo(t):So(e,n.settings,t),{settings:a,file:c,notes:u,problems:f}=(0,i.settleSettings)(s,r),l=(0,i.listPatterns)(n,c,"Option"),d=l.length>0?yo(t.root,t.head??t.commit):void 0;for(const h of[...u,...d?(0,i.findUnmatched)(l,d):[]])o.warn(`cortex-review: warning: ${(0,i.show)(h)}
`);return{options:(0,i.resolveOptions)(n,a),problems:f}}function So({terminal:e},t,{root:n}){const r=oe((0,z.resolve)(e.cwd,t),n);if(r===void 0)throw new i.UserError(`There is no settings file ${(0,i.show)(t)}.`);return{files:[{path:(0,i.show)(t),text:r}],misplaced:[]}}function Oo({root:e,commit:t,head:n}){const{files:r,misplaced:o}=Rt(e,t);if(n===void 0)return{files:r,misplaced:o};const{files:s}=Rt(e,n),a=JSON.stringify(s)!==JSON.stringify(r);return{files:r,misplaced:o,...a&&{proposed:s}}}function Rt(e,t){const n=[...i.SETTINGS_PATHS,...i.MISPLACED_PATHS],r=t===void 0?n.filter(s=>(0,mn.lstatSync)((0,z.join)(e,s),{throwIfNoEntry:!1})):vo(e,t,n);return{files:i.SETTINGS_PATHS.filter(s=>r.includes(s)).flatMap(s=>{const a=t===void 0?oe((0,z.join)(e,s),e):go(e,t,s);return a===void 0?[]:[{path:s,text:a}]}),misplaced:i.MISPLACED_PATHS.filter(s=>r.includes(s))}}function ko(e){const{ref:t}=e.given;return t===void 0?Eo(e):_o(e,t)}function Eo(e){const{operands:t,terminal:n}=e,r=t.length>0?t.map(d=>(0,S.resolve)(n.cwd,d)):[n.cwd];for(const d of r)jo(d);yr(Nt(r[0]??n.cwd));const o=To(r,n.cwd),s=r.map(d=>({path:d,from:Mt(o,d)})).filter(({path:d})=>t.length>0&&(0,ce.statSync)(d,{throwIfNoEntry:!1})?.isFile()).map(({from:d})=>d),{options:a}=se(e,{root:o}),c=(0,i.createSelection)(a),u={...ut(o,r,c),basis:{isAudit:!0,named:s}},l=t.length>0&&L(o)!==void 0?It(u,Qn(o),a,d=>ut(o,d.map(h=>(0,S.resolve)(o,h)),c)):u;return Me({changes:l,options:a,root:o},e)}function It(e,t,n,r){const o=[...e.after.keys()];if(o.length===0)return e;const{paths:s,unassigned:a}=(0,i.findContext)(o,t,n),c=s.filter(f=>!e.after.has(f)),u=c.length>0?r(c).after:new Map;return{...e,before:u,after:new Map([...e.after,...u]),basis:{...e.basis,unassigned:a.filter(f=>e.after.has(f))}}}function _o(e,t){const{operands:n,given:r,terminal:o}=e;if(r.fix!==void 0)throw new i.UserError("`--fix` changes the working tree, and `--ref` reads a commit.","Check the commit out and leave `--ref` away.");const{root:s,commit:a}=vr(o.cwd,t),c=n.map(p=>Mt(s,(0,S.resolve)(o.cwd,p))),{options:u}=se(e,{root:s,commit:a}),f={root:s,commit:a,paths:c.filter(Boolean)},l=(0,i.createSelection)(u),d={...ct(f,l),basis:{isAudit:!0,head:a}},m=f.paths.length>0?It(d,[...Z(s,a).keys()],u,p=>ct({root:s,commit:a,paths:p},l)):d;return Me({changes:m,options:u,root:s,commit:a},e)}function To(e,t){const[n=t]=e,r=Nt(n);return L(r)??(Ct(t,r)?t:r)}function Nt(e){return(0,ce.statSync)(e,{throwIfNoEntry:!1})?.isDirectory()?e:(0,S.dirname)(e)}function Mt(e,t){if(Ct(e,t))return(0,S.relative)(e,t).split(S.sep).join("/");throw new i.UserError(`${(0,i.show)(t)} is not in ${(0,i.show)(e)}.`,"Audit one repository at a time.")}function jo(e){try{const t=(0,ce.statSync)(e,{throwIfNoEntry:!1});if(!t||t.isFile()||t.isDirectory())return}catch(t){const n=t instanceof Error?t.message:String(t);throw new i.UserError(`${(0,i.show)(e)} cannot be read: ${(0,i.show)(n)}`,"Check the path.")}throw new i.UserError(`${(0,i.show)(e)} is no file and no folder.`,"Name files and folders only.")}function Ct(e,t){return!(0,S.relative)(e,t).split(S.sep).includes("..")}var Ao={"after/apis/recommender/cortex.yaml":`- name: recommender
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
`};function Lt(e,t){const{root:n,before:r,after:o,name:s,isIndex:a}=e,{selection:c}=t,u=Zn(e,c,{before:_e(n,r),after:o===void 0?G(n):_e(n,o)}),f=b=>c.isForced(b),l=ee(u.flatMap(B),n,f),d=u.some(b=>Io(b,l)),{context:h,unassigned:m}=d?No(e,t,{changed:u,own:l}):{context:[],unassigned:[]},p=new Map([...l,...ee(h.flatMap(B),n,f)]),T=b=>B(b).some(ye=>p.has(ye)),y=u.filter(T),V=y.flatMap(B).filter(b=>!p.has(b)),R=ee(V,n,()=>!0),W=new Map([...p,...R]),D=h.flatMap(({after:b})=>b?Ro(b,W.get(b)):[]),j=h.filter(b=>T(b)&&!D.some(({path:ye})=>ye===b.after?.path)),ve={base:{commit:r,...s!==void 0&&{name:s}},...o!==void 0&&!a&&{head:o},leftOut:D,unassigned:m},Y={...Mo([...y,...j],W),basis:ve};return d?Y:{...Y,isPartial:!0}}function Ro({path:e},t){return!t||"text"in t?[]:[{path:e,side:"after",reason:t.unreadable,isContext:!0}]}function Io({before:e,after:t},n){const[r,o]=[e,t].map(c=>c&&n.get(c));if(!r&&!o)return!1;if([r,o].some(c=>c&&"unreadable"in c))return!0;const[s,a]=[r,o].map(c=>c&&"text"in c?c.text:"");return(0,i.needsOthers)((0,i.listChangedLines)(s??"",a??""))}function No({root:e,before:t},{related:n},{changed:r,own:o}){if(!n)return{context:[],unassigned:[]};const s=[...Z(e,t)].filter(([,{type:d}])=>d==="file"),a=new Map(s.map(([d,{object:h}])=>[d,h])),c=new Set(r.flatMap(B).map(({path:d})=>d)),{paths:u,unassigned:f}=n([...o.keys()].map(({path:d})=>d),[...a.keys()]);return{context:[...new Set(u)].flatMap(d=>{const h=a.get(d);if(c.has(d)||h===void 0)return[];const m={path:d,object:h,type:"file"};return[{before:m,after:{...m}}]}),unassigned:f}}function Mo(e,t){const n={before:new Map,after:new Map},r={before:new Map,after:new Map},o=new Map,s=new Map,a=[];for(const c of e){const u={before:"",after:""};for(const l of["before","after"]){const d=c[l],h=d&&t.get(d);if(h){if("unreadable"in h){const{unreadable:m,mayBeCortex:p}=h;a.push({path:d.path,side:l,reason:m,mayBeCortex:p});continue}n[l].set(d.path,h.text),d.source!==void 0&&r[l].set(d.path,d.source),u[l]=h.text}}const f=(c.after??c.before)?.path??"";u.before!==u.after&&s.set(f,Co(c,u)),c.before&&c.after&&c.before.path!==f&&o.set(f,c.before.path)}return{...n,renames:o,hunks:s,unreadable:a,links:r}}function Co({after:e},{before:t,after:n}){return e?.source===void 0?(0,i.diffTexts)(t,n):[]}function ae({operands:e},t,n){if(e.length!==0)throw new i.UserError(`\`${t}\` takes no \`${(0,i.show)(e[0]??"")}\`.`,n??`\`cortex-review help ${t}\` says how to use it.`)}var Ft="Cut costs, deploy from CI";function Lo(e){ae(e,"demo");const{given:t,rules:n,terminal:r}=e,o=re(t.color,r),s=(0,i.createPaint)(o),a=(0,i.resolveOptions)({}),c=Fo(l=>{Po(l);const d=q(l,{base:"main",head:"cut-costs"});return Lt(d,{selection:(0,i.createSelection)(a)})}),u=(0,i.review)(c,a,n);r.write(Do(u,s));const f=r.columns??Et;return r.write(Ot(u,{color:o,width:f,failOn:a.failOn})),r.write(Go(u,c,s)),r.write(Bo(u,s)),$.fine}function Fo(e){const t=(0,_.realpathSync)((0,_.mkdtempSync)((0,J.join)((0,we.tmpdir)(),"cortex-review-demo-")));try{return e(t)}finally{(0,_.rmSync)(t,{recursive:!0,force:!0})}}function Po(e){Wo(),g(e,["init","--quiet","."]),g(e,["symbolic-ref","HEAD","refs/heads/main"]),Pt(e,"before","Set up the recommender"),g(e,["checkout","--quiet","-b","cut-costs"]),Pt(e,"after",Ft)}function Wo(){for(const e of Object.keys(process.env))e.startsWith("GIT_")&&delete process.env[e];process.env.GIT_CONFIG_GLOBAL=we.devNull,process.env.GIT_CONFIG_NOSYSTEM="1"}function Pt(e,t,n){for(const[o,s]of Object.entries(Ao)){if(!o.startsWith(`${t}/`))continue;const a=(0,J.join)(e,o.slice(t.length+1));(0,_.mkdirSync)((0,J.dirname)(a),{recursive:!0}),(0,_.writeFileSync)(a,s)}const r=["-c","user.name=Demo","-c","user.email=demo@example.com"];g(e,["add","--all"]),g(e,[...r,"commit","--quiet",`--message=${n}`])}function Do({files:e},t){const n=e.map(({path:r})=>`  ${r}`).join(`
`);return`${t(`A pull request, \u201C${Ft}\u201D, changes:`,"bold")}

${n}

`}function Go(e,{hunks:t},n){const[r]=(0,i.placeFindings)(e,t,1).inline;if(!r)return"";const{path:o,line:s}=r.anchor,a=n("\u2502","dim"),c=(0,i.renderComment)(r,{docsUrl:U}).split(`
`).filter(u=>!u.startsWith("<!--"));return["",n("On GitHub, each finding is a comment whose change is committed with one click:","bold"),"",`${a} ${n(`${o}, line ${s}`,"dim")}`,...c.map(u=>`${a} ${u}`.trimEnd()),""].join(`
`)}function Bo({findings:e},t){const n=e[0]?.rule.id??"RULE";return`
${t("Next, in a repository of yours:","bold")}

  cortex-review audit    What it says about your configs today
  cortex-review review   What it says about your changes
  cortex-review init     Review every pull request
  cortex-review explain ${n}
`}var N="cortex-review/cortex-review";function qo(){return{path:".github/workflows/cortex-review.yml",text:Wt}}function Uo(){return{path:".github/workflows/cortex-audit.yml",text:Yo}}function Ho(){return{path:".github/workflows/cortex-commands.yml",text:Zo}}function Ko(){return[{path:".github/workflows/cortex-review.yml",text:Wt+Dt,needed:{isThere:zo,lines:Dt}},{path:".github/workflows/cortex-publish.yml",text:Xo}]}function zo(e){const t=e.split(`
`).map(r=>r.split("#",1)[0]??""),n=r=>t.some(o=>o.includes(r));return n("json-file:")&&n("actions/upload-artifact@")}var Jo="actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",Vo="actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0",Wt=`name: Cortex Review

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
      - uses: ${N}@v1
`,Yo=`name: Cortex Audit

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
      - uses: ${N}@v1
        with:
          ref: \${{ inputs.ref }}
          sarif-file: cortex-review.sarif
      # For code scanning (free for public repositories), uncomment this and the two permissions.
      # - if: always()
      #   uses: github/codeql-action/upload-sarif@f443b600d91635bebf5b0d9ebc620189c0d6fba5 # v4.30.8
      #   with:
      #     sarif_file: cortex-review.sarif
      #     category: cortex-review
`,Dt=`        with:
          json-file: cortex-review.json
      # Runs for forks and for Dependabot may only read: another workflow posts the review.
      - if: >-
          !cancelled() && github.event_name == 'pull_request' && (
            github.event.pull_request.head.repo.full_name != github.repository ||
            github.actor == 'dependabot[bot]'
          )
        uses: ${Jo}
        with:
          name: cortex-review
          path: cortex-review.json
          if-no-files-found: error
          retention-days: 1
`,Xo=`name: Cortex Publish

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
        uses: ${Vo}
        with:
          name: cortex-review
          path: cortex-report
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      # Fails if the other run uploaded no report.
      - uses: ${N}@v1
        with:
          publish: cortex-report/cortex-review.json
`,Zo=`name: Cortex Commands

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
      - uses: ${N}@v1
`;function Qo(e){const t=e.flatMap(r=>r.jobs.flatMap(o=>o.steps.filter(Gt).map(s=>({workflow:r,job:o,step:s}))));if(t.length===0)return[ei];const n=t.filter(ti);return[...new Set(t.map(({workflow:r})=>r))].flatMap(ni).concat(t.flatMap(ri)).concat([...new Set(n.map(({workflow:r})=>r))].flatMap(oi)).concat(n.flatMap(ii),n.flatMap(si)).concat(ai(n),t.flatMap(r=>ci(r,e)))}var ei={path:".github/workflows",problem:"no workflow uses Cortex Review.",remedy:"cortex-review init"};function Gt({uses:e}){return e===N||e.startsWith(`${N}@`)}var Bt=["pull_request","pull_request_target"];function ti({workflow:{events:e},step:t}){return t.inputs.publish===void 0&&Bt.some(n=>e.has(n))}function ni({path:e,errors:t}){return t.map(n=>({path:e,problem:`GitHub rejects the workflow: ${n}.`,remedy:"Correct the workflow."}))}function ri({workflow:{path:e},step:{uses:t}}){const[,n]=t.split("@");return n&&!/^(?:main|master|HEAD)$/i.test(n)?[]:[{path:e,problem:`${(0,i.quote)(t)} is not pinned: whatever is pushed there runs with the token of the job.`,remedy:`uses: ${N}@v1`}]}function oi({path:e,events:t}){const n=[];for(const r of Bt){const o=t.get(r);if(!o)continue;const s=["paths","paths-ignore"].find(c=>c in o);s!==void 0&&n.push({path:e,problem:`\`${r}\` has a \`${s}:\` filter: a required check that is filtered out stays pending forever.`,remedy:`Remove \`${s}:\`. Without changed Cortex files, the job succeeds immediately.`});const{types:a}=o;(!Array.isArray(a)||!a.includes("edited"))&&n.push({path:e,problem:`\`${r}\` does not start for \`edited\`: a pull request that gets another base branch keeps its old result.`,remedy:"types: [opened, synchronize, reopened, ready_for_review, edited]"})}return t.has("merge_group")||n.push({path:e,problem:"`merge_group` is missing: a merge queue waits forever for a required check.",remedy:`on:
  merge_group:`}),n}function ii({workflow:{path:e},job:t}){const{permissions:n}=t;return n?[["contents",["read","write"],"read"],["pull-requests",["write"],"write"]].flatMap(([o,s,a])=>s.some(c=>c===n(o))?[]:[{path:e,problem:`Job ${(0,i.quote)(t.id)} lacks \`${o}: ${a}\`${o==="contents"?": files cannot be read.":": review comments are not posted."}`,remedy:`permissions:
  ${o}: ${a}`}]):[]}function si({workflow:{path:e,events:t},job:n}){return!n.steps.some(({uses:o})=>o.startsWith("actions/checkout@"))||!t.has("pull_request_target")?[]:[{path:e,problem:`Job ${(0,i.quote)(n.id)} checks out files on \`pull_request_target\`, where the token can write.`,remedy:"Remove the step that uses actions/checkout: Cortex Review needs no checkout."}]}function ai(e){const t=new Map;return e.flatMap(n=>{const{name:r}=n.step.inputs,o=t.get(r);return t.set(r,n),o?[{path:n.workflow.path,problem:`Jobs ${(0,i.quote)(o.job.id)} and ${(0,i.quote)(n.job.id)} both review pull requests and have the same \`name\`: they edit the same summary.`,remedy:`with:
  name: ${n.job.id}`}]:[]})}function ci({workflow:e,step:t},n){if(t.inputs.publish===void 0)return[];const o=[e.events.get("workflow_run")?.workflows].flat().map(String);return n.some(({name:a,jobs:c})=>o.includes(a??"")&&c.some(ui))?[]:[{path:e.path,problem:`No workflow ${o.map(i.quote).join(" or ")} uploads the report that is posted here.`,remedy:"`cortex-review init forks` prints the lines."}]}function ui({steps:e}){return e.some(n=>Gt(n)&&n.inputs["json-file"]!==void 0)&&e.some(({uses:n})=>n.startsWith("actions/upload-artifact@"))}async function fi(e,t){const{NoOperationTraceWriter:n,parseWorkflow:r}=await Promise.resolve().then(()=>Je(require("./actions-workflow-parser.js"))),{value:o,context:s}=r({name:e,content:t},new n),a=O(Ce(JSON.parse(JSON.stringify(o??null)))),c=Object.entries(O(a.jobs));return{path:e,name:typeof a.name=="string"?a.name:void 0,events:li(a.on),jobs:c.map(([u,f])=>di(u,O(f),a.permissions)),errors:s.errors.getErrors().map(({message:u})=>u)}}function li(e){return typeof e=="string"?new Map([[e,{}]]):Array.isArray(e)?new Map(e.map(t=>[String(t),{}])):new Map(Object.entries(O(e)).map(([t,n])=>[t,O(n)]))}function di(e,t,n){const r=Array.isArray(t.steps)?t.steps.map(O):[];return{id:e,permissions:hi(t.permissions??n),steps:r.map(({uses:o,with:s})=>({uses:typeof o=="string"?o:"",inputs:O(s)}))}}function hi(e){if(e===void 0)return;if(e==="write-all")return()=>"write";if(e==="read-all")return()=>"read";const t=O(e);return n=>{const r=t[n];return typeof r=="string"?r:"none"}}function Ce(e){const{map:t,seq:n}=O(e);return Array.isArray(n)?n.map(Ce):Array.isArray(t)?Object.fromEntries(t.map(O).map(({Key:r,Value:o})=>[mi(r),Ce(o)])):pi(e)?{}:e}function mi(e){return typeof e=="string"?e:JSON.stringify(e)}function pi(e){return"type"in O(e)}function O(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)?{...e}:{}}var Le=".github/workflows";async function wi(e){const{terminal:t}=e;ae(e,"doctor");const n=L(t.cwd);if(n===void 0)throw new i.UserError(`${(0,i.show)(t.cwd)} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");const r=await Promise.all(gi(n).map(s=>fi(s,oe((0,de.join)(n,s),n)??""))),o=[...Qo(r),...vi(e,n)];return t.write(o.map(yi).join("")||`No problems found.
`),o.length>0?$.findings:$.fine}function gi(e){return(0,ge.lstatSync)((0,de.join)(e,Le),{throwIfNoEntry:!1})?.isDirectory()?(0,ge.readdirSync)((0,de.join)(e,Le),{withFileTypes:!0}).filter(t=>t.isFile()&&/\.ya?ml$/.test(t.name)).map(({name:t})=>`${Le}/${t}`).toSorted():[]}function vi(e,t){const n=[],r=(s,a="See docs/settings.md.")=>n.push({path:".github",problem:s,remedy:a}),o=s=>{r(s.replace(/^cortex-review: warning: /,"").trimEnd())};try{se({...e,terminal:{...e.terminal,warn:o}},{root:t})}catch(s){if(!(s instanceof i.UserError))throw s;r(s.message,s.remedy)}return n}function yi({path:e,problem:t,remedy:n}){const r=n.split(`
`).map(o=>`    ${(0,i.show)(o)}
`);return`${(0,i.show)(e)}: ${t.split(`
`).map(i.show).join(`
`)}
${r.join("")}
`}function Fe(e){const{file:t,steps:n}=Si(e),r=(0,i.listKeys)().filter(f=>t===void 0||f.file===t),s=[r.filter(f=>t&&qt(f,n)),...Pe(r,n)].filter(f=>f.length>0),[a]=s;if(!a)return{kind:"unknown",nearest:ki(r,n)};const[c,...u]=a;return c&&u.length===0?{kind:"found",key:c,others:[...new Set(s.flat())].filter(f=>f!==c)}:{kind:"ambiguous",candidates:a}}function bi(e){const t=e.steps.join("."),n=Fe(t);return n.kind==="found"&&n.key===e?t:`${e.file}.${t}`}var $i={cluster:"cluster",api:"api",cortex:"api"},xi=200;function Si(e){const t=e.slice(0,xi).trim(),[n="",r=""]=/^(cluster|api|cortex)(?:\.ya?ml)?[.:]/.exec(t)??[],o=$i[r],s=t.slice(n.length).replace(/\[[^\][]*\]/g,".").split(/[./\s]+/).filter(a=>a!==""&&!/^\d+$/.test(a));return{...o&&{file:o},steps:s}}function Pe(e,t){if(t.length===0)return[];const n=e.filter(a=>qt(a,t)),r=e.filter(a=>!n.includes(a)&&We(a,t)),o=e.filter(a=>!We(a,t)&&Oi(a,t)),s=[n,r,o];return[...s.map(a=>a.filter(i.isCurrent)),...s.map(a=>a.filter(c=>!(0,i.isCurrent)(c)))].filter(a=>a.length>0)}function qt(e,t){return e.steps.length===t.length&&We(e,t)}function We(e,t){const n=e.steps.slice(-t.length);return n.length===t.length&&n.every((r,o)=>r===t[o])}function Oi({steps:e},t){if(e.at(-1)!==t.at(-1))return!1;let n=0;for(const r of e)r===t[n]&&(n+=1);return n===t.length}function ki(e,t){const n=[...new Set(e.flatMap(c=>c.steps.at(-1)??[]))],r=t.map(c=>n.includes(c)?c:(0,i.findNearest)(c,n)),o=r.flatMap(c=>c??[]),[s=[]]=o.length===t.length&&o.length>0?Pe(e,o):[];if(s.length>0)return s;const a=r.at(-1);return a===void 0?[]:Pe(e,[a])[0]??[]}function Ut(e){return e.type==="string"?_i[e.accepts??"none"]:e.type==="list"?`list of ${Ti(e.item.shape)}`:Ei[e.type]}var Ei={integer:"whole number",float:"number",boolean:"`true` or `false`",strings:"map of texts by name",map:"map",any:"not looked at"},_i={none:"text",integers:"text or whole number",numbers:"text or number"};function Ti(e){return e.type==="map"?"maps":e.type==="string"?"texts":Ut(e)}function Ht({shape:e,limits:t,known:n}){const r=t===void 0?n?.():void 0,o=[...ji(e),r&&(0,i.alternatives)(r),t].filter(s=>s!==void 0);return o.length>0?o.join("; "):void 0}function ji(e){switch(e.type){case"string":return De(e);case"integer":case"float":return[Ai(e)];case"list":return[...Ri(e.length),Ii(e.item)];case"strings":return[Kt("keys",De(e.key)),Kt("values",De(e.value))];default:return[]}}function De({allowed:e,minLength:t=1,maxLength:n}){return e?[(0,i.alternatives)(e)]:n!==void 0?[t>1?`${t} to ${n} characters`:`at most ${n} characters`]:t>1?[`at least ${t} characters`]:[]}function Ai({minimum:e,maximum:t,above:n,below:r}){if(e!==void 0&&t!==void 0)return`${e} to ${t}`;const o=[e!==void 0&&`at least ${e}`,n!==void 0&&`above ${n}`,t!==void 0&&`at most ${t}`,r!==void 0&&`below ${r}`].filter(s=>s!==!1);return o.length>0?o.join(", "):void 0}function Ri({minimum:e,unique:t,notOne:n}){return[e!==void 0&&(e===1?"not empty":`at least ${e} items`),n&&"not exactly one item",t&&"no item twice"].filter(r=>typeof r=="string")}function Ii(e){const t=e.shape.type==="map"?void 0:Ht(e);return t===void 0?void 0:`each ${t}`}function Kt(e,t){return t.length>0?`${e} of ${t.join(", ")}`:void 0}function Ni(e){const t=new Set(e.variants.map(({field:o})=>o.doc)),r=[["Type",M(e,({field:o})=>Ut(o.shape))],["Limits",M(e,({field:o})=>Ht(o))],["Default",M(e,({field:o})=>Ci(o))],["Null",(0,i.isCurrent)(e)?M(e,({field:o})=>Li(o)):void 0],["Kinds",Fi(e)],["Versions",M(e,zt)],["Replaced by",M(e,({field:o})=>o.replacedBy)],["Replaces",Pi(e)],["On a change",(0,i.isCurrent)(e)?Ui(e):void 0]].flatMap(([o,s])=>s===void 0?[]:[{label:o,text:s}]);return{key:e,sentence:[...t].join(" "),facts:r}}function M(e,t){const n=new Map;for(const a of e.variants){const c=t(a);if(c===void 0)continue;const u=n.get(c)??[];a.kind&&u.push(a.kind),n.set(c,u)}const r=[...n],[o]=r,s=o?.[1].length===e.variants.length||e.variants.length===1;return!o||s?o?.[0]:r.map(([a,c])=>`${c.map(Mi).join(", ")}: ${a}`).join(". ")}function Mi(e){return e.replace(/API$/,"")}function Ci(e){const{required:t,default:n,defaultNote:r,shape:o,optional:s}=e;if(t)return"none: the key must be there";if(r!==void 0)return r;if(o.type!=="any")return o.type==="map"?s?"none":"the defaults of its keys":n==null||n===""?"none":typeof n=="object"?Object.keys(n).length===0?"none":void 0:(0,i.quote)(typeof n=="string"?n:JSON.stringify(n))}function Li({nullMeans:e,nullNote:t,required:n}){return t!==void 0?t:e==="empty"?"the same as an empty list":e!==void 0?"the same as no key":n?"refused, like a missing key":"refused"}function Fi(e){if(!(e.file==="cluster"||!(0,i.isCurrent)(e)))return e.variants.length===i.API_KINDS.length?"every kind of API":(0,i.alternatives)(e.variants.flatMap(({kind:t})=>t??[])).replace(" or "," and ")}function zt({since:e,until:t}){const n=Math.max(e??i.OLDEST_VERSION,i.OLDEST_VERSION);return(0,i.formatVersion)({from:n,to:Math.min(t??i.NEWEST_VERSION,i.NEWEST_VERSION)})}function Pi({path:e,file:t}){const n=new Map;for(const o of(0,i.listKeys)()){const s=o.file===t&&o.variants.find(l=>Gi(l,e));if(!s)continue;const a=Di(o)?o.steps.at(-1)??"":o.path,{since:c=i.OLDEST_VERSION,until:u=i.NEWEST_VERSION}=s,f=n.get(a)??{since:c,until:u};n.set(a,{since:Math.min(c,f.since),until:Math.max(u,f.until)})}const r=[...n].map(([o,s])=>`${(0,i.quote)(o)} (${zt(s)})`);return r.length>0?r.join(", "):void 0}var Wi=["predictor","handler","definition"];function Di({steps:e}){return e.length>1&&Wi.includes(e[0]??"")}function Gi({field:e},t){return e.replacedBy?.includes(`\`${t}\``)??!1}var Bi="`cortex cluster configure` applies it.",qi="`cortex cluster configure` refuses it on a running cluster, and with it all other changes of the file.";function Ui(e){const t=M(e,({field:o})=>o.changing),r=[e.file==="cluster"?Hi(e):Ki(e),t].filter(o=>o!==void 0).join(" ");return r===""?void 0:r.charAt(0).toUpperCase()+r.slice(1)}function Hi({variants:e}){return e.some(({field:t})=>t.configurable)?Bi:qi}function Ki(e){if(e.steps.length===1&&Object.hasOwn(i.identityFields,e.path))return;const t=M(e,({kind:n,replacesPods:r})=>n==="RealtimeAPI"?r?Jt:Ji:n==="AsyncAPI"?r?Jt:zi:n==="TrafficSplitter"?Yi:Vi);return t===void 0?void 0:`${t}.`}var Jt="a rolling update replaces all pods",zi="a rolling update replaces all pods, as for every change",Ji="no pod is replaced, unless the node groups of the cluster changed since",Vi="jobs that are submitted later use it",Yi="the route changes, there are no pods",Xi="docs/keys";function Zi({file:e,steps:t},n=Xi){return`${n}/${e}/${t.join(".")}.md`}function Qi(e){const{sentence:t,facts:n}=Ni(e),r=n.map(({label:o,text:s})=>`${o}: ${s}`);return[t,...r].join(`
`).replaceAll("`","")}var Vt=90,Yt=6;function es(e,t){const n=Fe(e);if(n.kind==="unknown")return;if(n.kind==="ambiguous")throw new i.UserError(`\`${e}\` is the end of several keys.`,`One of ${Ge(n.candidates)}.`);const{key:r,others:o}=n,s=Qi(r).split(`
`).map(a=>(0,i.wrap)(a,Vt).join(`
  `));return[`${t(r.path,"bold")}  ${r.file==="cluster"?"cluster files":"API files"}`,s[0]??"",s.slice(1).join(`
`),...o.length>0?[(0,i.wrap)(`See also ${Ge(o)}.`,Vt).join(`
`)]:[],Zi(r,ao)].join(`

`).concat(`
`)}function ts(e){const t=Fe(e),n=t.kind==="unknown"?t.nearest:[];return n.length>0?` Did you mean ${Ge(n)}?`:""}function Ge(e){const t=e.map(r=>`\`${bi(r)}\`${(0,i.isCurrent)(r)?"":" (old)"}`),n=t.length-Yt;return n>0?`${t.slice(0,Yt).join(", ")} and ${n} more`:t.join(", ")}var Xt=90;async function ns({operands:e,given:t,rules:n,terminal:r}){const[o,...s]=e;if(o===void 0||s.length>0)throw new i.UserError(`\`explain\` takes one name, not ${e.length}.`,"`cortex-review rules` lists the rules, docs/settings.md the settings.");const a=(0,i.createPaint)(re(t.color,r)),c=[...n,...i.ENGINE_RULES].find(({id:l})=>l===o),u=i.ALL_FIELDS.find(l=>l.name===o),f=(c&&await rs(c,a))??(u&&ss(u,a))??es(o,a);if(f===void 0)throw as(o,n);return r.write(f),$.fine}async function rs(e,t){const{default:n}=await Promise.resolve().then(()=>Je(require("./cli-rule-examples.js"))),r=n[e.id];return[`${t(e.id,"bold")}  ${e.severity}, ${e.category}`,`${e.summary}.`,Zt((0,i.renderRuleText)(e)),r&&os(r,t),`To switch it off, in .github/cortex-review.yml:

  rules:
    ${e.id}: off`,(0,i.canBeIgnored)(e)&&`To accept one finding, on its line or above it:

  # cortex-review: ignore[${e.id}] why`].filter(Boolean).join(`

`).concat(`
`)}function os(e,t){let n=!1;return e.split(`
`).flatMap(r=>r.startsWith("```")?(n=!n,[]):n?[`    ${is(r,t)}`.trimEnd()]:r.startsWith("## ")?[t(r.slice(3),"bold")]:r===""?[""]:(0,i.wrap)(r.replace(/^> /,""),Xt)).join(`
`)}function is(e,t){return e.startsWith("+")?t(e,"green"):e.startsWith("-")?t(e,"red"):e}function ss(e,t){const{name:n,type:r,description:o,default:s,otherwise:a}=e,c=s===void 0?a:typeof s=="string"?s:JSON.stringify(s),u=[e.file&&"the settings file",e.action&&`the input \`${n}\` of the Action`,e.cli&&`the option \`--${n}\` of ${e.cli.commands.join(", ")}`].filter(Boolean),f=[r.values?`Values: ${r.values.join(", ")}`:`Type: ${r.label}`,c&&`Default: ${c}`,`Set by: ${u.join("; ")}`].filter(Boolean);return`${t(n,"bold")}

${Zt(o)}

${f.join(`
`)}
`}function Zt(e){return e.split(`
`).map(t=>{const n=t.startsWith("- ")?"  ":"";return(0,i.wrap)(t,Xt).join(`
${n}`)}).join(`
`)}function as(e,t){const n=[...[...t,...i.ENGINE_RULES].map(({id:r})=>r),...i.ALL_FIELDS.map(r=>r.name)];return new i.UserError(`There is no rule, setting or key \`${(0,i.show)(e)}\`.${Se(e,n)||ts(e)}`,"`cortex-review rules` lists the rules, docs/settings.md the settings, docs/keys the keys.")}function cs(e){const t=fs(e),n=i.FILE_FIELDS.map(r=>{const o=t[r.name]??ds(r);return[...hs(r.description),...o.split(`
`).map(s=>`# ${s}`)].join(`
`)});return{path:i.DEFAULT_OPTIONS.settings,text:`${[us,...n].join(`

`)}
`}}var us=`## Settings of Cortex Review. Everything has a default, so keep only what you change.
## Pull requests are reviewed with the settings of their base branch.`;function fs(e){const t=e.find(({options:s})=>Object.keys(s??{}).length>0),n=e.find(s=>s!==t),r=[...n?[`  ${n.id}: warning`]:[],...t?ls(t):[]],[o]=e;return{"paths-ignore":`paths-ignore:
  - 'examples/**'`,...o&&{rules:["rules:",...r].join(`
`),overrides:`overrides:
  - paths: ['dev/**']
    rules:
      ${o.id}: off`},"cortex-version":"cortex-version: '0.42'",clusters:`clusters:
  - cluster: clusters/prod.yaml
    apis: ['apis/**']`}}function ls({id:e,severity:t,options:n={}}){const r=Object.entries(n).map(([o,s])=>`    ${o}: ${s.default}`);return[`  ${e}:`,`    severity: ${t}`,...r]}function ds({name:e,default:t}){return Array.isArray(t)?t.length===0?`${e}: []`:[`${e}:`,...t.map(n=>`  - '${n}'`)].join(`
`):`${e}: ${JSON.stringify(t).replaceAll('"',"")}`}function hs(e){const t=[];let n="##";for(const r of e.split(" "))n.length+1+r.length>100&&(t.push(n),n="##"),n+=` ${r}`;return[...t,n]}function ms({operands:e,given:t,rules:n,terminal:r}){const o=(e.length>0?e:["review"]).flatMap(ws),s=L(r.cwd);if(s===void 0)throw new i.UserError(`${(0,i.show)(r.cwd)} is not in a Git repository.`,"Run the command in the repository whose pull requests are to be reviewed.");const a=t.force??!1,c=[...o.map(u=>Qt(u,{root:s,terminal:r,isForced:a})),Qt(cs(n),{root:s,terminal:r,isForced:!1})];return r.write(c.join("")),r.write(gs),$.fine}function Qt(e,{root:t,terminal:n,isForced:r}){const{path:o,text:s,needed:a}=e,c=o.replace(/\.yml$/,".yaml"),u=[o,c].find(d=>(0,pn.lstatSync)((0,Ke.join)(t,d),{throwIfNoEntry:!1})),f={path:(0,Ke.join)(t,u??o),roots:[t]};return(0,i.makeFolder)(f),u===void 0?((0,i.writeNew)(f,s),n.write(`wrote ${o}
`),""):r?((0,i.writeWhole)(f,s),n.write(`replaced ${u}
`),""):(n.write(`left  ${u} (it exists)
`),!a||a.isThere(oe(f.path,t)??"")?"":ps(u,a.lines))}function ps(e,t){return`
${e} uploads no report, so nothing is posted for pull requests from forks.
Add these lines to the step that uses ${N}, or replace the file with --force:

${t}`}var Be={review:[qo()],forks:Ko(),commands:[Ho()],audit:[Uo()]};function ws(e){const t=Object.hasOwn(Be,e)?Be[e]:void 0;if(t)return t;throw new i.UserError(`\`init\` knows no workflow ${(0,i.quote)(e)}.`,`It can be ${(0,i.alternatives)(Object.keys(Be))}.`)}var gs=`
Next:
  1. Commit the files and merge them.
  2. Make the check required: Settings \u2192 Rules \u2192 Rulesets \u2192 Require status checks.
  3. See what it would say today: cortex-review audit
`;function vs(e){const{given:t,terminal:n}=e;if(ae(e,"review","To judge files as they are: `cortex-review audit PATH`."),t.fix!==void 0&&t.head!==void 0)throw new i.UserError("`--fix` changes the working tree, and `--head` reviews a commit.","Check the commit out and leave `--head` away.");t.staged&&$s(e);const r=t.staged?bs(e):q(n.cwd,{...t,target:en(n)}),{root:o,after:s,isIndex:a=!1}=r,{options:c,problems:u}=se(e,ys(r)),f=Lt(r,{selection:(0,i.createSelection)(c),related:(d,h)=>(0,i.findContext)(d,h,c,Number.POSITIVE_INFINITY)}),l=u.length>0?{...f,settings:u}:f;return Me({changes:l,options:c,root:o,commit:a?void 0:s},e)}function ys({root:e,base:t,after:n,isIndex:r}){return n===void 0?{root:e}:r?{root:e,commit:n}:{root:e,commit:t,head:n}}function bs({given:e,terminal:t}){const{cwd:n,env:r}=t,{PRE_COMMIT_FROM_REF:o,PRE_COMMIT_TO_REF:s}=r;if(o&&s)return q(n,{base:o,head:s});const a=wr(n,e.base);return r.CI&&e.base===void 0&&gr(a)?q(n,{head:"HEAD",target:en(t)}):a}function en({env:e}){return e.GITHUB_BASE_REF||void 0}function $s({given:e}){for(const t of["head","fix"])if(e[t]!==void 0)throw new i.UserError(`\`--staged\` cannot be combined with \`--${t}\`, because it reviews the index.`,"Omit one of them.")}function xs(e){ae(e,"rules","To read about one rule: `cortex-review explain RULE`.");const{given:t,terminal:n}=e,r=[...e.rules,...i.ENGINE_RULES],o=(0,i.createPaint)(re(t.color,n)),s=Math.max(...r.map(({id:f})=>f.length)),a=({id:f,severity:l,summary:d})=>`  ${f.padEnd(s)}  ${o(l.padEnd(7),Ss[l])}  ${d}`,u=[...new Set(r.map(({category:f})=>f))].toSorted().map(f=>{const l=r.filter(d=>d.category===f);return[o(f,"bold"),...l.map(a)].join(`
`)});return n.write(`${u.join(`

`)}

More on each: cortex-review explain RULE
`),$.fine}var Ss={error:"red",warning:"yellow",info:"blue"},tn=90;function Os(e){const{operands:t,summary:n,text:r,examples:o}=_s[e],s=["cortex-review",e,t,"[OPTIONS]"].filter(Boolean).join(" "),a=[...xe(e).map(Es),ks];return[n,`Usage: ${s}`,...r?[(0,i.wrap)(r,tn).join(`
`)]:[],`Options:
${nn(a)}`,`Examples:
${nn(o.map(([c,u])=>[`  ${c}`,u]))}`].join(`

`).concat(`
`)}var ks=["  -h, --help","Show this help."];function Es({name:e,type:t,cli:n,description:r,default:o,otherwise:s}){const a=n?.short?`-${n.short}, `:"    ",c=n?.bare?`[=${n.value??""}]`:n?.value?` ${n.value}`:"",f=o!==void 0&&o!==""&&!(Array.isArray(o)&&o.length===0)&&typeof o=="string"?o:s,l=n?.value&&t.values&&!r.includes(t.values[0]??"")?t.values:[],d=[l.length>0&&`One of ${l.join(", ")}.`,f&&n?.value&&`Default: ${f}.`,t.isList&&"Repeatable."],h=[r,...d.filter(Boolean)].join(" ").replaceAll("`","");return[`  ${a}--${e}${c}`,h]}function nn(e){const t=Math.min(Math.max(...e.map(([n])=>n.length))+2,48);return e.flatMap(([n,r])=>{const o=(0,i.wrap)(r,Math.max(tn-t,30)),[s="",...a]=o;return[...n.length+2<=t?[n.padEnd(t)+s]:[n," ".repeat(t)+s],...a.map(u=>" ".repeat(t)+u)]}).join(`
`)}var _s={review:{operands:"",summary:"Review what changed since the base, or between two commits.",text:"The old side is where the head left the base (the merge base). Without --head, the new side is the working tree with its untracked files, and the settings are read there; with --head, they are read from the base.",examples:[["cortex-review review","What you are about to push"],["cortex-review review --base HEAD","What is not committed yet"],["cortex-review review --staged","What is staged for the next commit"],["cortex-review review --base main --head v2","Two branches, tags or commits"],["cortex-review review --fix","Undo what is risky, where that is safe"]]},audit:{operands:"[PATH\u2026]",summary:"Judge whole files, not changes: the working folder, given paths, or a commit.",text:"Works without Git, unless --ref is given.",examples:[["cortex-review audit","The folder you are in"],["cortex-review audit clusters/ api.yaml","A folder and a file"],["cortex-review audit --ref v1.2 --format sarif","A commit, for code scanning"]]},explain:{operands:"NAME",summary:"Explain a rule, a setting, or a key of Cortex files.",examples:[["cortex-review explain queue-length-raised","A rule"],["cortex-review explain fail-on","A setting"],["cortex-review explain pod.max_queue_length","A key"]]},rules:{operands:"",summary:"List the rules with their severities.",examples:[["cortex-review rules","All rules, by what they protect"]]},demo:{operands:"",summary:"Show a review of a risky pull request, in a repository made for it.",text:"The repository is in a temporary folder and is removed afterwards.",examples:[["cortex-review demo","Needs nothing but Node and Git"]]},doctor:{operands:"",summary:"Check the workflows and settings of this repository.",text:"Says what will not work, and which lines to change. Exits with 1 if there is anything.",examples:[["cortex-review doctor","The repository you are in"]]},init:{operands:"[WORKFLOW\u2026]",summary:"Write workflows and a settings file into this repository.",text:"The workflows are review (if none is named), forks (review, and post for runs that may only read), commands (in comments) and audit. Files that exist are left alone.",examples:[["cortex-review init","Then commit the files and make the check required"],["cortex-review init forks commands audit","All there is, for a public repository"]]}};async function wn(e){const t=fo();process.once("uncaughtException",n=>{rn(n,t),process.exit($.failed)});try{process.exitCode=await Ts(e,t)}catch(n){process.exitCode=rn(n,t)}}async function Ts(e,t){const n=An(e);if(n.kind==="version"&&t.write(`${x.VERSION}
`),n.kind==="help"&&t.write(n.command?Os(n.command):on.USAGE),n.kind!=="run")return $.fine;const{command:r,operands:o,options:s}=n,a=(0,i.parseFlags)(s,i.rules);return js[r]({operands:o,given:a,rules:i.rules,terminal:t})}var js={review:vs,audit:ko,explain:ns,rules:xs,demo:Lo,init:ms,doctor:wi};function rn(e,{warn:t}){const n=o=>t((0,i.showLines)(o));if(e instanceof i.UserError)return n(`cortex-review: ${e.message}
${e.remedy?`${e.remedy}
`:""}`),$.wrongUse;if(e instanceof A)return n(`cortex-review: ${e.message}
`),$.wrongUse;const r=e instanceof Error?e.stack:String(e);return n(`cortex-review ${x.VERSION} failed, which is a bug. Please report it with these lines at
${x.HOMEPAGE}/issues

${r}
`),$.failed}0&&(module.exports={main});
