import { fireEvent, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { fillCart, mugs, shopConfig } from '@/testing/cart'
import { openCart } from '@/testing/checkout'
import { at, refusal, server } from '@/testing/server'
import { installStripe, uninstallStripe } from '@/testing/stripe'

const SANDBOX = 'http://127.0.0.1:8420/stripe.js'

const scripts = () => document.querySelectorAll(`script[src="${SANDBOX}"]`)
const nextScript = async () => {
  await waitFor(() => expect(scripts()).toHaveLength(1))
  return scripts()[0]!
}

beforeAll(() => import('@/app/routes/cart'))
beforeEach(() => {
  uninstallStripe()
  for (const script of scripts()) script.remove()
  fillCart(mugs)
})

test('the stand-in for Stripe.js is fetched first where the shop names one, and said to be one', async () => {
  const config = { ...shopConfig, stripe_js_url: SANDBOX }
  server.use(http.get(at('/api/config/'), () => HttpResponse.json(config)))
  await openCart()
  const script = await nextScript()
  expect(screen.getByText('Loading the card form')).toBeInTheDocument()
  installStripe()
  fireEvent.load(script)
  expect(await screen.findByText('Card')).toBeVisible()
  expect(screen.getByText(/^This is a demonstration shop: no money moves/)).toBeVisible()
})

test('a card form that did not load can be asked for again', async () => {
  const config = { ...shopConfig, stripe_publishable_key: 'pk_test_other', stripe_js_url: SANDBOX }
  server.use(http.get(at('/api/config/'), () => HttpResponse.json(config)))
  const { visitor } = await openCart()
  // Two more tries are made by themselves.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const script = await nextScript()
    fireEvent.error(script)
    await waitFor(() => expect(script).not.toBeInTheDocument())
  }
  expect(await screen.findByText('The card form did not load')).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Hold/ })).not.toBeInTheDocument()
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  const script = await nextScript()
  installStripe()
  fireEvent.load(script)
  expect(await screen.findByText('Card')).toBeVisible()
})

test("without the shop's settings there is a way to ask again, and no demonstration words", async () => {
  installStripe()
  server.use(
    http.get(at('/api/config/'), () => refusal(500, 'broken', 'The shop is being repaired.')),
  )
  const { visitor } = await openCart()
  expect(await screen.findByText('The shop is being repaired.')).toBeVisible()
  fillCart(mugs)
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Card')).toBeVisible()
  expect(screen.queryByText(/demonstration/)).not.toBeInTheDocument()
})
