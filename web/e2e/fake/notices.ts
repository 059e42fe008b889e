import type { OwnNotice } from '../../src/api/notices'

/** The notices of whoever is signed in, unseen ones first as the real server gives them. */
export class Notices {
  private all: OwnNotice[] = []

  /** Two that nobody has seen yet and one that somebody has. */
  constructor(now: number) {
    this.say(now - 3_600_000, '未按时接单，已改派', 'Not accepted in time, assigned to another', 2)
    this.say(now - 1_200_000, '化粪池甲烷升级为 II 级', 'Methane in a tank stepped up to II', 1)
    this.say(now - 300_000, '案件已超时', 'A case is overdue', 4)
    this.all[2]!.read = true
  }

  say(at: number, zh: string, en: string, caseId: number): OwnNotice {
    const notice = {
      id: this.all.length + 1,
      at: new Date(at).toISOString(),
      post: 'operator',
      title: { zh, en },
      link: `/cases/${caseId}`,
      read: false,
    }
    this.all.unshift(notice)
    return notice
  }

  page(limit: number) {
    const ordered = [...this.all].sort((a, b) => Number(a.read) - Number(b.read) || b.id - a.id)
    return {
      items: ordered.slice(0, limit),
      next: null,
      unread: this.all.filter((each) => !each.read).length,
    }
  }

  /** One of them, or all without a number. */
  read(id: number | null) {
    for (const each of this.all) if (id === null || each.id === id) each.read = true
  }
}
