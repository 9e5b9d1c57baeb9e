import type { Editor } from '@/features/studio/editing/editor'
import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Leads the keyboard's focus to what is selected, as long as it is on the stage: a layer that is
 * new, or the stage when the layer that had it is gone.
 */
export function useFocusOnSelection(
  root: RefObject<HTMLElement | null>,
  editor: Editor,
): () => void {
  const wasInside = useRef(false)

  function follow() {
    const { selection } = editor.getState()
    const stage = root.current
    const active = document.activeElement
    const isInside = stage?.contains(active) || (active === document.body && wasInside.current)
    if (!stage || !isInside || isSelected(active, selection)) return
    const layers = [...stage.querySelectorAll<SVGSVGElement>('[data-layer]')]
    const target = layers.find((layer) => isSelected(layer, selection)) ?? stage
    target.focus({ preventScroll: true })
  }

  useLayoutEffect(() => {
    const stage = root.current
    if (!stage) return
    const enter = () => {
      wasInside.current = true
    }
    const leave = ({ relatedTarget }: FocusEvent) => {
      // An element that is taken away leaves the focus nowhere.
      wasInside.current = relatedTarget === null || stage.contains(relatedTarget as Node)
    }
    stage.addEventListener('focusin', enter)
    stage.addEventListener('focusout', leave)
    return () => {
      stage.removeEventListener('focusin', enter)
      stage.removeEventListener('focusout', leave)
    }
  }, [root])
  useLayoutEffect(follow)
  return follow
}

function isSelected(element: Element | null, selection: readonly string[]): boolean {
  return element instanceof SVGElement && selection.includes(element.dataset.layer ?? '')
}
