import { Command } from 'commander'
import { indexSetJsonSchema } from '../core/index-set/schema.ts'
import { print } from './output.ts'

export function indexSetSchema(): Command {
  return new Command('schema')
    .description('JSON Schema của tệp bộ chỉ số / the JSON Schema of index-set files')
    .action(() => print(indexSetJsonSchema()))
}
