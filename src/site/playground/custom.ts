import { compileRule } from '../../custom/compile.ts'

// Loaded by the worker once settings have rules of their own.
Object.assign(self, { compileRule })
