import '@/app/styles.css'
import { createRoot } from 'react-dom/client'
import type { Layer } from '@/features/studio/drawing/document'
import { sceneLayerOf } from '@/features/studio/drawing/layers'
import { textSizeOf } from '@/features/studio/drawing/text'
import { setText } from '@/features/studio/editing/commands/set-text'
import { createEditor } from '@/features/studio/editing/editor'
import type { Measure } from '@/features/studio/editing/text-box'
import { Canvas } from '@/features/studio/editor/canvas/canvas'
import { busyDesign } from './design'
import { packs } from './packs'

const area = { code: 'front', width_mm: 300, height_mm: 400 }
const design = busyDesign()
await packs.load(design)

const measure: Measure = (layer) => textSizeOf(layer, packs)
const fitted = setText(
  design,
  design.layers.map(({ id }) => id),
  {},
  measure,
)
const editor = createEditor({ documents: [fitted], placements: [area] })
const pictures = await Promise.all(['#e07a5f', '#81b29a', '#f2cc8f', '#3d405b'].map(photoOf))

/** As large as previews are, with enough in it to be a picture. */
async function photoOf(colour: string): Promise<string> {
  const canvas = new OffscreenCanvas(2000, 1500)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('No 2D context.')
  const sky = context.createLinearGradient(0, 0, 2000, 1500)
  sky.addColorStop(0, colour)
  sky.addColorStop(1, '#ffffff')
  context.fillStyle = sky
  context.fillRect(0, 0, 2000, 1500)
  for (let at = 0; at < 400; at += 1) {
    context.fillStyle = `hsl(${at * 7} 60% 60% / 0.4)`
    context.fillRect((at * 137) % 2000, (at * 89) % 1500, 60, 60)
  }
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 }))
}

createRoot(document.getElementById('root') ?? document.body).render(
  <Canvas
    editor={editor}
    measure={measure}
    drawLayer={(layer: Layer) => sceneLayerOf(layer, packs)}
    hrefOf={(artwork) => pictures[Number(artwork[0])] ?? ''}
    baseHex="#fdfdfb"
    placementName="Front"
    safe_mm={8}
  />,
)
// For the script that drags, and for whoever looks with the browser's console.
Object.assign(window, { editor })
