import { failAction, runAction } from './action/run.ts'
import { rules } from './rules/index.ts'

runAction(process.env, rules).catch(failAction)
