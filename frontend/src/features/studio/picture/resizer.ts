import { Pica } from 'pica/pica_main'
// Its workers come from a file of ours: the content security policy allows no scripts from blobs.
import workerURL from 'pica/pica_worker?url'

/** Scales pictures down in workers, so that the page stays alive; WebAssembly is refused likewise. */
export const resizer = new Pica({ workerURL, features: ['js', 'ww'] })
