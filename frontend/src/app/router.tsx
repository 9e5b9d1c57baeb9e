import type { RouteObject } from 'react-router'
import { PageSkeleton } from './page-skeleton'
import { RequireSession } from './require-session'
import { RouteError } from './route-error'
import { Component as Home } from './routes/home'
import { Shell } from './shell'

/**
 * Every address of the shop. Each file in routes/ exports `Component` and loads when first needed;
 * only home, where most people arrive, comes along at once and so saves them a round trip.
 */
export const routes: RouteObject[] = [
  {
    Component: Shell,
    HydrateFallback: PageSkeleton,
    children: [
      {
        ErrorBoundary: RouteError,
        children: [
          { index: true, Component: Home },
          { path: 'login', lazy: () => import('./routes/login') },
          { path: 'register', lazy: () => import('./routes/register') },
          { path: 'customize/:slug', lazy: () => import('./routes/customize') },
          {
            Component: RequireSession,
            children: [
              { path: 'cart', lazy: () => import('./routes/cart') },
              { path: 'orders', lazy: () => import('./routes/orders') },
              { path: 'orders/:orderId', lazy: () => import('./routes/order') },
              { path: 'profile', lazy: () => import('./routes/profile') },
            ],
          },
          { path: '*', lazy: () => import('./routes/not-found') },
        ],
      },
    ],
  },
]
