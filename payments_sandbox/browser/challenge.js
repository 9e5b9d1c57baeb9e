/* The bank's question of 3-D Secure, as a modal dialog over the shop's page. */

const STYLE = `
  dialog { box-sizing: border-box; width: min(26rem, calc(100vw - 2rem)); padding: 1.75rem;
    border: 0; border-radius: 12px; background: #fff; color: #1a1f36;
    box-shadow: 0 24px 60px rgb(26 31 54 / 30%);
    font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  dialog::backdrop { background: rgb(26 31 54 / 55%); }
  h2 { margin: 0 0 0.5rem; font-size: 1.25rem; line-height: 1.3; }
  p { margin: 0 0 1.5rem; color: #3c4257; }
  div { display: flex; flex-wrap: wrap; gap: 0.75rem; }
  button { flex: 1 1 10rem; min-height: 44px; padding: 0.5rem 1rem; border-radius: 8px;
    border: 1px solid #545969; background: #fff; color: inherit; font: inherit; font-weight: 600;
    cursor: pointer; }
  button:first-child { border-color: #3d3db4; background: #3d3db4; color: #fff; }
  button:focus-visible { outline: 3px solid #8f8fe8; outline-offset: 2px; }
`

function amountOf({ amount, currency }) {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency })
  const places = format.resolvedOptions().maximumFractionDigits
  return format.format(amount / 10 ** places)
}

function node(name, text, attributes = {}) {
  const made = document.createElement(name)
  made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

/** Resolves with "complete" or "fail"; Escape fails. The focus returns to where it was. */
export function askForAuthentication(intent) {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  root.adoptedStyleSheets = [sheet]

  const dialog = node('dialog', '', {
    role: 'dialog',
    'aria-modal': 'true',
    'aria-labelledby': 'title',
    'aria-describedby': 'question',
  })
  const complete = node('button', 'Complete authentication', { type: 'button' })
  const fail = node('button', 'Fail authentication', { type: 'button' })
  const buttons = document.createElement('div')
  buttons.append(complete, fail)
  dialog.append(
    node('h2', '3D Secure test page', { id: 'title' }),
    node('p', `Your bank would now ask you to approve ${amountOf(intent)}. No money moves here.`, {
      id: 'question',
    }),
    buttons,
  )
  root.append(dialog)

  const before = document.activeElement
  document.body.append(host)
  dialog.showModal()
  complete.focus()

  return new Promise((resolve) => {
    const end = (outcome) => {
      dialog.close()
      host.remove()
      before?.focus?.()
      resolve(outcome)
    }
    complete.addEventListener('click', () => end('complete'))
    fail.addEventListener('click', () => end('fail'))
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      end('fail')
    })
    dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Tab') return
      event.preventDefault()
      ;(root.activeElement === complete ? fail : complete).focus()
    })
  })
}
