import mark from '../style/mark.svg'

/** The sign of the program; the name stands beside it. */
export function Mark() {
  return <img src={mark} width="28" height="28" alt="" />
}
