/** The name of a file, without its folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether a file is YAML by its name. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path)
}

/** Whether a YAML file has a word in its name, `word` being for what stands in front of it too. */
export function isYamlNamed(path: string, word: RegExp): boolean {
  return isYamlPath(path) && word.test(nameOf(path))
}
