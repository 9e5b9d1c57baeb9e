/* The stand-in for https://js.stripe.com/<release>/stripe.js, in parts that the server joins in one
   function. It runs in the shop's page; card numbers never do: they stay in the frame. */

const ORIGIN = new URL(document.currentScript.src).origin

class IntegrationError extends Error {
  name = 'IntegrationError'
}

const UNREACHABLE = {
  type: 'api_connection_error',
  message:
    'We are experiencing issues connecting to our payments provider. ' +
    'Please check your internet connection and try again.',
}

/** Nested objects as Stripe's form encoding; undefined and null are left out. */
function encode(value, name = '', form = new URLSearchParams()) {
  if (value === undefined || value === null) return form
  if (typeof value !== 'object') form.append(name, String(value))
  else
    for (const [key, item] of Object.entries(value))
      encode(item, name ? `${name}[${key}]` : key, form)
  return form
}

/** The JSON answer, or `{error}`; never rejects. */
async function call(key, method, path, params) {
  const form = encode(params)
  const query = method === 'GET' ? `?${form}` : ''
  try {
    const answer = await fetch(`${ORIGIN}/v1/${path}${query}`, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      body: method === 'GET' ? undefined : form,
    })
    return await answer.json()
  } catch {
    return { error: UNREACHABLE }
  }
}
