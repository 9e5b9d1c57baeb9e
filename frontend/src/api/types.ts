import type { components } from './schema'

type Schemas = components['schemas']

export type Product = Schemas['Product']
export type ProductColor = Product['colors'][number]
export type ProductPicture = ProductColor['pictures'][number]
export type ShopConfig = Schemas['Config']
export type User = Schemas['Profile']
export type Device = Schemas['Device']
export type Address = Schemas['Address']
export type NewAddress = Schemas['AddressInput']
export type ChangedAddress = Schemas['PatchedChangedAddressInput']
export type CartItem = Schemas['CartItem']
export type NewCartItem = Schemas['NewItemInput']
export type Quote = Schemas['Quote']
export type Order = Schemas['Order']
export type OrderItem = Order['items'][number]
