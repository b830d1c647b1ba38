var r=Object.defineProperty;var n=Object.getOwnPropertyDescriptor;var h=Object.getOwnPropertyNames;var w=Object.prototype.hasOwnProperty;var l=(o,e)=>{for(var i in e)r(o,i,{get:e[i],enumerable:!0})},c=(o,e,i,a)=>{if(e&&typeof e=="object"||typeof e=="function")for(let t of h(e))!w.call(o,t)&&t!==i&&r(o,t,{get:()=>e[t],enumerable:!(a=n(e,t))||a.enumerable});return o};var d=o=>c(r({},"__esModule",{value:!0}),o);var v={};l(v,{USAGE:()=>s});module.exports=d(v);var s=`Review changes of Cortex configs: cluster.yaml and the API specs in cortex.yaml.

Usage: cortex-review COMMAND [OPTIONS]

Commands:
  review         Review what changed since the base, or between two commits
  audit [PATH\u2026]  Judge whole files: the working tree, folders, or a commit
  explain NAME   Explain a rule, a setting or a key
  rules          List the rules
  demo           Show a review of a risky pull request, in a repository made for it
  init           Write workflows and a settings file into this repository
  doctor         Check the workflows and settings of this repository
  help COMMAND   Show the options of a command

Options:
  -h, --help     Show this help
  -V, --version  Show the version

Examples:
  cortex-review review                        What you are about to push
  cortex-review review --base main --head v2  Two branches, tags or commits
  cortex-review audit clusters/ --fail-on warning
  cortex-review explain on-demand-fallback-removed

Exit codes:
  0  Nothing at or above the threshold (--fail-on)
  1  Findings at or above it
  2  Nothing was reviewed: wrong use, or what Git cannot read
  3  The tool failed, which is a bug
`;0&&(module.exports={USAGE});
