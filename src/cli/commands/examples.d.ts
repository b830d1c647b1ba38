declare module 'cortex-review:examples' {
  /** The files of `examples/` by path; the build puts them in. */
  const files: Readonly<Record<string, string>>
  export default files
}

declare module 'cortex-review:rule-examples' {
  /** Markdown: what changes, what is said of it, and the suggestion; the build puts it in. */
  const examples: Readonly<Record<string, string>>
  export default examples
}
