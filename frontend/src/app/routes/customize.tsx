import { useNavigate, useParams } from 'react-router'
import { AddToCart } from '@/features/cart/add-to-cart'
import { Studio } from '@/features/studio/studio'
import { loginPath } from '@/lib/local-path'

export function Component() {
  const { slug = '' } = useParams()
  const navigate = useNavigate()
  return (
    <Studio
      key={slug}
      slug={slug}
      renderActions={({ onLeave, ...finished }) => (
        <AddToCart
          {...finished}
          onSignedOut={() => {
            onLeave()
            void navigate(loginPath(`/customize/${slug}`))
          }}
          onBuyNow={() => void navigate('/cart')}
        />
      )}
    />
  )
}
