/* One Element of the shop's page: a frame, and the port to the fields in it. */

/** One field group in a frame. `clientKey` makes the payment method inside that frame. */
class Element {
  #handlers = new Map()
  #options
  #group
  #frame = null
  #port = null
  #container = null
  #waiting = new Map()
  #nextCall = 0
  #destroyed = false
  #state = { empty: true, complete: false, error: undefined, focused: false }

  constructor(type, group, options) {
    this._type = type
    this._elementType = type
    this.#group = group
    this.#options = options
  }

  mount(target) {
    this.#check()
    const container = typeof target === 'string' ? document.querySelector(target) : target
    if (!container)
      throw new IntegrationError(
        `The selector you specified (${target}) applies to no DOM elements`,
      )
    if (this.#container === container) return
    this.unmount()
    this.#container = container
    this.#frame = document.createElement('iframe')
    const frame = this.#frame
    frame.title =
      this._type === 'card' ? 'Secure card payment input frame' : 'Secure payment input frame'
    frame.name = `__privateStripeFrame${Math.floor(Math.random() * 1e6)}`
    frame.allow = 'payment *'
    Object.assign(frame.style, {
      border: '0',
      display: 'block',
      width: '100%',
      height: '1.5em',
      background: 'transparent',
      // As Stripe's own: a light frame in a dark page would else get a white ground.
      colorScheme: 'light only',
    })
    frame.addEventListener('load', () => this.#connect(frame))
    frame.addEventListener('error', () => this.#emit('loaderror', { error: UNREACHABLE }))
    frame.src = `${ORIGIN}/elements/frame.html`
    container.replaceChildren(frame)
    container.addEventListener('click', this.#focusFromLabel)
    this.#paintClasses()
  }

  /* A click on the container's padding or its label belongs to the first field. */
  #focusFromLabel = (event) => {
    if (event.target === this.#container) this.focus()
  }

  #connect(frame) {
    if (frame !== this.#frame) return
    const channel = new MessageChannel()
    this.#port = channel.port1
    this.#port.onmessage = ({ data }) => this.#receive(data)
    const { type, key, fonts, appearance } = { type: this._type, ...this.#group }
    frame.contentWindow.postMessage(
      { kind: 'open', type, key, fonts, appearance, options: this.#plainOptions() },
      ORIGIN,
      [channel.port2],
    )
  }

  #plainOptions = () => JSON.parse(JSON.stringify(this.#options ?? {}))

  #receive(message) {
    if (message.kind === 'height') this.#frame.style.height = `${message.height}px`
    else if (message.kind === 'answer') {
      this.#waiting.get(message.call)?.(message.result)
      this.#waiting.delete(message.call)
    } else if (message.kind === 'event') {
      const { name, detail } = message
      if (name === 'change') Object.assign(this.#state, detail)
      if (name === 'focus' || name === 'blur') this.#state.focused = name === 'focus'
      this.#paintClasses()
      this.#emit(name, detail)
    }
  }

  #paintClasses() {
    if (!this.#container) return
    const names = this.#options?.classes ?? {}
    const { complete, empty, error, focused } = this.#state
    const flags = { complete, empty, focus: focused, invalid: Boolean(error) }
    this.#container.classList.add(...(names.base ?? 'StripeElement').split(' '))
    for (const [flag, on] of Object.entries(flags))
      for (const name of (names[flag] ?? `StripeElement--${flag}`).split(' '))
        this.#container.classList.toggle(name, on)
  }

  #emit(name, detail) {
    const handlers = this.#handlers.get(name) ?? []
    for (const handler of [...handlers]) handler({ elementType: this._type, ...detail })
  }

  #tell(message) {
    this.#check()
    this.#port?.postMessage(message)
  }

  /** Asks the frame and waits for its answer. */
  _ask(message) {
    this.#check()
    if (!this.#port)
      throw new IntegrationError(
        'We could not retrieve data from the specified Element. ' +
          'Please make sure the Element you are attempting to use is still mounted.',
      )
    const number = this.#nextCall++
    this.#port.postMessage({ ...message, call: number })
    return new Promise((resolve) => this.#waiting.set(number, resolve))
  }

  #check() {
    if (this.#destroyed)
      throw new IntegrationError(
        'This Element has already been destroyed. Please create a new one.',
      )
  }

  on(name, handler) {
    this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler])
    return this
  }

  once(name, handler) {
    const wrapped = (event) => {
      this.off(name, wrapped)
      handler(event)
    }
    return this.on(name, wrapped)
  }

  off(name, handler) {
    const kept = handler ? (this.#handlers.get(name) ?? []).filter((each) => each !== handler) : []
    this.#handlers.set(name, kept)
    return this
  }

  update(options) {
    this.#options = { ...this.#options, ...options }
    this.#tell({ kind: 'update', options: this.#plainOptions() })
    return this
  }

  _restyle(appearance) {
    this.#tell({ kind: 'appearance', appearance })
  }

  focus() {
    this.#frame?.focus()
    this.#tell({ kind: 'focus' })
  }

  blur() {
    this.#tell({ kind: 'blur' })
  }

  clear() {
    this.#tell({ kind: 'clear' })
  }

  collapse() {
    return this
  }

  unmount() {
    this.#check()
    this.#container?.removeEventListener('click', this.#focusFromLabel)
    this.#frame?.remove()
    this.#port?.close()
    this.#frame = this.#port = this.#container = null
    for (const answer of this.#waiting.values()) answer({ error: UNREACHABLE })
    this.#waiting.clear()
  }

  destroy() {
    this.unmount()
    this.#group.forget(this)
    this.#destroyed = true
  }
}
