/** A rule to begin with: the fields it must have, to be filled in. What is missing is told beside. */
export const blank = `id:
version: 1
name: {zh: , en: }
subject-kind:
levels:
  IV: {above: {property: , limit: }}
`
