import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from './en'
import { zh } from './zh'

const texts = { zh, en } as Record<'zh' | 'en', Record<string, string>>
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

test('both languages have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
})

test.each(Object.keys(zh))('%s: no language is empty and both fill the same places', (key) => {
  expect(texts.zh[key]!.trim()).not.toBe('')
  expect(texts.en[key]!.trim()).not.toBe('')
  expect(placesOf(texts.en[key]!)).toEqual(placesOf(texts.zh[key]!))
})

test('English texts hold no Chinese', () => {
  // The switch itself is named in the language it leads to.
  for (const [key, text] of Object.entries(texts.en))
    if (key !== 'lang.other') expect(text, key).not.toMatch(/[\u4e00-\u9fff]/)
})

test('components hold no Chinese of their own', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /\.(vue|ts)$/.test(file) &&
      !/\.test\.ts$/.test(file) &&
      !/i18n.(zh|en|ruleFaults)\.ts$/.test(file),
  )
  for (const file of sources) {
    const code = readFileSync(join('src', file), 'utf8').replace(
      /\/\*[\s\S]*?\*\/|\/\/.*|<!--[\s\S]*?-->/g,
      '',
    )
    expect(code, file).not.toMatch(/[\u4e00-\u9fff]/)
  }
})
