import { useEffect, useRef, useState } from 'react'

/**
 * Takes a file dropped anywhere on the page; a near miss must not make the browser leave the page
 * to show the file. Returns whether one is being held over it.
 */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(onFile)
  useEffect(() => {
    latest.current = onFile
  })
  useEffect(() => {
    const listeners = new AbortController()
    const listen = (type: 'dragover' | 'dragleave' | 'drop', react: (event: DragEvent) => void) =>
      document.addEventListener(type, react, { signal: listeners.signal })
    listen('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setIsOver(true)
    })
    listen('dragleave', (event) => {
      if (!event.relatedTarget) setIsOver(false)
    })
    listen('drop', (event) => {
      setIsOver(false)
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      latest.current(file)
    })
    return () => listeners.abort()
  }, [])
  return isOver
}
