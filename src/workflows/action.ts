/** The repository that workflows take the Action from. */
export const ACTION_REPOSITORY = 'cortex-review/cortex-review'
