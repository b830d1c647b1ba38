/** A day in UTC, as `2027-03-31`; days compare as texts. */
export type Day = string

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  if (!year || !month || !day || Number(day) < 1 || Number(month) < 1) return false
  return Number(month) <= 12 && Number(day) <= daysIn(Number(year), Number(month))
}

/** The number of days from one day to another; negative if that is over. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from)
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Days since a fixed one; March comes first, so that the leap day is the last of its year. */
function numberOf(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const shifted = month > 2 ? year : year - 1
  const months = (month + 9) % 12
  const leap = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return shifted * 365 + leap + Math.floor((months * 306 + 5) / 10) + date - 1
}
