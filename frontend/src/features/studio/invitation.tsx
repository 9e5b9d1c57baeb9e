/** Stands in the empty print area; pressing it opens the same chooser as the picture field. */
export function Invitation({ htmlFor, isOver }: { htmlFor: string; isOver: boolean }) {
  return (
    <label
      htmlFor={htmlFor}
      className={`grid size-full cursor-pointer place-content-center border-2 border-dashed text-center ${isOver ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong'}`}
    >
      {isOver ? 'Drop it here' : 'Your picture here'}
    </label>
  )
}
