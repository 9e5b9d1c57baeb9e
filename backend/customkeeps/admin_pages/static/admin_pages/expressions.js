/* The theme writes what its pages do into attributes, which Alpine.js makes functions of. That needs
   `unsafe-eval`, with which a page runs any text as a script. Here they are read as what they are:
   names, comparisons and assignments. Of the browser they know the few things in KNOWN, so that an
   attribute that got into a page by mistake reaches nothing else. */

const KNOWN = () => ({
  undefined,
  localStorage: {
    getItem: (name) => localStorage.getItem(name),
    setItem: (name, value) => localStorage.setItem(name, value),
  },
  window: { location: { pathname: location.pathname, search: location.search } },
  ...Object.fromEntries(FUNCTIONS.map((name) => [name, window[name]])),
})
const FUNCTIONS = [
  'getCurrentTab',
  'moveRecords',
  'searchCommand',
  'searchDropdown',
  'searchForm',
  'sortRecords',
  'theme',
]
const FORBIDDEN = ['__proto__', 'constructor', 'prototype']
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|('[^'\\]*'|"[^"\\]*")|([A-Za-z_$][\w$]*)|(=>|[=!]==?|&&|\|\||[<>]=?|\S))/y
const STRENGTHS = { '||': 1, '&&': 2, '==': 3, '===': 3, '!=': 3, '!==': 3 }
for (const operator of ['<', '>', '<=', '>=']) STRENGTHS[operator] = 4
STRENGTHS['+'] = STRENGTHS['-'] = 5
const OPERATORS = {
  '==': (a, b) => a == b,
  '===': (a, b) => a === b,
  '!=': (a, b) => a != b,
  '!==': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
}
const WORDS = { true: true, false: false, null: null }

function tokens(text) {
  const found = []
  TOKEN.lastIndex = 0
  for (let match; TOKEN.lastIndex < text.trimEnd().length; ) {
    match = TOKEN.exec(text)
    const [, number, string, name, sign] = match
    if (number) found.push({ value: Number(number) })
    else if (string) found.push({ value: string.slice(1, -1) })
    else found.push(name ? { name } : { sign })
  }
  return found
}

/** Reads an expression into a function of the names it may use; throws for what it cannot read. */
function compile(text) {
  const rest = tokens(text)
  const sees = (sign) => rest[0]?.sign === sign
  const took = (sign) => sees(sign) && rest.shift()
  const need = (sign) => {
    if (!took(sign)) throw new SyntaxError(`${sign} is missing in: ${text}`)
  }

  function statements() {
    const steps = []
    while (rest.length) if (!took(';')) steps.push(statement())
    return (names) => steps.reduce((_last, step) => step(names), undefined)
  }

  function statement() {
    if (rest[0].name !== 'if') return expression()
    rest.shift()
    need('(')
    const condition = expression()
    need(')')
    const then = statement()
    return (names) => (condition(names) ? then(names) : undefined)
  }

  function expression() {
    if (rest[0]?.name && rest[1]?.sign === '=>') return arrow()
    const target = choice()
    if (!took('=')) return target
    const value = expression()
    if (!target.assign) throw new SyntaxError(`Nothing can be assigned to in: ${text}`)
    return (names) => target.assign(names, value(names))
  }

  function arrow() {
    const { name } = rest.shift()
    need('=>')
    const body = expression()
    return (names) => (value) => body(within(names, { [name]: value }))
  }

  function choice() {
    const condition = binary(0)
    if (!took('?')) return condition
    const yes = expression()
    need(':')
    const no = expression()
    return (names) => (condition(names) ? yes(names) : no(names))
  }

  function binary(least) {
    let left = unary()
    while (STRENGTHS[rest[0]?.sign] > least) {
      const { sign } = rest.shift()
      left = joined(sign, left, binary(STRENGTHS[sign]))
    }
    return left
  }

  function unary() {
    if (!took('!')) return member(primary())
    const value = unary()
    return (names) => !value(names)
  }

  function member(owner) {
    if (took('.')) return member(property(owner, constant(key(rest.shift().name))))
    if (took('[')) {
      const name = expression()
      need(']')
      return member(property(owner, name))
    }
    return took('(') ? member(call(owner, list(')'))) : owner
  }

  function primary() {
    const { value, name, sign } = rest.shift() ?? {}
    if (value !== undefined) return constant(value)
    if (name) return name in WORDS ? constant(WORDS[name]) : variable(name)
    if (sign === '[') return all(list(']'))
    if (sign === '{') return object()
    if (sign !== '(') throw new SyntaxError(`This cannot be read: ${text}`)
    const inner = expression()
    need(')')
    return inner
  }

  function list(end) {
    const found = []
    while (!took(end)) {
      found.push(expression())
      if (!sees(end)) need(',')
    }
    return found
  }

  function object() {
    const entries = []
    while (!took('}')) {
      const { name, value } = rest.shift()
      need(':')
      entries.push([key(name ?? value), expression()])
      if (!sees('}')) need(',')
    }
    return (names) => Object.fromEntries(entries.map(([name, value]) => [name, value(names)]))
  }

  return statements()
}

const constant = (value) => () => value
const BROWSER = typeof window === 'undefined' ? [] : [window, document]
const all = (values) => (names) => values.map((value) => value(names))

function key(name) {
  if (FORBIDDEN.includes(name)) throw new SyntaxError(`${name} is not for expressions.`)
  return name
}

function joined(sign, left, right) {
  if (sign === '||') return (names) => left(names) || right(names)
  if (sign === '&&') return (names) => left(names) && right(names)
  return (names) => OPERATORS[sign](left(names), right(names))
}

function variable(name) {
  key(name)
  const read = (names) => {
    const scope = names.find((each) => name in each)
    if (!scope) throw new ReferenceError(`${name} is not known to expressions.`)
    return scope[name]
  }
  read.assign = (names, value) => {
    ;(names.slice(0, -1).find((each) => name in each) ?? names[0])[name] = value
    return value
  }
  return read
}

/** Elements lead to the whole browser; expressions go no such way. */
function inside(value) {
  if (BROWSER.includes(value)) throw new ReferenceError('The browser is not for expressions.')
  return value
}

function property(owner, name) {
  const read = (names) => inside(owner(names)[key(name(names))])
  read.owner = owner
  read.key = name
  read.assign = (names, value) => {
    owner(names)[key(name(names))] = value
    return value
  }
  return read
}

function call(callee, values) {
  return (names) => {
    const given = values.map((value) => value(names))
    if (!callee.owner) return callee(names).apply(names[0], given)
    const owner = callee.owner(names)
    return inside(owner[key(callee.key(names))](...given))
  }
}

const within = (names, inner) => [inner, ...names]
const compiled = new Map()

function read(text) {
  if (!compiled.has(text)) compiled.set(text, compile(text))
  return compiled.get(text)
}

/** Alpine's own way to evaluate, without making functions of text. */
function evaluator(element, expression) {
  const stack = Alpine.closestDataStack(element)
  return (receive = () => {}, { scope = {}, params = [] } = {}) => {
    const data = Alpine.mergeProxies([scope, ...stack])
    try {
      const result =
        typeof expression === 'function'
          ? expression.apply(data, params)
          : read(expression)([data, KNOWN()])
      receive(typeof result === 'function' ? result.apply(data, params) : result)
    } catch (error) {
      console.error(`In ${expression}:`, error)
    }
  }
}

if (typeof document !== 'undefined')
  document.addEventListener('alpine:init', () => Alpine.setEvaluator(evaluator))
