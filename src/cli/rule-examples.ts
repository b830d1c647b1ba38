/** The examples of the rules' pages, by rule; much text, so it is loaded when it is asked for. */
export { default } from 'cortex-review:rule-examples'
