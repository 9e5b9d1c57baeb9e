import { plainAngle, type Box } from '@/features/studio/editing/geometry'

/* How lengths and angles are said while and after something is done. */

const mm = (length: number) => length.toFixed(1)

/** "12.0, 40.5 mm": where its top left corner is before it is turned. */
export const placeText = ({ x_mm, y_mm }: Box) => `${mm(x_mm)}, ${mm(y_mm)} mm`

/** "80.0 × 60.0 mm". */
export const sizeText = ({ width_mm, height_mm }: Box) => `${mm(width_mm)} × ${mm(height_mm)} mm`

/** "30°". */
export const angleText = ({ rotation_deg }: Box) =>
  `${Math.round(plainAngle(rotation_deg) * 10) / 10}°`
