const STEPS = [
  {
    title: 'Pick something',
    text: 'Shirts, mugs, bags and more. The colour is up to you, and so is the size.',
  },
  {
    title: 'Make it yours',
    text: 'Add a picture, a few words or both, and see right away how it will look.',
  },
  {
    title: 'We print it',
    text: 'Pay by card, then watch your order move on, from the printer to your door.',
  },
]

/** The three steps from a blank to a keepsake, for who is here for the first time. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how-heading" className="page grid gap-8 pt-24">
      <h2 id="how-heading" className="text-3xl">
        How it works
      </h2>
      <ol className="grid gap-x-12 gap-y-8 tablet:grid-cols-3">
        {STEPS.map(({ title, text }, place) => (
          <li key={title} className="grid content-start gap-2">
            <span aria-hidden className="font-display text-5xl text-accent">
              {place + 1}
            </span>
            <h3 className="text-xl">{title}</h3>
            <p className="max-w-[40ch] text-ink-soft">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
