import { expect, test } from 'vitest'
import { advance, AT_REST, type PaymentEvent, type PaymentState } from './payment-steps'

const after = (...events: PaymentEvent[]) => events.reduce(advance, AT_REST)
const pay: PaymentEvent = { type: 'pay' }
const opened: PaymentEvent = { type: 'opened' }
const charged: PaymentEvent = { type: 'charged', isPaid: true }
const ordered: PaymentEvent = { type: 'ordered', orderId: 'ABCD1234' }
const declined: PaymentEvent = {
  type: 'failed',
  problem: { from: 'card', message: 'Your card was declined.' },
}
const lost: PaymentEvent = { type: 'leftOpen', doubt: 'unseen', intentId: 'pi_1' }

test('goes from the press to the order', () => {
  expect(after(pay)).toEqual({ step: 'starting' })
  expect(after(pay, opened)).toEqual({ step: 'charging' })
  expect(after(pay, opened, charged)).toEqual({ step: 'ordering', isPaid: true })
  expect(after(pay, opened, charged, ordered)).toEqual({ step: 'ordered', orderId: 'ABCD1234' })
})

test("goes through the bank's question", () => {
  const asked = after(pay, opened, { type: 'bankAsks' })
  expect(asked).toEqual({ step: 'authenticating' })
  expect(advance(asked, charged)).toEqual({ step: 'ordering', isPaid: true })
  expect(advance(asked, declined)).toEqual({ step: 'idle', problem: declined.problem })
})

test('a declined card may be followed by another try, which forgets the problem', () => {
  const state = after(pay, opened, declined)
  expect(state).toEqual({ step: 'idle', problem: declined.problem })
  expect(advance(state, pay)).toEqual({ step: 'starting' })
  expect(advance(state, { type: 'edited' })).toEqual(AT_REST)
})

test('an order may be there before anything is charged: free, or paid already', () => {
  expect(after(pay, ordered)).toEqual({ step: 'ordered', orderId: 'ABCD1234' })
})

test.each<[string, PaymentState]>([
  ['starting', after(pay)],
  ['charging', after(pay, opened)],
  ['authenticating', after(pay, opened, { type: 'bankAsks' })],
  ['ordering', after(pay, opened, charged)],
  ['ordered', after(pay, opened, charged, ordered)],
  ['waiting', after(pay, opened, charged, lost)],
])('nothing is paid a second time while it is %s', (_, state) => {
  expect(advance(state, pay)).toBe(state)
})

test('a lost order can only be asked for again', () => {
  const waiting = after(pay, opened, charged, lost)
  expect(waiting).toEqual({ step: 'waiting', doubt: 'unseen', intentId: 'pi_1' })
  for (const event of [pay, opened, declined, ordered, { type: 'edited' } as const]) {
    expect(advance(waiting, event)).toBe(waiting)
  }
  expect(advance(waiting, charged)).toEqual({ step: 'ordering', isPaid: true })
})

test('an edit changes nothing while money moves', () => {
  const charging = after(pay, opened)
  expect(advance(charging, { type: 'edited' })).toBe(charging)
})
