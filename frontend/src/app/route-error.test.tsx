import { render, screen, waitFor } from '@testing-library/react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { expect, test, vi } from 'vitest'
import { RouteError } from './route-error'

test('a screen whose code does not come says what to do', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const router = createMemoryRouter([
    { path: '/', lazy: () => Promise.reject(new Error('gone')), ErrorBoundary: RouteError },
  ])
  render(<RouterProvider router={router} />)
  expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent(
    'This page did not load',
  )
  expect(screen.getByRole('button', { name: 'Load again' })).toBeVisible()
  await waitFor(() => expect(document.title).toBe('Something went wrong · CustomKeeps'))
})
