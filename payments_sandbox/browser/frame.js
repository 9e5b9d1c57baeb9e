/* The fields inside the frame. What is typed here goes to the sandbox's API alone; the shop's page
   hears of emptiness, completeness, errors and the brand, over a port only it has. */

import { CHECKS, brandOf, digitsOf, formatCvc, formatExpiry, formatNumber } from './fields.js'
import { dress, drawBrand, loadFonts } from './look.js'

const form = document.querySelector('#fields')
const FIELDS = {
  number: { label: 'Card number', autocomplete: 'cc-number', mode: 'numeric', longest: 23 },
  expiry: { label: 'Expiry date (MM / YY)', autocomplete: 'cc-exp', mode: 'numeric', longest: 9 },
  cvc: { label: 'CVC', autocomplete: 'cc-csc', mode: 'numeric', longest: 4 },
  postalCode: { label: 'Postal code', autocomplete: 'postal-code', mode: 'text', longest: 12 },
}
const PLACEHOLDERS = {
  card: { number: 'Card number', expiry: 'MM / YY', cvc: 'CVC', postalCode: 'Postal code' },
  payment: { number: '1234 1234 1234 1234', expiry: 'MM / YY', cvc: 'CVC', postalCode: '' },
}

let port = null
let setup = null
const inputs = {}
const left = new Set()
let lastChange = ''

const tell = (name, detail = {}) => port.postMessage({ kind: 'event', name, detail })
const valueOf = (name) => inputs[name]?.value ?? ''

function errorOf(name) {
  const shown = name in inputs
  return shown ? CHECKS[name](valueOf(name), valueOf('number')) : null
}

/** The error to show for one field: what is merely unfinished waits until the field is left. */
function shownError(name) {
  const error = errorOf(name)
  const unfinished = error?.code.startsWith('incomplete_')
  if (unfinished && (!left.has(name) || !valueOf(name))) return left.has('*') ? error : null
  return error
}

function build() {
  const hidden = setup.type === 'payment' || setup.options.hidePostalCode ? ['postalCode'] : []
  const names = Object.keys(FIELDS).filter((name) => !hidden.includes(name))
  form.className = setup.type
  for (const name of Object.keys(inputs)) delete inputs[name]
  form.replaceChildren(...names.map(buildField))
  if (setup.options.value?.postalCode && inputs.postalCode)
    inputs.postalCode.value = setup.options.value.postalCode
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

function buildField(name) {
  const { label, autocomplete, mode, longest } = FIELDS[name]
  const input = element('input', {
    id: name,
    name: autocomplete,
    autocomplete,
    inputmode: mode,
    maxlength: longest,
    placeholder: PLACEHOLDERS[setup.type][name],
    type: 'text',
    spellcheck: 'false',
    'aria-describedby': `${name}-error`,
  })
  input.disabled = Boolean(setup.options.disabled ?? setup.options.readOnly)
  inputs[name] = input
  input.addEventListener('input', (event) => typed(name, event))
  input.addEventListener('keydown', (event) => pressed(name, event))
  input.addEventListener('focus', () => tell('focus'))
  input.addEventListener('blur', () => leftField(name))
  const looks = setup.type === 'card' ? 'hidden' : 'Label'
  const box = element('div', { class: 'Input' }, ...icon(name), input)
  const note = element('p', { id: `${name}-error`, class: errorClass() })
  const caption = element('label', { for: name, class: looks }, label)
  if (setup.type === 'payment')
    return element('div', { class: `field ${name}` }, caption, box, note)
  return element('div', { class: `field ${name}` }, caption, ...icon(name), input, note)
}

const errorClass = () => (setup.type === 'card' ? 'hidden' : 'Error')

function icon(name) {
  if (name !== 'number' || setup.options.hideIcon) return []
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [key, value] of Object.entries({ viewBox: '0 0 25 17', class: 'icon' }))
    svg.setAttribute(key, value)
  svg.setAttribute('aria-hidden', 'true')
  return [svg]
}

function format(name, text, deleting) {
  if (name === 'number') return formatNumber(text)
  if (name === 'expiry') return formatExpiry(text, deleting)
  return name === 'cvc' ? formatCvc(text, valueOf('number')) : text
}

/** Formats what was typed, keeps the caret behind the same digit, and moves on when finished. */
function typed(name, event) {
  const input = inputs[name]
  const atEnd = input.selectionStart === input.value.length
  const digitsBefore = digitsOf(input.value.slice(0, input.selectionStart)).length
  input.value = format(name, input.value, event.inputType?.startsWith('delete'))
  if (!atEnd) {
    let caret = 0
    for (let seen = 0; seen < digitsBefore && caret < input.value.length; caret++)
      if (/\d/.test(input.value[caret])) seen++
    input.setSelectionRange(caret, caret)
  }
  report()
  const moves = { number: 'expiry', expiry: 'cvc' }
  if (moves[name] && atEnd && document.activeElement === input && !errorOf(name))
    inputs[moves[name]].focus()
}

function pressed(name, event) {
  if (event.key === 'Escape') tell('escape')
  const back = { expiry: 'number', cvc: 'expiry' }[name]
  if (event.key === 'Backspace' && back && !inputs[name].value) {
    event.preventDefault()
    inputs[back].focus()
  }
}

function leftField(name) {
  left.add(name)
  report()
  setTimeout(() => {
    if (!document.hasFocus() || !form.contains(document.activeElement)) tell('blur')
  })
}

/** Paints errors and brand, and tells the shop's page when something it may know has changed. */
function report() {
  const names = Object.keys(inputs)
  for (const name of names) {
    const error = shownError(name)
    inputs[name].setAttribute('aria-invalid', String(Boolean(error)))
    inputs[name].closest('.field').classList.toggle('invalid', Boolean(error))
    document.querySelector(`#${name}-error`).textContent = error?.message ?? ''
  }
  const { brand } = brandOf(valueOf('number'))
  const svg = document.querySelector('.icon')
  if (svg) drawBrand(svg, brand)
  const empty = names.every((name) => !valueOf(name))
  const complete = names.every((name) => !errorOf(name))
  form.classList.toggle('empty', empty)
  form.classList.toggle('complete', complete)
  const error = names.map(shownError).find(Boolean) ?? undefined
  const own =
    setup.type === 'card'
      ? { brand, error, value: { postalCode: valueOf('postalCode') } }
      : { collapsed: false, value: { type: 'card' } }
  announce({ empty, complete, ...own })
}

function announce(change) {
  const text = JSON.stringify(change)
  if (text !== lastChange && lastChange) tell('change', change)
  lastChange = text
}

/** Shows every error; `{}` when there is none. */
function validate() {
  left.add('*')
  for (const name of Object.keys(inputs)) left.add(name)
  report()
  const wrong = Object.keys(inputs).find(errorOf)
  return wrong ? { error: errorOf(wrong) } : {}
}

function cardFields() {
  const [month, year] = valueOf('expiry').split(' / ')
  return {
    'card[number]': digitsOf(valueOf('number')),
    'card[exp_month]': Number(month),
    'card[exp_year]': 2000 + Number(year),
    'card[cvc]': valueOf('cvc'),
  }
}

function billingFields(details, prefix = 'billing_details', fields = {}) {
  for (const [key, value] of Object.entries(details ?? {}))
    if (value && typeof value === 'object') billingFields(value, `${prefix}[${key}]`, fields)
    else if (value !== undefined && value !== null) fields[`${prefix}[${key}]`] = String(value)
  return fields
}

/** `{[resultName]: made}` or `{error}`; never rejects. */
async function send(path, fields, resultName) {
  const wrong = validate()
  if (wrong.error) return wrong
  try {
    const answer = await fetch(`/v1/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${setup.key}` },
      body: new URLSearchParams(fields()),
    })
    const made = await answer.json()
    return made.error ? made : { [resultName]: made }
  } catch {
    const message = 'We are experiencing issues connecting to our payments provider.'
    return { error: { type: 'api_connection_error', message } }
  }
}

function createPaymentMethod({ billing_details: details }) {
  const postal = valueOf('postalCode')
  const address = postal && { 'billing_details[address][postal_code]': postal }
  const fields = () => ({ type: 'card', ...cardFields(), ...address, ...billingFields(details) })
  return send('payment_methods', fields, 'paymentMethod')
}

const ANSWERS = {
  validate: async () => validate(),
  createPaymentMethod,
  createToken: () => send('tokens', cardFields, 'token'),
}

function clear() {
  for (const input of Object.values(inputs)) input.value = ''
  left.clear()
  report()
}

function update(options) {
  const rebuild = Boolean(options.hidePostalCode) !== Boolean(setup.options.hidePostalCode)
  setup.options = options
  dress(setup.type, options, setup.appearance)
  if (rebuild) build()
  for (const input of Object.values(inputs))
    input.disabled = Boolean(options.disabled ?? options.readOnly)
  report()
}

const ORDERS = {
  update: ({ options }) => update(options),
  appearance: ({ appearance }) => dress(setup.type, setup.options, appearance),
  focus: () => inputs.number.focus(),
  blur: () => document.activeElement?.blur(),
  clear,
}

async function receive({ data }) {
  if (data.kind in ORDERS) ORDERS[data.kind](data)
  if (data.kind in ANSWERS)
    port.postMessage({ kind: 'answer', call: data.call, result: await ANSWERS[data.kind](data) })
}

/* Opened once, by the page that holds the frame and by no other. */
window.addEventListener('message', ({ source, data, ports }) => {
  if (port || source !== window.parent || data?.kind !== 'open') return
  ;[port] = ports
  setup = data
  loadFonts(data.fonts)
  dress(data.type, data.options, data.appearance)
  build()
  report()
  new ResizeObserver(() => {
    port.postMessage({ kind: 'height', height: Math.ceil(form.getBoundingClientRect().height) })
  }).observe(form)
  port.onmessage = receive
  tell('ready')
})
