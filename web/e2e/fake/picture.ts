/** A drawn stand-in for a photo: a cover in a street, one tint each, plainly not a real place. */
export function picture(id: number): string {
  const tint = (id * 47) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240">
  <rect width="320" height="240" fill="hsl(${tint} 12% 62%)"/>
  <path d="M0 170h320v70H0z" fill="hsl(${tint} 8% 42%)"/>
  <ellipse cx="160" cy="196" rx="70" ry="24" fill="#3b424c" stroke="#23282f" stroke-width="5"/>
  <path d="M112 196h96M160 176v40" stroke="#565f6b" stroke-width="4"/>
</svg>`
}
