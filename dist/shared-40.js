var g=Object.defineProperty;var P=Object.getOwnPropertyDescriptor;var B=Object.getOwnPropertyNames;var K=Object.prototype.hasOwnProperty;var j=(e,t)=>{for(var r in t)g(e,r,{get:t[r],enumerable:!0})},H=(e,t,r,n)=>{if(t&&typeof t=="object"||typeof t=="function")for(let i of B(t))!K.call(e,i)&&i!==r&&g(e,i,{get:()=>t[i],enumerable:!(n=P(t,i))||n.enumerable});return e};var z=e=>H(g({},"__esModule",{value:!0}),e);var Z={};j(Z,{BASELINE_GROWN:()=>_,BASELINE_OUTDATED:()=>A,ENGINE_RULES:()=>f,FILE_NO_LONGER_REVIEWED:()=>$,FILE_TYPE_CHANGED:()=>k,FILE_UNREADABLE:()=>R,FINDINGS_NOT_LISTED:()=>C,IGNORE_ENDING:()=>T,IGNORE_END_MISSING:()=>N,IGNORE_MALFORMED:()=>v,IGNORE_REASON_MISSING:()=>w,IGNORE_RULES:()=>x,IGNORE_RULE_UNKNOWN:()=>p,IGNORE_UNAPPROVED:()=>E,IGNORE_UNUSED:()=>b,POLICY_LOCKED:()=>I,POLICY_WEAKENED:()=>S,SETTINGS_INVALID:()=>O,WORKFLOW_INEFFECTIVE:()=>L,canBeIgnored:()=>q,choice:()=>M,count:()=>W,createReading:()=>F,flag:()=>U,quoteNode:()=>c,readScalar:()=>m,suggestNames:()=>G,text:()=>D,version:()=>Y});module.exports=z(Z);var s=require("./shared-3.js"),a=require("./shared-9.js"),v={id:"ignore-malformed",category:"validity",severity:"warning",summary:"Ignore comment has invalid syntax",why:`
    The comment is meant for Cortex Review but is not a valid ignore comment. It has no effect,
    and the finding that it should accept is still reported.
    The syntax is \`# cortex-review: ignore[rule-id] <reason>\`.
  `},w={id:"ignore-reason-missing",category:"validity",severity:"warning",summary:"Ignore comment has no reason",why:`
    The reason tells later readers that this was a decision and not an oversight.
    Without one, the comment is not applied.
  `},p={id:"ignore-rule-unknown",category:"validity",severity:"warning",summary:"Ignore comment names an unknown rule",why:`
    A misspelled rule is not ignored: the finding is reported even though the file appears to
    accept it. Run \`cortex-review rules\` to list all rules.
  `},b={id:"ignore-unused",category:"validity",severity:"warning",summary:"Ignore comment has no effect",why:`
    The rule reports nothing at this location.
    If the comment stays, it would hide a real finding here later.
  `,quiet:["The comment was there before the change.","In an audit, the rule is one that compares two versions of a file."]},N={id:"ignore-end-missing",category:"validity",severity:"warning",summary:"An ignore comment does not end in time",why:"\n    The settings limit how long an ignore comment may apply (`ignore-days`).\n    Without an end in that time, the comment is not applied. The form is\n    `# cortex-review: ignore[rule-id until 2027-03-31] reason`.\n  ",quiet:["`ignore-days` is not set."]},E={id:"ignore-unapproved",category:"validity",severity:"error",summary:"An ignore comment is waiting for approval",why:`
    The settings require an approver to accept each new or changed ignore
    comment (\`ignore-comments: approved\`). Until then the comment is not
    applied, and the findings that it names are still reported.
  `,quiet:["The comment was there before the change, on the same key of the same object."]},T={id:"ignore-ending",category:"validity",severity:"info",summary:"An ignore comment ends within two weeks",why:`
    After that day the comment is no longer applied, and the finding is
    reported again. Fix it before, or change the date and the reason.
  `},I={id:"policy-locked",category:"validity",severity:"error",summary:"A locked rule is weakened",why:`
    The settings that this repository extends lock the rule: settings, ignore
    comments and acceptances cannot weaken it. The setting or comment has no
    effect. Remove it, or ask the owners of the locking settings for a change.
  `,quiet:["The setting makes the rule stricter, or was there before the change."],isIndependent:!0},x=[v,w,p,b,N,E,T,I],R={id:"file-unreadable",category:"validity",severity:"error",summary:"Cortex file cannot be read",why:`
    The file is or may be a Cortex file, and is too large, binary, not UTF-8, in Git LFS, in a
    submodule, or a symbolic link that leads out of the reviewed files. It cannot be reviewed, so
    its changes go unnoticed.
  `,quiet:["Neither the name nor what can be read of the file says that it is for Cortex."]},$={id:"file-no-longer-reviewed",category:"validity",severity:"warning",summary:"Cortex file is no longer reviewed",why:`
    The file is a Cortex file on the base. Its first document is no longer one, or its new name is
    not among the \`paths\` of the settings. From now on, its changes go unnoticed.
  `,quiet:["The file is deleted, or moved to where `paths-ignore` leaves it out."]},k={id:"file-type-changed",category:"validity",severity:"warning",summary:"Cortex file becomes a symbolic link or stops being one",why:`
    The diff of a symbolic link shows only where it leads. Cortex Review reads the file there and
    compares its content with the previous one, but people who read the diff do not see it.
  `,quiet:["A new symbolic link leads to a reviewed file of the repository."]},O={id:"settings-invalid",category:"validity",severity:"error",summary:"Settings of Cortex Review are invalid",why:`
    Settings hold once they are on the base branch. Merged with this problem, they
    stop every later review until they are corrected.
  `,quiet:["The settings file was not changed."]},_={id:"baseline-grown",category:"validity",severity:"error",summary:"The baseline accepts more than before",why:`
    A baseline holds the findings that were there when Cortex Review was
    adopted, and they fail nothing. New entries would accept new risks without
    a reason. \`baseline-growth: allow\` in the settings permits them.
  `,quiet:["The base branch has no baseline yet."]},S={id:"policy-weakened",category:"validity",severity:"error",summary:"The policy becomes weaker without approval",why:`
    The settings name \`policy-approvers\`. Until one of them accepts this finding
    in the pull request, the change fails the check. Settings take effect once
    they are on the base branch.
  `,quiet:["The policy becomes stricter.","The settings have no `policy-approvers`."]},A={id:"baseline-outdated",category:"validity",severity:"info",summary:"The baseline has entries that match nothing",why:`
    The findings were fixed. As long as the entries are there, the same
    findings could come back unnoticed. \`cortex-review audit
    --write-baseline\` removes them.
  `,quiet:["Only some files were audited."]},L={id:"workflow-ineffective",category:"validity",severity:"info",summary:"Workflow does not use Cortex Review as it should",why:`
    The workflow runs Cortex Review, but an event, a permission, or a name is
    missing or wrong. The required check may wait forever, keep an old
    result, or post no comments. \`cortex-review doctor\` prints the lines to
    change, and \`cortex-review doctor --fix\` writes them.
  `,quiet:["The base branch has the same problem.","The workflow does not use Cortex Review."]},C={id:"findings-not-listed",category:"validity",severity:"error",summary:"Review has more findings than it lists",why:`
    One review lists a limited number of findings, the most severe first. This finding stands for
    all others and is as severe as the worst of them. Resolve the listed findings, or split the
    change, and run the review again.
  `,quiet:["All findings are listed."]},f=[R,$,k,O,_,S,A,L,C,...x];function q({id:e}){return!f.some(t=>t.id===e)}function F(e,t,{path:r="",compile:n=J,taken:i=[],isOpen:h=!1}={}){const o=(d,u)=>({rules:u,problem(l,V){t(d.length>0?`\`${d.join(".")}\`: ${l}`:l,V)},within:l=>o([...d,l],u),knowing:l=>o(d,[...u,...l]),compile:n,path:r,taken:i,isOpen:h});return o([],[...e,...f])}var J=()=>{throw new Error("What compiles rules of one\u2019s own is not loaded")};function m(e){if(e.kind==="map"||e.kind==="list")return;if(e.style!=="plain")return String(e.value);if(e.kind==="null")return null;const t=e.kind==="string"?e.value:e.source;return/^(?:true|True|TRUE|false|False|FALSE)$/.test(t)?t.toLowerCase()==="true":Q.test(t)?Number(t):/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(t)?Number.NaN:t}var Q=/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^0o[0-7]+$|^0x[\da-fA-F]+$/;function c(e){return e.kind==="map"?"a map":e.kind==="list"?"a list":e.source===""?"nothing":(0,a.quote)(e.source)}function G(e,t){const r=(0,a.findNearest)(e,t);return r?`did you mean \`${r}\`?`:`use ${(0,a.alternatives)(t)}.`}var D={label:"text",fromText:e=>e,fromYaml(e,t){const r=m(e);return typeof r=="string"&&r!==""?r:t.problem(`expected a string, found ${c(e)}; put it in quotes.`,e)},schema:{type:"string",minLength:1}},U={label:"true or false",values:["true","false"],fromText(e,t){return/^(?:true|True|TRUE)$/.test(e)?!0:/^(?:false|False|FALSE)$/.test(e)?!1:t.problem(`expected \`true\` or \`false\`, found ${(0,a.quote)(e)}.`)},fromYaml(e,t){const r=m(e);return typeof r=="boolean"?r:t.problem(`expected \`true\` or \`false\`, found ${c(e)}.`,e)},schema:{type:"boolean"}};function W(e,t){const r=i=>Number.isInteger(i)&&Number(i)>=e&&Number(i)<=t,n=`expected an integer from ${e} to ${t}, found`;return{label:`integer from ${e} to ${t}`,fromText(i,h){const o=/^\d+$/.test(i)?Number(i):void 0;return r(o)?o:h.problem(`${n} ${(0,a.quote)(i)}.`)},fromYaml(i,h){const o=m(i);return r(o)?o:h.problem(`${n} ${c(i)}.`,i)},schema:{type:"integer",minimum:e,maximum:t}}}function M(e){function t(r,n,i,h){const o=e.find(l=>l===r);if(o!==void 0)return o;const d=typeof r=="string"?(0,a.findNearest)(r,e):void 0,u=d?`; did you mean \`${d}\`?`:".";return i.problem(`expected ${(0,a.alternatives)(e)}, found ${n}${u}`,h)}return{label:e.map(r=>`\`${r}\``).join(" \\| "),values:e,fromText:(r,n)=>t(r,(0,a.quote)(r),n),fromYaml:(r,n)=>t(m(r),c(r),n,r),schema:{type:"string",enum:e}}}var X=Array.from({length:s.NEWEST_VERSION-s.OLDEST_VERSION+1},(e,t)=>s.OLDEST_VERSION+t),Y={label:"version of Cortex",fromText:(e,t)=>y(e,t),fromYaml(e,t){return e.kind==="map"||e.kind==="list"?y(c(e),t,e):y(e.style==="plain"?e.source:String(e.value),t,e)},schema:{anyOf:[{type:"string",pattern:"^v?0\\.(?:[1-9]|[1-3]\\d|4[0-2])(?:\\.\\d+)?$"},{enum:[...new Set(X.map(e=>+`0.${e}`))]}]}};function y(e,t,r){const n=Number(/^v?0\.([1-9]\d?)(?:\.\d+)?$/.exec(e)?.[1]);if(n>=s.OLDEST_VERSION&&n<=s.NEWEST_VERSION)return{from:n,to:n};const i=`from \`0.${s.OLDEST_VERSION}\` to \`0.${s.NEWEST_VERSION}\``;return t.problem(`expected a version of Cortex ${i}, found ${(0,a.quote)(e)}.`,r)}0&&(module.exports={BASELINE_GROWN,BASELINE_OUTDATED,ENGINE_RULES,FILE_NO_LONGER_REVIEWED,FILE_TYPE_CHANGED,FILE_UNREADABLE,FINDINGS_NOT_LISTED,IGNORE_ENDING,IGNORE_END_MISSING,IGNORE_MALFORMED,IGNORE_REASON_MISSING,IGNORE_RULES,IGNORE_RULE_UNKNOWN,IGNORE_UNAPPROVED,IGNORE_UNUSED,POLICY_LOCKED,POLICY_WEAKENED,SETTINGS_INVALID,WORKFLOW_INEFFECTIVE,canBeIgnored,choice,count,createReading,flag,quoteNode,readScalar,suggestNames,text,version});
