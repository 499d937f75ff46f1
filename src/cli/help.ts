import { type Command, Help, type Option } from 'commander'

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Cách dùng / Usage:',
  'Arguments:': 'Tham số / Arguments:',
  'Options:': 'Tùy chọn / Options:',
  'Commands:': 'Lệnh / Commands:',
}

const plain = new Help()

/** What commander prints of its own, in both languages, and its complaints left to whoever called it. */
export function speakBoth(command: Command): void {
  command
    .helpOption('-h, --help', 'xem cách dùng / show this help')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: (option: Option) =>
        plain
          .optionDescription(option)
          .replace(/([(, ])choices: /, '$1chọn / choices: ')
          .replace(/([(, ])default: /, '$1mặc định / default: '),
    })
    .configureOutput({ outputError: () => undefined })
  if (command.commands.length > 0) command.helpCommand('help [command]', 'cách dùng một lệnh / help for a command')
}
