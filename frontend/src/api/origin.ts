/** Where the API answers: `VITE_API_URL`, or the storefront's own origin. */
export const API_ORIGIN = import.meta.env.VITE_API_URL ?? window.location.origin
