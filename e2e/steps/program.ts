import { expect, type APIRequestContext } from '@playwright/test'
import { somebody, type Person } from './people'
import { VISA } from './payment'

const { SHOP_URL = 'http://127.0.0.1:8000', SANDBOX_URL = 'http://127.0.0.1:8420' } = process.env
type Line = Record<string, unknown>
type Quote = { final_amount: string }
type Paying = { paymentIntentId: string }
type Order = { order_id: string }

/** A shopper's program: does by the API what a shopper does with the pages, only quicker. */
export class Program {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly access: string,
  ) {}

  /** Opens an account and signs the browser of `request` in too. */
  static async register(request: APIRequestContext, person: Person = somebody()) {
    expect((await request.post('/api/register/', { data: person })).status()).toBe(201)
    const { username, password } = person
    return Program.enter(request, '/api/session/login/', { username, password })
  }

  /** Shops without an account, with the browser of `request`. */
  static guest(request: APIRequestContext) {
    return Program.enter(request, '/api/session/guest/', {})
  }

  private static async enter(request: APIRequestContext, path: string, data: object) {
    const entered = await request.post(path, { data, headers: { Origin: SHOP_URL } })
    expect(entered.status()).toBe(200)
    return new Program(request, ((await entered.json()) as { access: string }).access)
  }

  async send<Answer>(method: 'get' | 'post' | 'patch', path: string, data?: object) {
    const headers = { Authorization: `Bearer ${this.access}` }
    const answer = await this.request[method](path, { headers, ...(data && { data }) })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return (await answer.json()) as Answer
  }

  async putInCart(lines: Line[]) {
    for (const line of lines) await this.send('post', '/api/cart/', line)
  }

  /** Pays what is in the cart with a good card; the number of the order. */
  async buy(rest: object = {}): Promise<string> {
    const { final_amount: amount } = await this.send<Quote>('post', '/api/cart/quote/', {})
    const body = { amount, ...rest }
    const { paymentIntentId: id } = await this.send<Paying>('post', '/api/checkout/pay/', body)
    await this.request.post(`${SANDBOX_URL}/sandbox/pay/${id}`, { data: { number: VISA } })
    const paid = { payment_intent_id: id }
    return (await this.send<Order>('post', '/api/orders/create_from_cart/', paid)).order_id
  }
}
