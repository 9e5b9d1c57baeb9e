import type { DesignDocument } from './document'
import { validate } from './schema-validator'

/** The same question as the server's `read_document` asks: the schema, and no two layers of one id. */
export function isDesignDocument(value: unknown): value is DesignDocument {
  if (!validate(value)) return false
  const ids = (value as DesignDocument).layers.map((layer) => layer.id)
  return new Set(ids).size === ids.length
}
