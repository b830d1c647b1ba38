declare module 'cortex-review:examples' {
  /** The files of `examples/` by path; the build puts them in. */
  const files: Readonly<Record<string, string>>
  export default files
}
