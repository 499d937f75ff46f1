/** One failure: its text in both languages, the exit code of the command line and the status of HTTP. */
export type FailureEntry = { readonly status: number; readonly exit: number; readonly vi: string; readonly en: string }
