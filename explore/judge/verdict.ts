/** Which rule a history has broken. */
export type BrokenRule =
  /** An answer breaks the API document. */
  | 'contract'
  /** A service answered 5xx. */
  | 'server-error'
  /** No order of the calls explains an answer. */
  | 'answer'
  /** Something does not come to an end. */
  | 'never-at-rest'
  /** A volume is attached to more servers than it may be. */
  | 'attached-twice'
  /** Compute and Block Storage do not have the same attachments. */
  | 'services-differ'
  /** The status of a volume is not that of its attachments. */
  | 'status-without-attachment'
  /** Two volumes of a server have the same device. */
  | 'same-device'
  /** What is there at rest does not follow from the calls. */
  | 'effect'

export type HistoryVerdict =
  | { readonly code: 'consistent' }
  | {
      readonly code: 'broken'
      readonly rule: BrokenRule
      readonly message: string
      /** The number of the call whose answer shows it; absent when it was seen at rest. */
      readonly call?: number
    }
  /** It could not be performed or judged, which says nothing about the target. */
  | { readonly code: 'undecided'; readonly message: string }
