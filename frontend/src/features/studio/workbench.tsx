import { useId, useRef, type ReactNode, type Ref } from 'react'
import type { Product, ShopConfig } from '@/api/types'
import { pictureBox } from '@/lib/print-layout'
import { BackLink, PageMeta } from '@/ui/page-heading'
import type { Draft, Owner } from './keeping/drafts'
import type { Finished } from './finished'
import { Invitation } from './invitation'
import { STUDIO_AREAS, STUDIO_BAR, STUDIO_GRID } from './layout'
import { BackFromLogin, Obstacles } from './messages'
import { Options } from './options'
import { PictureField } from './picture-field'
import { Preview } from './preview'
import { PriceList } from './price-list'
import { ProductHead } from './product-head'
import { useFileDrop } from './use-file-drop'
import { useFocusOnProblem } from './use-refusal'
import { useWorkbench } from './use-workbench'
import { areaOf } from './views'
import { WherePrinted } from './where-printed'

type WorkbenchProps = {
  product: Product
  config: ShopConfig
  owner: Owner
  /** What was left unfinished here. */
  draft: Draft | null
  headingRef: Ref<HTMLHeadingElement>
  onPriceChanged: () => void
  renderActions: (finished: Finished) => ReactNode
}

/** The product on one side, everything that can be chosen on the other. */
export function Workbench({ product, config, owner, draft, ...props }: WorkbenchProps) {
  const bench = useWorkbench(product, config, owner, draft, props.onPriceChanged)
  const { design, refusal, picture } = bench
  const isOver = useFileDrop(picture.choose)
  const fileInput = useId()
  const form = useRef<HTMLDivElement>(null)
  useFocusOnProblem(form, refusal.fields)
  const area = areaOf(product)
  const invitation = <Invitation htmlFor={fileInput} isOver={isOver} />
  return (
    <div className="page pt-4">
      <PageMeta title={`Customize ${product.name}`} description={product.description} />
      <BackLink to="/">All products</BackLink>
      <div className={STUDIO_GRID}>
        <div className={STUDIO_AREAS.head}>
          <ProductHead product={product} headingRef={props.headingRef} />
        </div>
        <div className={STUDIO_AREAS.preview}>
          <Preview product={product} design={design} invitation={invitation} />
          <WherePrinted product={product} />
        </div>
        <p className={STUDIO_AREAS.about}>{product.description}</p>
        <div ref={form} className={STUDIO_AREAS.form}>
          {bench.isBack && <BackFromLogin />}
          <PictureField
            id={fileInput}
            choice={picture}
            box_mm={area && pictureBox(area, Boolean(design.text.trim()))}
            error={refusal.fields.design_image_url?.join(' ')}
          />
          <Options
            {...{ product, config, design }}
            errors={refusal.fields}
            onChange={bench.change}
          />
          <PriceList product={product} quantity={design.quantity} />
          <Obstacles product={product} {...refusal} />
        </div>
      </div>
      <div className={STUDIO_BAR.frame}>
        <div className={STUDIO_BAR.content}>{props.renderActions(bench.finished)}</div>
      </div>
    </div>
  )
}
