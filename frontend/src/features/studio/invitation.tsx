/** Stands in the empty print area; pressing it opens the same chooser as the picture field. */
export function Invitation({ htmlFor, isOver }: { htmlFor: string; isOver: boolean }) {
  return (
    <label
      htmlFor={htmlFor}
      className={`grid size-full cursor-pointer place-content-center border-2 border-current/55 text-center ${isOver ? 'font-semibold' : 'border-dashed'}`}
    >
      {isOver ? 'Drop it here' : 'Your picture here'}
    </label>
  )
}
