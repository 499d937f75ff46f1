import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { z } from 'zod'
import { accountAdd } from './account-add.ts'
import { accountDisable } from './account-disable.ts'
import { accountEnable } from './account-enable.ts'
import { accountList } from './account-list.ts'
import { accountPassword } from './account-password.ts'
import { accountRoleCommand } from './account-role.ts'
import type { Around } from './around.ts'
import { auditList } from './audit-list.ts'
import { auditVerify } from './audit-verify.ts'
import { backup } from './backup.ts'
import { doctor } from './doctor.ts'
import { compare } from './compare.ts'
import { dossier } from './dossier.ts'
import { dossiers } from './dossiers.ts'
import { explainCommand } from './explain.ts'
import { handlingTimesCommand } from './handling-times.ts'
import { findings } from './findings.ts'
import { speakBoth } from './help.ts'
import { importCommand } from './import.ts'
import { indexSetCheck } from './index-set-check.ts'
import { indexSetList } from './index-set-list.ts'
import { indexSetSchema } from './index-set-schema.ts'
import { init } from './init.ts'
import { ledgerConflicts } from './ledger-conflicts.ts'
import { ledgerVerify } from './ledger-verify.ts'
import { mapping } from './mapping.ts'
import { national } from './national.ts'
import { publishedAudit } from './published-audit.ts'
import { publishedRead } from './published-read.ts'
import { publishedWrite } from './published-write.ts'
import { ranking } from './ranking.ts'
import { restore } from './restore.ts'
import { sample } from './sample.ts'
import { score } from './score.ts'
import { scorecard } from './scorecard.ts'
import { serve } from './serve.ts'
import { start } from './start.ts'
import { template } from './template.ts'
import { tokenAdd } from './token-add.ts'
import { tokenList } from './token-list.ts'
import { tokenRevoke } from './token-revoke.ts'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** The `chiso` command. docs/cli.md lists every command and option; a test compares the two. */
export function program(around: Around): Command {
  const chiso = new Command('chiso')
    .description(
      'Bộ chỉ số 766: tính, kiểm tra, giải thích và lập báo cáo / computes, checks and reports index set 766',
    )
    .addOption(new Option('--lang <language>', 'ngôn ngữ / language of messages').choices(['vi', 'en']).default('vi'))
    .version(version, '--version', 'phiên bản / version')
    .exitOverride()
  const published = new Command('published').description('bảng đã công bố / published tables')
  for (const command of [publishedRead(), publishedAudit(), publishedWrite()]) published.addCommand(command)
  const indexSet = new Command('index-set').description('bộ chỉ số / index sets')
  for (const command of [indexSetList(), indexSetCheck(), indexSetSchema()]) indexSet.addCommand(command)
  const ledger = new Command('ledger').description('sổ ghi nhận / the ledger')
  ledger.addCommand(ledgerVerify(around)).addCommand(ledgerConflicts(around))
  const data = [
    init(around),
    importCommand(around),
    mapping(around),
    template(),
    scorecard(around),
    ranking(around),
    explainCommand(around),
    handlingTimesCommand(around),
    dossiers(around),
    national(around),
    compare(around),
    dossier(around),
    findings(around),
    ledger,
    backup(around),
    restore(around),
    doctor(around),
    serve(around),
  ]
  for (const command of [score(), published, indexSet, ...data, ...access(around), sample(), start(around)])
    chiso.addCommand(command)
  for (const command of [chiso, ...chiso.commands, ...chiso.commands.flatMap((item) => item.commands)]) {
    command.exitOverride()
    speakBoth(command)
  }
  return chiso
}

/** Who may sign in, which sources may send, and what was done. */
function access(around: Around): readonly Command[] {
  const account = new Command('account').description('tài khoản / accounts')
  for (const make of [accountAdd, accountList, accountPassword, accountRoleCommand, accountDisable, accountEnable])
    account.addCommand(make(around))
  const token = new Command('token').description('mã truy cập của nguồn / tokens of sources')
  for (const make of [tokenAdd, tokenList, tokenRevoke]) token.addCommand(make(around))
  const audit = new Command('audit').description('nhật ký kiểm toán / the audit log')
  for (const make of [auditList, auditVerify]) audit.addCommand(make(around))
  return [account, token, audit]
}
