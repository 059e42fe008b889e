import type { components } from './schema'

/** What the server answers with and takes: short names for the schemas of its OpenAPI document. */
type Schemas = components['schemas']

/** ISO-8601 with offset, as the server writes every time. */
export type Time = string

/** A name that a city may change comes in both languages. */
export type Named = Schemas['Text']

export interface Page<T> {
  items: T[]
  /** Cursor of the next page, or null on the last one. */
  next: string | null
}

export type Ref = Schemas['Ref']
export type AreaRef = Pick<Schemas['AreaRef'], 'code' | 'name'>

export type Account = Schemas['Account']
export type Held = Schemas['AccountHeld']

export type CaseSummary = Schemas['CaseSummary']
export type CaseDetail = Schemas['CaseDetail']
export type CaseState = CaseSummary['state']
export type Link = Schemas['ChainLink']
export type Chain = Link[]
export type ChainLink = Link['link']
export type EvidenceType = Schemas['ChainEvidence']['type']
export type Entry = Schemas['EntryView']
/** What an action may be given; which of it, the action's own inputs say. */
export type CaseInputs = Schemas['CaseInputs']
export type Action = Schemas['Action']
export type ActionInput = Schemas['Input']
export type Series = Schemas['Series']
export type PlanRun = Schemas['PlanRun']

export type Task = Schemas['TaskView']
export type Contact = Schemas['Contact']
/** What a step of the work is told. */
export type Sent = Schemas['Sent']
export type TaskState = Task['state']
export type Candidate = Schemas['ReasonVerdict']
export type ChecklistItem = Schemas['CaseTypeCheck']

export type Warning = Schemas['WarningView']
export type WarningDetail = Schemas['WarningDetail']
export type Finding = Schemas['FindingView']

export type Rule = Schemas['RuleViewsRuleView']
export type Waiting = Schemas['RuleViewsWaitingView']
export type RuleVersion = Schemas['RuleVersion']
export type RuleChange = Schemas['RuleChange']
export type RuleDetail = Schemas['RuleViewsRuleDetail']
export type Watched = Schemas['Watched']
export type RuleFault = Schemas['CheckedFault']
export type Checked = Schemas['RuleChecked']
export type Episode = Schemas['RuleViewsEpisodeView']
/** Where an episode of two runs side by side was seen: here, there, or in both. */
export type In = NonNullable<Episode['in']>
export type Beside = Schemas['RuleViewsBeside']
export type Trial = Schemas['RuleTrialTrialView']
export type RuleDecision = Schemas['RuleDecision']
export type TrialWish = Schemas['RuleTrialWish']
export type Explanation = Schemas['RuleExplained']
export type Predicate = Schemas['TracePredicate']

export type Formula = Schemas['ScoresColumn']
export type ScoreRow = Schemas['ScoresRow']
export type Scores = Schemas['ScoreTable']
export type ScoreChange = Schemas['ScoresChange']
export type ScoreKind = ScoreChange['kind']

export type Person = Schemas['PeoplePersonView']
export type Unit = Schemas['PeopleUnitView']
export type Subject = Schemas['CatalogueSubjectView']
export type Datastream = Schemas['CatalogueDatastreamView']
export type Device = Schemas['CatalogueDeviceView']
export type Readings = Schemas['ReadingSeries']
export type Area = Schemas['Area']
/** A level of areas with what it is called; the city decides which there are. */
export type LevelName = Schemas['AreaLevelView']

export type Clock = Schemas['NowClockView']
export type Counts = Schemas['NowCounts']
export type LiveDevice = Schemas['NowDeviceView']
export type DeviceState = LiveDevice['state']
export type LiveWorker = Schemas['NowWorkerView']
export type Snapshot = Schemas['NowSnapshot']
export type OwnNotice = Schemas['NoticesNotice']
export type OwnNotices = Schemas['NoticePage']

export type Session = Schemas['SessionView']
export type Settings = Omit<Schemas['SettingsView'], 'bounds'> & {
  bounds: [west: number, south: number, east: number, north: number]
}
export type SampleLogin = Schemas['DemoDistrictLogin']
