import type { Scene } from './scene.ts'

/** A scene that the playground offers; `#example=` and its id lead to it. */
export interface Example {
  readonly id: string
  readonly title: string
  readonly scene: Scene
}

export interface ExampleGroup {
  readonly title: string
  readonly examples: readonly Example[]
}
