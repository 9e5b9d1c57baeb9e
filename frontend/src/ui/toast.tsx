import { Toaster } from 'sonner'
import 'sonner/dist/styles.css'

export { toast } from 'sonner'

/** Where passing messages appear; mounted once by the shell. They go after 2.5 seconds. */
export function Toasts() {
  return (
    <Toaster
      theme="system"
      position="bottom-center"
      duration={2500}
      toastOptions={{ className: 'font-sans' }}
    />
  )
}
