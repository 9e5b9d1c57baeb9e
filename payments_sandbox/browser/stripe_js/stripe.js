/* window.Stripe as the wrapper packages drive it. */

const RELEASE = 'endive'
const ELEMENT_TYPES = ['card', 'payment']

const intentId = (clientSecret) => {
  const match = /^(pi_\w+?)_secret_\w+$/.exec(clientSecret ?? '')
  if (!match)
    throw new IntegrationError(
      'The client_secret should be in the form of ${id}_secret_${secret}. ' +
        `You specified: ${String(clientSecret).slice(0, 5)}…`,
    )
  return match[1]
}

const asResult = (answer) => (answer.error ? answer : { paymentIntent: answer })

/** `stripe.elements()`: at most one element of each type. */
function elementsGroup(key, options = {}) {
  const made = new Map()
  const group = {
    key,
    fonts: options.fonts ?? [],
    appearance: options.appearance ?? {},
    forget: (element) => made.get(element._type) === element && made.delete(element._type),
  }
  return {
    _clientSecret: options.clientSecret,
    create(type, elementOptions = {}) {
      if (!ELEMENT_TYPES.includes(type))
        throw new IntegrationError(`The payments sandbox has no Element of type ${type}.`)
      if (made.has(type))
        throw new IntegrationError(`Can only create one Element of type ${type} through this.`)
      made.set(type, new Element(type, group, elementOptions))
      return made.get(type)
    },
    getElement(type) {
      return made.get(type?.__elementType ?? type) ?? null
    },
    update(changes) {
      if (!changes.appearance) return
      group.appearance = changes.appearance
      for (const element of made.values()) element._restyle(changes.appearance)
    },
    fetchUpdates: async () => ({}),
    async submit() {
      const element = made.get('payment')
      if (!element) throw new IntegrationError('elements.submit() needs a mounted Payment Element.')
      const result = await element._ask({ kind: 'validate' })
      return result.error ? result : { selectedPaymentMethod: 'card' }
    },
  }
}

/** The customer's bank asks; resolves with the PaymentIntent or the error after the answer. */
async function passChallenge(key, intent) {
  const { askForAuthentication } = await import(`${ORIGIN}/elements/challenge.js`)
  const outcome = await askForAuthentication(intent)
  const answer = await call(key, 'POST', `payment_intents/${intent.id}/authenticate`, {
    client_secret: intent.client_secret,
    outcome,
  })
  const error = answer.last_payment_error
  return error ? { error: { ...error, payment_intent: answer } } : asResult(answer)
}

async function finish(key, result, handleActions = true) {
  const needsAction = result.paymentIntent?.status === 'requires_action'
  return needsAction && handleActions ? passChallenge(key, result.paymentIntent) : result
}

/** Creates a payment method from an element, a token or an id: `{paymentMethod}` or `{error}`. */
async function paymentMethodFrom(key, data) {
  if (data.card instanceof Element || data.element instanceof Element) {
    const element = data.card ?? data.element
    return element._ask({ kind: 'createPaymentMethod', billing_details: data.billing_details })
  }
  const answer = await call(key, 'POST', 'payment_methods', { type: 'card', ...data })
  return answer.error ? answer : { paymentMethod: answer }
}

async function confirm(key, clientSecret, paymentMethod, extra, handleActions) {
  const id = intentId(clientSecret)
  const params = { client_secret: clientSecret, use_stripe_sdk: true, ...extra }
  if (typeof paymentMethod === 'string') params.payment_method = paymentMethod
  else if (paymentMethod) {
    const made = await paymentMethodFrom(key, paymentMethod)
    if (made.error) return made
    params.payment_method = made.paymentMethod.id
  }
  const answer = await call(key, 'POST', `payment_intents/${id}/confirm`, params)
  return finish(key, asResult(answer), handleActions)
}

function Stripe(key) {
  if (!/^pk_test_\w+$/.test(key ?? ''))
    throw new IntegrationError(
      /^(sk|rk)_/.test(key ?? '')
        ? 'You should not use your secret key with Stripe.js.'
        : 'The payments sandbox takes publishable test keys only (pk_test_…).',
    )

  const retrieve = async (clientSecret) =>
    asResult(
      await call(key, 'GET', `payment_intents/${intentId(clientSecret)}`, {
        client_secret: clientSecret,
      }),
    )

  async function handleNextAction({ clientSecret }) {
    return finish(key, await retrieve(clientSecret))
  }

  async function confirmPayment({ elements, clientSecret, confirmParams = {}, redirect }) {
    const { payment_method_data: data, payment_method: id, return_url, ...extra } = confirmParams
    if (redirect !== 'if_required' && !return_url)
      throw new IntegrationError('confirmPayment needs confirmParams.return_url.')
    const element = elements?.getElement('payment')
    const method = id ?? (element && { element, billing_details: data?.billing_details })
    const secret = clientSecret ?? elements?._clientSecret
    const result = await confirm(key, secret, method, { ...extra, return_url })
    if (result.error || redirect === 'if_required') return result
    const target = new URL(return_url)
    target.searchParams.set('payment_intent', result.paymentIntent.id)
    target.searchParams.set('payment_intent_client_secret', secret)
    target.searchParams.set('redirect_status', 'succeeded')
    window.location.assign(target)
    return new Promise(() => {})
  }

  return {
    elements: (options) => elementsGroup(key, options),
    confirmPayment,
    confirmCardPayment: (clientSecret, data = {}, options = {}) => {
      const { payment_method: method, ...extra } = data
      return confirm(key, clientSecret, method, extra, options.handleActions !== false)
    },
    createPaymentMethod: ({ type, elements, element, params, ...data }) => {
      const source = element ?? elements?.getElement('payment')
      return paymentMethodFrom(key, source ? { element: source, ...params } : data)
    },
    createToken: (element) => element._ask({ kind: 'createToken' }),
    handleCardAction: (clientSecret) => handleNextAction({ clientSecret }),
    handleNextAction,
    retrievePaymentIntent: retrieve,
    registerAppInfo() {},
    _registerWrapper() {},
  }
}

Stripe.version = RELEASE
window.Stripe = Stripe
