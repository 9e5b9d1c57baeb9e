import { screen, waitFor, within } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { renderShop } from '@/testing/render-shop'
import { at, mug, refusal, server } from '@/testing/server'

test('shows each product with its price and the way to customize it', async () => {
  await renderShop('/')
  const card = await screen.findByRole('article')
  expect(within(card).getByRole('heading')).toHaveTextContent('Mug')
  expect(within(card).getByText('₱250.00')).toBeVisible()
  expect(within(card).getByRole('link', { name: 'Customize Mug' })).toHaveAttribute(
    'href',
    '/customize/mug',
  )
})

test('says that products are loading', async () => {
  server.use(http.get(at('/api/products/'), () => delay('infinite')))
  await renderShop('/')
  expect(await screen.findByText('Loading the products')).toBeInTheDocument()
})

test('offers to try again when the products did not load', async () => {
  server.use(
    http.get(at('/api/products/'), () => refusal(500, 'broken', 'The shop is being repaired.')),
  )
  const { visitor } = await renderShop('/')
  expect(await screen.findByText('The shop is being repaired.')).toBeVisible()
  server.resetHandlers()
  await visitor.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
})

test('asks the shop for what is searched and keeps it in the address', async () => {
  const asked: string[] = []
  server.use(
    http.get(at('/api/products/'), ({ request }) => {
      const { search } = new URL(request.url)
      asked.push(search)
      return HttpResponse.json(search ? [] : [mug])
    }),
  )
  const { visitor, router } = await renderShop('/')
  await screen.findByRole('heading', { name: 'Mug' })
  await visitor.type(screen.getByRole('searchbox', { name: 'Search' }), 'cap')
  expect(await screen.findByText('Nothing matches that')).toBeVisible()
  expect(router.state.location.search).toBe('?search=cap')
  expect(asked).toEqual(['', '?search=cap'])

  await visitor.click(screen.getByRole('button', { name: 'Show all products' }))
  expect(await screen.findByRole('heading', { name: 'Mug' })).toBeVisible()
  expect(screen.getByRole('searchbox')).toHaveValue('')
})

test('reads the filters from the address', async () => {
  let asked = ''
  server.use(
    http.get(at('/api/products/'), ({ request }) => {
      asked = new URL(request.url).search || asked
      return HttpResponse.json([mug])
    }),
  )
  await renderShop('/?category=drinkware&color=White&ordering=-price')
  await waitFor(() => expect(asked).toBe('?category=drinkware&color=White&ordering=-price'))
  await screen.findByRole('heading', { name: 'Mug' })
  expect(screen.getByLabelText('Category')).toHaveDisplayValue('Drinkware')
  expect(screen.getByLabelText('Order by')).toHaveDisplayValue('Price, high to low')
})
