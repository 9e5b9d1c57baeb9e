import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { MeasureField } from './measure-field'

function Width({ onChange }: { onChange: (value: number) => void }) {
  const [value, setValue] = useState(12.3456)
  const set = (next: number) => {
    setValue(next)
    onChange(next)
  }
  return <MeasureField label="Width" unit="mm" min={0.1} max={200} value={value} onChange={set} />
}

function shown() {
  const taken: number[] = []
  render(<Width onChange={(value) => taken.push(value)} />)
  return { taken, field: screen.getByRole('textbox', { name: 'Width' }), hands: userEvent.setup() }
}

test('shows two decimals and its unit', () => {
  const { field } = shown()
  expect(field).toHaveValue('12.35')
  expect(field).toHaveAccessibleDescription('mm')
})

test('a typed number counts when it is finished, once', async () => {
  const { taken, field, hands } = shown()
  await hands.clear(field)
  await hands.type(field, '120.5')
  expect(taken).toEqual([])
  await hands.keyboard('{Enter}')
  await hands.tab()
  expect(taken).toEqual([120.5])
})

test('keeps within its bounds and takes a comma for a point', async () => {
  const { taken, field, hands } = shown()
  await hands.clear(field)
  await hands.type(field, '999{Enter}')
  await hands.clear(field)
  await hands.type(field, '1,5{Enter}')
  expect(taken).toEqual([200, 1.5])
})

test('what is no number, or nothing, changes nothing', async () => {
  const { taken, field, hands } = shown()
  await hands.clear(field)
  await hands.tab()
  await hands.type(field, 'wide{Enter}')
  expect(taken).toEqual([])
  expect(field).toHaveValue('12.35')
})

test('arrow keys step at once, ten with Shift', async () => {
  const { taken, field, hands } = shown()
  await hands.click(field)
  await hands.keyboard('{ArrowUp}{Shift>}{ArrowDown}{/Shift}')
  expect(taken).toEqual([13.35, 3.35])
})
