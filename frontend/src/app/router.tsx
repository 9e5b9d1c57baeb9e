import type { QueryClient } from '@tanstack/react-query'
import type { RouteObject } from 'react-router'
import { prefetchStudio } from '@/features/studio/queries'
import { PageSkeleton } from './page-skeleton'
import { RequireAccount, RequireSession } from './require-session'
import { RouteError } from './route-error'
import { Component as Home } from './routes/home'
import { Shell } from './shell'

/**
 * Every address of the shop. Each file in routes/ exports `Component` and loads when first needed;
 * only home, where most people arrive, comes along at once and so saves them a round trip.
 */
export const createRoutes = (queries: QueryClient): RouteObject[] => [
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
          { path: 'password/forgotten', lazy: () => import('./routes/forgotten-password') },
          { path: 'password/reset/:uid/:token', lazy: () => import('./routes/new-password') },
          { path: 'email/verify/:token', lazy: () => import('./routes/verify-email') },
          {
            path: 'customize/:slug',
            lazy: () => import('./routes/customize'),
            // The product is asked for while the screen's code is still on its way.
            loader: ({ params }) => prefetchStudio(queries, params.slug ?? ''),
          },
          { path: 'cart', lazy: () => import('./routes/cart') },
          { path: 'orders/track/:token', lazy: () => import('./routes/track') },
          {
            Component: RequireSession,
            children: [
              { path: 'orders', lazy: () => import('./routes/orders') },
              { path: 'orders/:orderId', lazy: () => import('./routes/order') },
            ],
          },
          {
            Component: RequireAccount,
            children: [
              { path: 'profile', lazy: () => import('./routes/profile') },
              { path: 'profile/security', lazy: () => import('./routes/security') },
            ],
          },
          { path: '*', lazy: () => import('./routes/not-found') },
        ],
      },
    ],
  },
]
