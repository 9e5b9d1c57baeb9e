import { Link } from 'react-router'

/** Plain facts about how the shop works. */
export function SiteFooter() {
  return (
    <footer className="bg-surface-sunken print:hidden">
      <div className="page grid gap-6 py-10 text-ink-soft tablet:grid-cols-3">
        <p>Every piece is printed to order with your own picture or words, from one upwards.</p>
        <p>Prices are in Philippine pesos. Five or more of one design cost less each.</p>
        <p>
          Cards are handled by Stripe; we never see your card number.{' '}
          <Link to="/" className="text-accent underline underline-offset-4">
            See all products
          </Link>
        </p>
      </div>
    </footer>
  )
}
