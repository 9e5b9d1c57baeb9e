import { Link } from 'react-router'
import { Logo } from './logo'

const FACTS = [
  { title: 'One piece or a hundred', text: 'Everything is printed to order, from a single piece.' },
  {
    title: 'More costs less',
    text: 'Several pieces of one design cost less each. Prices are in pesos.',
  },
  { title: 'Paid safely', text: 'Stripe handles your card; its number never reaches us.' },
]

/** Plain facts about how the shop works. */
export function SiteFooter() {
  return (
    <footer className="bg-surface-sunken print:hidden">
      <div className="page grid gap-x-16 gap-y-8 py-12 desktop:grid-cols-[auto_1fr]">
        <Link
          to="/"
          aria-label="CustomKeeps, all products"
          className="inline-flex self-start justify-self-start py-1"
        >
          <Logo />
        </Link>
        <ul className="grid gap-x-10 gap-y-6 tablet:grid-cols-3">
          {FACTS.map(({ title, text }) => (
            <li key={title}>
              <p className="font-semibold">{title}</p>
              <p className="text-ink-soft">{text}</p>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  )
}
