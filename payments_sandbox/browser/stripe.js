/* The stand-in for https://js.stripe.com/<release>/stripe.js. It runs in the shop's page; card
   numbers never do: they stay in the frame served from the sandbox's own origin. */
(() => {
  "use strict";

  const ORIGIN = new URL(document.currentScript.src).origin;
  const RELEASE = "endive";
  const ELEMENT_TYPES = ["card", "payment"];

  class IntegrationError extends Error {
    name = "IntegrationError";
  }

  const UNREACHABLE = {
    type: "api_connection_error",
    message:
      "We are experiencing issues connecting to our payments provider. " +
      "Please check your internet connection and try again.",
  };

  /** Nested objects as Stripe's form encoding; undefined and null are left out. */
  function encode(value, name = "", form = new URLSearchParams()) {
    if (value === undefined || value === null) return form;
    if (typeof value !== "object") form.append(name, String(value));
    else
      for (const [key, item] of Object.entries(value))
        encode(item, name ? `${name}[${key}]` : key, form);
    return form;
  }

  /** The JSON answer, or `{error}`; never rejects. */
  async function call(key, method, path, params) {
    const form = encode(params);
    const query = method === "GET" ? `?${form}` : "";
    try {
      const answer = await fetch(`${ORIGIN}/v1/${path}${query}`, {
        method,
        headers: { Authorization: `Bearer ${key}` },
        body: method === "GET" ? undefined : form,
      });
      return await answer.json();
    } catch {
      return { error: UNREACHABLE };
    }
  }

  const intentId = (clientSecret) => {
    const match = /^(pi_\w+?)_secret_\w+$/.exec(clientSecret ?? "");
    if (!match)
      throw new IntegrationError(
        "The client_secret should be in the form of ${id}_secret_${secret}. " +
          `You specified: ${String(clientSecret).slice(0, 5)}…`,
      );
    return match[1];
  };

  const asResult = (answer) => (answer.error ? answer : { paymentIntent: answer });

  /** One field group in a frame. `clientKey` makes the payment method inside that frame. */
  class Element {
    #handlers = new Map();
    #options;
    #group;
    #frame = null;
    #port = null;
    #container = null;
    #waiting = new Map();
    #nextCall = 0;
    #destroyed = false;
    #state = { empty: true, complete: false, error: undefined, focused: false };

    constructor(type, group, options) {
      this._type = type;
      this._elementType = type;
      this.#group = group;
      this.#options = options;
    }

    mount(target) {
      this.#check();
      const container = typeof target === "string" ? document.querySelector(target) : target;
      if (!container)
        throw new IntegrationError(`The selector you specified (${target}) applies to no DOM elements`);
      if (this.#container === container) return;
      this.unmount();
      this.#container = container;
      this.#frame = document.createElement("iframe");
      const frame = this.#frame;
      frame.title =
        this._type === "card" ? "Secure card payment input frame" : "Secure payment input frame";
      frame.name = `__privateStripeFrame${Math.floor(Math.random() * 1e6)}`;
      frame.allow = "payment *";
      Object.assign(frame.style, {
        border: "0",
        display: "block",
        width: "100%",
        height: "1.5em",
        background: "transparent",
        colorScheme: "normal",
      });
      frame.addEventListener("load", () => this.#connect(frame));
      frame.addEventListener("error", () => this.#emit("loaderror", { error: UNREACHABLE }));
      frame.src = `${ORIGIN}/elements/frame.html`;
      container.replaceChildren(frame);
      container.addEventListener("click", this.#focusFromLabel);
      this.#paintClasses();
    }

    /* A click on the container's padding or its label belongs to the first field. */
    #focusFromLabel = (event) => {
      if (event.target === this.#container) this.focus();
    };

    #connect(frame) {
      if (frame !== this.#frame) return;
      const channel = new MessageChannel();
      this.#port = channel.port1;
      this.#port.onmessage = ({ data }) => this.#receive(data);
      const { type, key, fonts, appearance } = { type: this._type, ...this.#group };
      frame.contentWindow.postMessage(
        { kind: "open", type, key, fonts, appearance, options: this.#plainOptions() },
        ORIGIN,
        [channel.port2],
      );
    }

    #plainOptions = () => JSON.parse(JSON.stringify(this.#options ?? {}));

    #receive(message) {
      if (message.kind === "height") this.#frame.style.height = `${message.height}px`;
      else if (message.kind === "answer") {
        this.#waiting.get(message.call)?.(message.result);
        this.#waiting.delete(message.call);
      } else if (message.kind === "event") {
        const { name, detail } = message;
        if (name === "change") Object.assign(this.#state, detail);
        if (name === "focus" || name === "blur") this.#state.focused = name === "focus";
        this.#paintClasses();
        this.#emit(name, detail);
      }
    }

    #paintClasses() {
      if (!this.#container) return;
      const names = this.#options?.classes ?? {};
      const { complete, empty, error, focused } = this.#state;
      const flags = { complete, empty, focus: focused, invalid: Boolean(error) };
      this.#container.classList.add(...(names.base ?? "StripeElement").split(" "));
      for (const [flag, on] of Object.entries(flags))
        for (const name of (names[flag] ?? `StripeElement--${flag}`).split(" "))
          this.#container.classList.toggle(name, on);
    }

    #emit(name, detail) {
      const handlers = this.#handlers.get(name) ?? [];
      for (const handler of [...handlers]) handler({ elementType: this._type, ...detail });
    }

    #tell(message) {
      this.#check();
      this.#port?.postMessage(message);
    }

    /** Asks the frame and waits for its answer. */
    _ask(message) {
      this.#check();
      if (!this.#port)
        throw new IntegrationError(
          "We could not retrieve data from the specified Element. " +
            "Please make sure the Element you are attempting to use is still mounted.",
        );
      const number = this.#nextCall++;
      this.#port.postMessage({ ...message, call: number });
      return new Promise((resolve) => this.#waiting.set(number, resolve));
    }

    #check() {
      if (this.#destroyed)
        throw new IntegrationError("This Element has already been destroyed. Please create a new one.");
    }

    on(name, handler) {
      this.#handlers.set(name, [...(this.#handlers.get(name) ?? []), handler]);
      return this;
    }

    once(name, handler) {
      const wrapped = (event) => {
        this.off(name, wrapped);
        handler(event);
      };
      return this.on(name, wrapped);
    }

    off(name, handler) {
      const kept = handler ? (this.#handlers.get(name) ?? []).filter((each) => each !== handler) : [];
      this.#handlers.set(name, kept);
      return this;
    }

    update(options) {
      this.#options = { ...this.#options, ...options };
      this.#tell({ kind: "update", options: this.#plainOptions() });
      return this;
    }

    _restyle(appearance) {
      this.#tell({ kind: "appearance", appearance });
    }

    focus() {
      this.#frame?.focus();
      this.#tell({ kind: "focus" });
    }

    blur() {
      this.#tell({ kind: "blur" });
    }

    clear() {
      this.#tell({ kind: "clear" });
    }

    collapse() {
      return this;
    }

    unmount() {
      this.#check();
      this.#container?.removeEventListener("click", this.#focusFromLabel);
      this.#frame?.remove();
      this.#port?.close();
      this.#frame = this.#port = this.#container = null;
      for (const answer of this.#waiting.values()) answer({ error: UNREACHABLE });
      this.#waiting.clear();
    }

    destroy() {
      this.unmount();
      this.#group.forget(this);
      this.#destroyed = true;
    }
  }

  /** `stripe.elements()`: at most one element of each type. */
  function elementsGroup(key, options = {}) {
    const made = new Map();
    const group = {
      key,
      fonts: options.fonts ?? [],
      appearance: options.appearance ?? {},
      forget: (element) => made.get(element._type) === element && made.delete(element._type),
    };
    return {
      _clientSecret: options.clientSecret,
      create(type, elementOptions = {}) {
        if (!ELEMENT_TYPES.includes(type))
          throw new IntegrationError(`The payments sandbox has no Element of type ${type}.`);
        if (made.has(type))
          throw new IntegrationError(`Can only create one Element of type ${type} through this.`);
        made.set(type, new Element(type, group, elementOptions));
        return made.get(type);
      },
      getElement(type) {
        return made.get(type?.__elementType ?? type) ?? null;
      },
      update(changes) {
        if (!changes.appearance) return;
        group.appearance = changes.appearance;
        for (const element of made.values()) element._restyle(changes.appearance);
      },
      fetchUpdates: async () => ({}),
      async submit() {
        const element = made.get("payment");
        if (!element) throw new IntegrationError("elements.submit() needs a mounted Payment Element.");
        const result = await element._ask({ kind: "validate" });
        return result.error ? result : { selectedPaymentMethod: "card" };
      },
    };
  }

  /** The customer's bank asks; resolves with the PaymentIntent or the error after the answer. */
  async function passChallenge(key, intent) {
    const { askForAuthentication } = await import(`${ORIGIN}/elements/challenge.js`);
    const outcome = await askForAuthentication(intent);
    const answer = await call(key, "POST", `payment_intents/${intent.id}/authenticate`, {
      client_secret: intent.client_secret,
      outcome,
    });
    const error = answer.last_payment_error;
    return error ? { error: { ...error, payment_intent: answer } } : asResult(answer);
  }

  async function finish(key, result, handleActions = true) {
    const needsAction = result.paymentIntent?.status === "requires_action";
    return needsAction && handleActions ? passChallenge(key, result.paymentIntent) : result;
  }

  /** Creates a payment method from an element, a token or an id: `{paymentMethod}` or `{error}`. */
  async function paymentMethodFrom(key, data) {
    if (data.card instanceof Element || data.element instanceof Element) {
      const element = data.card ?? data.element;
      return element._ask({ kind: "createPaymentMethod", billing_details: data.billing_details });
    }
    const answer = await call(key, "POST", "payment_methods", { type: "card", ...data });
    return answer.error ? answer : { paymentMethod: answer };
  }

  async function confirm(key, clientSecret, paymentMethod, extra, handleActions) {
    const id = intentId(clientSecret);
    const params = { client_secret: clientSecret, use_stripe_sdk: true, ...extra };
    if (typeof paymentMethod === "string") params.payment_method = paymentMethod;
    else if (paymentMethod) {
      const made = await paymentMethodFrom(key, paymentMethod);
      if (made.error) return made;
      params.payment_method = made.paymentMethod.id;
    }
    const answer = await call(key, "POST", `payment_intents/${id}/confirm`, params);
    return finish(key, asResult(answer), handleActions);
  }

  function Stripe(key) {
    if (!/^pk_test_\w+$/.test(key ?? ""))
      throw new IntegrationError(
        /^(sk|rk)_/.test(key ?? "")
          ? "You should not use your secret key with Stripe.js."
          : "The payments sandbox takes publishable test keys only (pk_test_…).",
      );

    const retrieve = async (clientSecret) =>
      asResult(
        await call(key, "GET", `payment_intents/${intentId(clientSecret)}`, {
          client_secret: clientSecret,
        }),
      );

    async function handleNextAction({ clientSecret }) {
      return finish(key, await retrieve(clientSecret));
    }

    async function confirmPayment({ elements, clientSecret, confirmParams = {}, redirect }) {
      const { payment_method_data: data, payment_method: id, return_url, ...extra } = confirmParams;
      if (redirect !== "if_required" && !return_url)
        throw new IntegrationError("confirmPayment needs confirmParams.return_url.");
      const element = elements?.getElement("payment");
      const method = id ?? (element && { element, billing_details: data?.billing_details });
      const secret = clientSecret ?? elements?._clientSecret;
      const result = await confirm(key, secret, method, { ...extra, return_url });
      if (result.error || redirect === "if_required") return result;
      const target = new URL(return_url);
      target.searchParams.set("payment_intent", result.paymentIntent.id);
      target.searchParams.set("payment_intent_client_secret", secret);
      target.searchParams.set("redirect_status", "succeeded");
      window.location.assign(target);
      return new Promise(() => {});
    }

    return {
      elements: (options) => elementsGroup(key, options),
      confirmPayment,
      confirmCardPayment: (clientSecret, data = {}, options = {}) => {
        const { payment_method: method, ...extra } = data;
        return confirm(key, clientSecret, method, extra, options.handleActions !== false);
      },
      createPaymentMethod: ({ type, elements, element, params, ...data }) => {
        const source = element ?? elements?.getElement("payment");
        return paymentMethodFrom(key, source ? { element: source, ...params } : data);
      },
      createToken: (element) => element._ask({ kind: "createToken" }),
      handleCardAction: (clientSecret) => handleNextAction({ clientSecret }),
      handleNextAction,
      retrievePaymentIntent: retrieve,
      registerAppInfo() {},
      _registerWrapper() {},
    };
  }

  Stripe.version = RELEASE;
  window.Stripe = Stripe;
})();
