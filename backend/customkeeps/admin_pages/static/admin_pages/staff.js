/* The theme opens its navigation, filters and menus from elements that only a mouse can work, and
   names its icons by their drawings. Here they become buttons with names, for the keyboard and for
   screen readers. */

const NAMES = {
  add: 'Add',
  calendar_today: 'Choose a day',
  close: 'Close',
  dark_mode: 'Appearance',
  delete: 'Remove',
  dock_to_right: 'Show or hide the navigation',
  light_mode: 'Appearance',
  more_horiz: 'More',
  more_vert: 'More',
  schedule: 'Choose a time',
  search: 'Search',
}
const OPERABLE = 'a[href], button, input, label, select, summary, textarea'

/* Each place that scrolls is a landmark, and SimpleBar calls all of them "scrollable content". */
const PLACES = [
  ['#nav-sidebar-apps', 'Pages of the shop'],
  ['#changelist-filter', 'Filters'],
  ['#changelist', 'List'],
]

function namePlace(place, index) {
  const known = PLACES.find(([where]) => place.closest(where))
  const name = known ? known[1] : `Place that scrolls, ${index + 1}`
  place.setAttribute('data-simplebar-aria-label', name)
}

/* The heads of columns that only have buttons are empty. */
function nameHead(head) {
  if (head.textContent.trim() || head.querySelector('input, button, a')) return
  const words = document.createElement('span')
  words.className = 'ck-unseen'
  words.textContent = 'Actions'
  head.append(words)
}

function makeButton(element) {
  element.setAttribute('role', 'button')
  element.tabIndex = 0
  element.addEventListener('keydown', (event) => {
    if (event.target !== element || !['Enter', ' '].includes(event.key)) return
    event.preventDefault()
    element.click()
    if (element.getAttribute('x-on:click') === 'filterOpen = true') setTimeout(enterFilters)
  })
}

function enterFilters() {
  document.querySelector('#changelist-filter :is(input, select, a[href])')?.focus()
}

function nameIcon(icon) {
  const control = icon.closest('a, button, [role=button]')
  if (control !== icon) icon.setAttribute('aria-hidden', 'true')
  if (!control || control.textContent.trim() !== icon.textContent.trim()) return
  if (control.ariaLabel || control.title) return
  control.setAttribute('aria-label', NAMES[icon.textContent.trim()] ?? 'More')
}

document.addEventListener('DOMContentLoaded', () => {
  document.querySelector('#main, #page')?.setAttribute('role', 'main')
  document.getElementById('nav-sidebar-inner')?.setAttribute('aria-label', 'Shop')
  document.getElementById('tabs-items')?.setAttribute('aria-label', 'Parts of this page')
  for (const element of document.querySelectorAll('[x-on\\:click]')) {
    if (!element.matches(OPERABLE) && element.id !== 'changelist-filter-close') makeButton(element)
  }
  for (const icon of document.querySelectorAll('.material-symbols-outlined')) nameIcon(icon)
  document.querySelectorAll('[data-simplebar]').forEach(namePlace)
  document.querySelectorAll('th').forEach(nameHead)
})

/* htmx would write a style of its own into each page; staff.css has it, where it is needed. */
if (window.htmx) htmx.config.includeIndicatorStyles = false
