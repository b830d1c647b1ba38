import type { RuleMeta } from '../rule.ts'

export const IGNORE_MALFORMED: RuleMeta = {
  id: 'ignore-malformed',
  category: 'validity',
  severity: 'warning',
  summary: 'Ignore comment has invalid syntax',
  why: `
    The comment is meant for Cortex Review but is not a valid ignore comment. It has no effect,
    and the finding that it should accept is still reported.
    The syntax is \`# cortex-review: ignore[rule-id] <reason>\`.
  `,
}

export const IGNORE_REASON_MISSING: RuleMeta = {
  id: 'ignore-reason-missing',
  category: 'validity',
  severity: 'warning',
  summary: 'Ignore comment has no reason',
  why: `
    The reason tells later readers that this was a decision and not an oversight.
    Without one, the comment is not applied.
  `,
}

export const IGNORE_RULE_UNKNOWN: RuleMeta = {
  id: 'ignore-rule-unknown',
  category: 'validity',
  severity: 'warning',
  summary: 'Ignore comment names an unknown rule',
  why: `
    A misspelled rule is not ignored: the finding is reported even though the file appears to
    accept it. Run \`cortex-review rules\` to list all rules.
  `,
}

export const IGNORE_UNUSED: RuleMeta = {
  id: 'ignore-unused',
  category: 'validity',
  severity: 'warning',
  summary: 'Ignore comment has no effect',
  why: `
    The rule reports nothing at this location.
    If the comment stays, it would hide a real finding here later.
  `,
  quiet: [
    'The comment was there before the change.',
    'In an audit, the rule is one that compares two versions of a file.',
  ],
}

export const IGNORE_END_MISSING: RuleMeta = {
  id: 'ignore-end-missing',
  category: 'validity',
  severity: 'warning',
  summary: 'An ignore comment does not end in time',
  why: `
    The settings limit how long an ignore comment may apply (\`ignore-days\`).
    Without an end in that time, the comment is not applied. The form is
    \`# cortex-review: ignore[rule-id until 2027-03-31] reason\`.
  `,
  quiet: ['`ignore-days` is not set.'],
}

export const IGNORE_UNAPPROVED: RuleMeta = {
  id: 'ignore-unapproved',
  category: 'validity',
  severity: 'error',
  summary: 'An ignore comment is waiting for approval',
  why: `
    The settings require an approver to accept each new or changed ignore
    comment (\`ignore-comments: approved\`). Until then the comment is not
    applied, and the findings that it names are still reported.
  `,
  quiet: ['The comment was there before the change, on the same key of the same object.'],
}

export const IGNORE_ENDING: RuleMeta = {
  id: 'ignore-ending',
  category: 'validity',
  severity: 'info',
  summary: 'An ignore comment ends within two weeks',
  why: `
    After that day the comment is no longer applied, and the finding is
    reported again. Fix it before, or change the date and the reason.
  `,
}

export const POLICY_LOCKED: RuleMeta = {
  id: 'policy-locked',
  category: 'validity',
  severity: 'error',
  summary: 'A locked rule is weakened',
  why: `
    The settings that this repository extends lock the rule: settings, ignore
    comments and acceptances cannot weaken it. The setting or comment has no
    effect. Remove it, or ask the owners of the locking settings for a change.
  `,
  quiet: ['The setting makes the rule stricter, or was there before the change.'],
  isIndependent: true,
}

/** What can be wrong with ignore comments; the engine reports it itself. */
export const IGNORE_RULES: readonly RuleMeta[] = [
  IGNORE_MALFORMED,
  IGNORE_REASON_MISSING,
  IGNORE_RULE_UNKNOWN,
  IGNORE_UNUSED,
  IGNORE_END_MISSING,
  IGNORE_UNAPPROVED,
  IGNORE_ENDING,
  POLICY_LOCKED,
]
