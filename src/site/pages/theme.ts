const KEY = 'cortex-review-theme'
const THEMES = ['system', 'light', 'dark'] as const

type Theme = (typeof THEMES)[number]

/** Applies the theme that was chosen; the system's unless one was. */
export function applyTheme(theme: Theme = readTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

/** Makes the button go through the themes. */
export function startTheme(): void {
  const button = document.getElementById('theme')
  if (!button) return
  const name = (theme: Theme) => {
    button.textContent = `Theme: ${theme}`
  }
  name(readTheme())
  button.addEventListener('click', () => {
    const next = THEMES[(THEMES.indexOf(readTheme()) + 1) % THEMES.length] ?? 'system'
    write(next)
    applyTheme(next)
    name(next)
  })
}

let chosen: Theme | undefined

function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY)
    return THEMES.find((theme) => theme === kept) ?? chosen ?? 'system'
  } catch {
    // A browser may refuse to remember.
    return chosen ?? 'system'
  }
}

function write(theme: Theme): void {
  chosen = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // It holds for this page then.
  }
}
