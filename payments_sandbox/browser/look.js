/* The look the shop asks for: style options of the Card Element, appearance of the Payment
   Element, and its fonts. Set through the CSS object model, which the frame's policy allows. */

const PROPERTIES = new Set([
  ...'backgroundColor color fontFamily fontSize fontStyle fontVariant fontWeight'.split(' '),
  ...'letterSpacing lineHeight textAlign textDecoration textShadow textTransform'.split(' '),
  ...'border borderColor borderRadius boxShadow padding outline'.split(' '),
])
const PSEUDO = /^::?[a-z-]+$/
const RULE = /^\.(Input|Label|Error)(:focus|:hover|--invalid)?$/
const VARIABLES = {
  colorBackground: '--background',
  colorDanger: '--danger',
  colorPrimary: '--primary',
  colorText: '--text',
  colorTextPlaceholder: '--placeholder',
  colorTextSecondary: '--secondary',
  borderRadius: '--radius',
  fontFamily: '--font',
  fontSizeBase: '--size',
  spacingUnit: '--unit',
}

let sheet = null

function rule(selector, properties) {
  const position = sheet.insertRule(`${selector} {}`, sheet.cssRules.length)
  const { style } = sheet.cssRules[position]
  for (const [name, value] of Object.entries(properties ?? {}))
    if (PROPERTIES.has(name)) style[name] = String(value)
}

function variant(selector, properties = {}) {
  rule(selector, properties)
  for (const [name, inner] of Object.entries(properties))
    if (PSEUDO.test(name)) rule(`${selector}${name}`, inner)
}

function styleCard(style = {}) {
  rule('body', style.base)
  variant('.card input', { ...style.base, backgroundColor: undefined })
  variant('.card.complete input', style.complete)
  variant('.card.empty input', style.empty)
  variant('.card .field.invalid input', style.invalid)
}

function stylePayment({ variables = {}, rules = {} } = {}) {
  for (const [name, property] of Object.entries(VARIABLES))
    if (variables[name]) document.documentElement.style.setProperty(property, variables[name])
  for (const [selector, properties] of Object.entries(rules))
    if (RULE.test(selector))
      rule(
        selector
          .replace('.Input--invalid', '.invalid .Input')
          .replace('.Input:focus', '.Input:focus-within'),
        properties,
      )
}

export function dress(type, options, appearance) {
  document.adoptedStyleSheets = [(sheet = new CSSStyleSheet())]
  if (type === 'card') styleCard(options.style)
  else stylePayment(appearance)
}

/** `[{cssSrc}]` or `[{family, src, weight, …}]`, as `stripe.elements({fonts})` takes them. */
export function loadFonts(fonts) {
  for (const { cssSrc, family, src, ...descriptors } of fonts)
    if (cssSrc) {
      const link = document.createElement('link')
      Object.assign(link, { rel: 'stylesheet', href: cssSrc })
      document.head.append(link)
    } else
      new FontFace(family, src, descriptors).load().then(
        (face) => document.fonts.add(face),
        () => console.warn(`The font ${family} could not be loaded.`),
      )
}

const MARKS = {
  visa: ['#1a1f71', 'VISA'],
  mastercard: ['#5b2a2a', 'MC'],
  amex: ['#0b5fa5', 'AMEX'],
  discover: ['#8a4b08', 'DISC'],
  diners: ['#004a97', 'DC'],
  jcb: ['#0b6b3a', 'JCB'],
  unionpay: ['#00565e', 'UP'],
}

/** A small card with the brand's name on it; plain while the brand is unknown. */
export function drawBrand(svg, brand) {
  const [fill, name] = MARKS[brand] ?? ['#6d6e78', '']
  const shape = (tag, attributes, text = '') => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    made.textContent = text
    return made
  }
  const label = { x: 12.5, y: 11.5, fill: '#fff', 'font-size': 7.5, 'font-weight': 700 }
  svg.replaceChildren(
    shape('rect', { width: 25, height: 17, rx: 2.5, fill }),
    name
      ? shape('text', { ...label, 'text-anchor': 'middle', 'font-family': 'sans-serif' }, name)
      : shape('rect', { y: 3.5, width: 25, height: 3.5, fill: '#fff', 'fill-opacity': 0.55 }),
  )
}
