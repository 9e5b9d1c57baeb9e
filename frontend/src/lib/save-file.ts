/** Hands a file to the browser to be kept, as a link with `download` would. */
export function saveFile(file: Blob, name: string) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken hold of the file by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(address))
}
