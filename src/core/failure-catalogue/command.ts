import type { FailureEntry } from './entry.ts'

/** What is wrong with the words of a call on the command line. */
export const commandFailures = {
  'command-unknown': {
    status: 400,
    exit: 2,
    vi: 'Không có lệnh "{name}".{hint} Xem các lệnh: chiso --help.',
    en: 'There is no command "{name}".{hint} See the commands: chiso --help.',
  },
  'option-unknown': {
    status: 400,
    exit: 2,
    vi: 'Lệnh này không có tùy chọn {option}.{hint} Thêm --help để xem các tùy chọn.',
    en: 'This command has no option {option}.{hint} Add --help to see its options.',
  },
  'option-required': {
    status: 400,
    exit: 2,
    vi: 'Thiếu tùy chọn bắt buộc {option}. Thêm --help để xem cách ghi.',
    en: 'The option {option} is required. Add --help to see how it is written.',
  },
  'option-value-missing': {
    status: 400,
    exit: 2,
    vi: 'Tùy chọn {option} cần một giá trị đi sau.',
    en: 'The option {option} needs a value after it.',
  },
  'option-value-invalid': {
    status: 400,
    exit: 2,
    vi: 'Tùy chọn {option} không nhận giá trị "{value}". Chọn một trong: {choices}.',
    en: 'The option {option} does not take the value "{value}". Choose one of: {choices}.',
  },
  'argument-required': {
    status: 400,
    exit: 2,
    vi: 'Lệnh này cần nêu {name}. Thêm --help để xem cách ghi.',
    en: 'This command needs {name}. Add --help to see how it is written.',
  },
  'arguments-too-many': {
    status: 400,
    exit: 2,
    vi: 'Thừa chữ trong lệnh: {words}. Nếu giá trị có dấu cách thì đặt trong ngoặc kép.',
    en: 'There are words too many: {words}. Put a value with spaces in quotes.',
  },
} as const satisfies Record<string, FailureEntry>
