// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
// @ts-expect-error the script has no types of its own
import { apiTypes, written } from '../../build/apiTypes.mjs'

test('the types of the API are those of the document (npm run api writes them)', async () => {
  expect(await readFile(written, 'utf8')).toBe(await apiTypes())
})
