import { useOnline } from '@/api/use-online'

/** Says that the device has no connection, for as long as it has none. */
export function OfflineBanner() {
  const isOnline = useOnline()
  return (
    <output className="block">
      {!isOnline && (
        <p className="bg-caution-soft px-4 py-2 text-center text-caution">
          You are offline. What you see may be old; changes work again once you are connected.
        </p>
      )}
    </output>
  )
}
