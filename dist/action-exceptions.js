var p=Object.defineProperty;var $=Object.getOwnPropertyDescriptor;var x=Object.getOwnPropertyNames;var y=Object.prototype.hasOwnProperty;var S=(t,e)=>{for(var n in e)p(t,n,{get:e[n],enumerable:!0})},b=(t,e,n,i)=>{if(e&&typeof e=="object"||typeof e=="function")for(let o of x(e))!y.call(t,o)&&o!==n&&p(t,o,{get:()=>e[o],enumerable:!(i=$(e,o))||i.enumerable});return t};var L=t=>b(p({},"__esModule",{value:!0}),t);var j={};S(j,{dateInAudit:()=>w});module.exports=L(j);var d=require("./shared-33.js"),f=require("./shared-41.js"),D=require("./shared-46.js"),F=require("./shared-3.js"),I=require("./shared-9.js"),M=require("./shared-10.js"),O=require("./shared-1.js"),v=`query Blame($owner: String!, $repo: String!, $commit: String!, $path: String!) {
  repository(owner: $owner, name: $repo) {
    object(expression: $commit) {
      ... on Commit {
        blame(path: $path) {
          ranges {
            startingLine
            endingLine
            commit { authoredDate author { name user { login } } }
          }
        }
      }
    }
  }
}`;async function E(t,{owner:e,repo:n},{commit:i,path:o}){const a=(await t.graphql(v,{owner:e,repo:n,commit:i,path:o})).repository?.object?.blame?.ranges??[];return c=>{const r=a.find(l=>c>=l.startingLine&&c<=l.endingLine);if(!r)return;const{authoredDate:s,author:g}=r.commit,h=g?.user?.login??g?.name;return h?{since:s.slice(0,10),by:h}:void 0}}var u=50;async function w(t,e,n){const i=[...new Set(n.exceptions.map(({path:r})=>r))],o=i.slice(0,u),m=new Map,a=i.length>o.length?[`Since when exceptions are there is said of the first ${u} files only.`]:[];try{const{commit:r}=e;for(const s of o)m.set(s,await E(t,e,{commit:r,path:s}))}catch(r){a.push(`GitHub does not tell since when exceptions are there: ${(0,d.messageOf)(r)}`)}const c=(0,f.dateExceptions)(n.exceptions,(r,s)=>m.get(r)?.(s));return{review:{...n,exceptions:c},notes:a}}0&&(module.exports={dateInAudit});
