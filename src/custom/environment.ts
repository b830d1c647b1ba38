import { Environment } from '@marcbachmann/cel-js/evaluator'
import { once, onceFor } from '../text/once.ts'
import { registerFunctions } from './functions.ts'
import { type CustomEvent, type CustomSubject } from './source.ts'
import { type KeyType, type MapType, ROOT_TYPES, SUBJECT_TYPES } from './types.ts'
import { type MakeView, plainOf, View } from './view.ts'

/** What expressions about a file's specs may name and call. */
export interface Language {
  readonly environment: Environment
  readonly make: MakeView
  /** The types of maps, by name. */
  readonly types: ReadonlyMap<string, MapType>
}

/** A file as expressions see it. */
export class FileView {
  readonly path: string
  /** The newest minor version of Cortex whose form the file has. */
  readonly version: bigint

  constructor(path: string, version: number) {
    this.path = path
    this.version = BigInt(version)
  }
}

const LIMITS = {
  maxAstNodes: 500,
  maxDepth: 30,
  maxListElements: 100,
  maxMapEntries: 100,
  maxCallArguments: 10,
}

const LANGUAGES = {
  api: once(() => createLanguage('api')),
  cluster: once(() => createLanguage('cluster')),
}

/** The language of expressions about a kind of subject. */
export function languageOf(on: CustomSubject): Language {
  return on === 'api' || on === 'container' ? LANGUAGES.api() : LANGUAGES.cluster()
}

function createLanguage(root: 'api' | 'cluster'): Language {
  const environment = new Environment({ limits: LIMITS })
  const types = new Map<string, MapType>()
  collect(ROOT_TYPES[root](), types)
  // A type may name one that is registered before it only, so the innermost come first.
  const classes = new Map([...types].toReversed().map(([name]) => [name, classFor()]))
  for (const [name, type] of [...types].toReversed()) register(environment, name, type, classes)
  environment.registerType('File', { ctor: FileView, fields: { path: 'string', version: 'int' } })
  registerFunctions(environment)
  const make: MakeView = (origin, type) => new (classes.get(type.name) ?? View)(origin, type, make)
  return { environment, make, types }
}

function collect(type: MapType, types: Map<string, MapType>): void {
  types.set(type.name, type)
  for (const { map } of Object.values(type.fields)) if (map) collect(map, types)
}

function classFor(): typeof View {
  return class extends View {}
}

function register(
  environment: Environment,
  name: string,
  { fields }: MapType,
  classes: ReadonlyMap<string, typeof View>,
): void {
  const names = Object.entries(fields).map(([key, type]: [string, KeyType]) => [key, type.name])
  const ctor = classes.get(name)
  if (!ctor) return
  environment.registerType(name, { ctor, fields: Object.fromEntries(names) })
  environment.registerOperator(`${name} == ${name}`, (one: View, other: View) => {
    return JSON.stringify(plainOf(one)) === JSON.stringify(plainOf(other))
  })
}

/** The names that an expression may use about an event, with their types. */
export function variablesOf(
  on: CustomSubject,
  event: CustomEvent,
): Readonly<Record<string, string>> {
  const type = SUBJECT_TYPES[on]
  return {
    ...(event !== 'removed' && { object: type }),
    ...((event === 'removed' || event === 'modified') && { oldObject: type }),
    ...(on === 'container' && { api: 'api' }),
    ...(on === 'node-group' && { cluster: 'cluster' }),
    file: 'File',
  }
}

const known = onceFor((_language: Language) => new Map<string, Environment>())

/** The environment in which the expressions of a rule are read. */
export function environmentOf(on: CustomSubject, event: CustomEvent): Environment {
  const language = languageOf(on)
  const environments = known(language)
  const key = `${on} ${event}`
  const found = environments.get(key) ?? language.environment.clone()
  if (!environments.has(key)) {
    for (const [name, type] of Object.entries(variablesOf(on, event))) {
      found.registerVariable(name, type)
    }
    environments.set(key, found)
  }
  return found
}
