import { ImagePlus, Trash2 } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Notice } from '@/ui/notice'
import { dpiOf } from './picture/dpi'
import type { Artwork } from './artworks/artwork'
import { changeInWords, formatPixels, warningFor } from './picture/words'
import type { Size } from '@/lib/print-layout'
import type { PictureChoice } from './use-workbench'

type PictureFieldProps = {
  /** The file input's id, for labels elsewhere on the page. */
  id: string
  choice: PictureChoice
  /** The millimetres that the picture is fitted into; null where nobody knows. */
  box_mm: Size | null
  error: string | undefined
}

/** Choosing the picture to print: by button, by dropping a file, by keyboard. */
export function PictureField({ id, choice, box_mm, error }: PictureFieldProps) {
  const { picture, isPreparing, problem, choose, remove } = choice
  const key = useId()
  const sentence = problem ?? error
  return (
    <div className="grid gap-2">
      <p id={`${key}-name`} className="font-medium">
        Your picture
      </p>
      <div className="relative">
        <input
          id={id}
          type="file"
          accept="image/png,image/jpeg,.png,.jpg,.jpeg"
          aria-labelledby={`${key}-name ${key}-action`}
          aria-describedby={`${key}-hint ${key}-error`}
          aria-invalid={Boolean(sentence)}
          onChange={(event) => {
            const file = event.target.files?.[0]
            // The same file may be chosen again, say after it was saved anew.
            event.target.value = ''
            if (file) choose(file)
          }}
          className="peer sr-only"
        />
        <div className="rounded-md outline-offset-2 outline-accent peer-focus-visible:outline-2">
          {picture ? (
            <Chosen picture={picture} box_mm={box_mm} onRemove={remove}>
              <Action id={`${key}-action`} htmlFor={id}>
                {isPreparing ? 'Preparing…' : 'Change'}
              </Action>
            </Chosen>
          ) : (
            <EmptyField htmlFor={id} actionId={`${key}-action`} isPreparing={isPreparing} />
          )}
        </div>
      </div>
      {!picture && (
        <p id={`${key}-hint`} className="text-sm text-ink-soft">
          JPG or PNG. Large photos are welcome: what does not fit is made smaller here, with care.
        </p>
      )}
      <p id={`${key}-error`} role="alert" className="text-sm text-danger empty:hidden">
        {sentence}
      </p>
      {picture && box_mm && <PrintQuality picture={picture} box_mm={box_mm} />}
      {picture && <WhatWasDone picture={picture} box_mm={box_mm} />}
    </div>
  )
}

type EmptyFieldProps = { htmlFor: string; actionId: string; isPreparing: boolean }

function EmptyField({ htmlFor, actionId, isPreparing }: EmptyFieldProps) {
  return (
    <label
      htmlFor={htmlFor}
      className="grid min-h-28 cursor-pointer place-content-center justify-items-center gap-1 rounded-md border-2 border-dashed border-line-strong bg-surface-raised px-4 py-5 text-center transition-colors duration-150 hover:border-accent hover:bg-accent-soft"
    >
      <span id={actionId} className="inline-flex items-center gap-2 font-semibold text-accent">
        <ImagePlus aria-hidden size={20} />
        {isPreparing ? 'Preparing your picture…' : 'Choose a picture'}
      </span>
      <span className="text-sm text-ink-soft">or drop it anywhere on this page</span>
    </label>
  )
}

type ActionProps = { id: string; htmlFor: string; children: ReactNode }

function Action({ id, htmlFor, children }: ActionProps) {
  return (
    <label
      id={id}
      htmlFor={htmlFor}
      className="inline-flex min-h-11 cursor-pointer items-center font-semibold text-accent underline-offset-4 hover:underline"
    >
      {children}
    </label>
  )
}

type ChosenProps = {
  picture: Artwork
  box_mm: Size | null
  onRemove: () => void
  children: ReactNode
}

function Chosen({ picture, box_mm, onRemove, children }: ChosenProps) {
  const { preview_url, name } = picture
  const size = sizeOf(picture)
  return (
    <div className="flex items-center gap-4 rounded-md bg-surface-raised p-3 shadow-[inset_0_0_0_1px_var(--line)]">
      <img src={preview_url} alt="" className="size-20 shrink-0 rounded-sm object-contain" />
      <div className="min-w-0 flex-1">
        <output className="block">
          <span className="block truncate font-medium">{name}</span>
          <span className="block text-sm text-ink-soft tabular-nums">
            {formatPixels(size)}
            {box_mm && `, prints at ${Math.floor(dpiOf(size, box_mm))} DPI`}
          </span>
        </output>
        <div className="flex flex-wrap gap-x-4">
          {children}
          <button
            type="button"
            onClick={onRemove}
            className="inline-flex min-h-11 items-center gap-1.5 text-ink-soft hover:text-danger"
          >
            <Trash2 aria-hidden size={16} />
            Remove
          </button>
        </div>
      </div>
    </div>
  )
}

/** Whether there are enough pixels for this print; says nothing when there are. */
function PrintQuality({ picture, box_mm }: { picture: Artwork; box_mm: Size }) {
  const size = sizeOf(picture)
  const warning = warningFor(size, dpiOf(size, box_mm))
  return warning && <Notice tone={warning.tone}>{warning.sentence}</Notice>
}

/** What had to be done to the file so that it can be sent. */
function WhatWasDone({ picture, box_mm }: { picture: Artwork; box_mm: Size | null }) {
  const { file } = picture
  if (!file?.before) return null
  const size = sizeOf(picture)
  const change = { before: file.before, size, bytes: file.blob.size }
  return <Notice>{changeInWords({ ...change, dpi: box_mm && dpiOf(size, box_mm) })}</Notice>
}

const sizeOf = ({ width_px, height_px }: Artwork): Size => ({ width: width_px, height: height_px })
