import { createRouter, createWebHistory } from 'vue-router'
import type { TextKey } from '@/i18n'
import { onSignedOut } from '@/api/http'
import { boot, forgetSession, homeOf, session } from '@/session/boot'
import { useThemeFor } from '@/theme/theme'

declare module 'vue-router' {
  interface RouteMeta {
    title?: TextKey
    face?: 'desk' | 'wall' | 'phone'
    /** Open to people who are not signed in. */
    open?: boolean
    /** The page stands beside the queue. */
    queue?: boolean
  }
}

// Each face is its own chunk: the phone never loads the map, the charts or the desk's components.
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: '/sign-in',
      component: () => import('@/signin/SignInPage.vue'),
      meta: { open: true, title: 'signIn.title' },
    },
    {
      path: '/password',
      component: () => import('@/signin/PasswordPage.vue'),
      meta: { title: 'password.title' },
    },
    {
      path: '/',
      component: () => import('@/desk/DeskFrame.vue'),
      meta: { face: 'desk' },
      children: [
        { path: '', redirect: () => homeOf(session.value) },
        {
          path: 'desk',
          component: () => import('@/desk/DeskMap.vue'),
          meta: { title: 'desk.title', queue: true },
        },
        {
          path: 'cases/:id(\\d+)',
          component: () => import('@/cases/CasePage.vue'),
          meta: { title: 'case.title', queue: true },
        },
        {
          path: 'warnings',
          component: () => import('@/warnings/WarningsPage.vue'),
          meta: { title: 'warnings.title' },
        },
        {
          path: 'warnings/:id(\\d+)',
          component: () => import('@/warnings/WarningPage.vue'),
          meta: { title: 'warning.title' },
        },
        {
          path: 'rules',
          component: () => import('@/rules/RulesPage.vue'),
          meta: { title: 'rules.title' },
        },
        {
          path: 'rules/:rule',
          component: () => import('@/rules/RulePage.vue'),
          meta: { title: 'rule.title' },
        },
        {
          path: 'scores',
          component: () => import('@/scores/ScoresPage.vue'),
          meta: { title: 'scores.title' },
        },
        {
          path: 'accounts',
          component: () => import('@/accounts/AccountsPage.vue'),
          meta: { title: 'accounts.title' },
        },
        {
          path: ':missing(.*)*',
          component: () => import('@/desk/MissingPage.vue'),
          meta: { title: 'missing.title' },
        },
      ],
    },
    {
      path: '/wall',
      component: () => import('@/wall/WallPage.vue'),
      meta: { face: 'wall', title: 'wall.title' },
    },
    {
      path: '/m',
      component: () => import('@/phone/PhonePage.vue'),
      meta: { face: 'phone', title: 'phone.title' },
    },
    {
      path: '/m/tasks/:id(\\d+)',
      component: () => import('@/phone/PhonePage.vue'),
      meta: { face: 'phone', title: 'phone.title' },
    },
  ],
})

let heading: string | null = null
/** The path of a navigation that is still under way (its page may be loading), or null. */
export const headingTo = () => heading
router.afterEach(() => void (heading = null))

router.beforeEach(async (to) => {
  heading = to.path
  if (to.meta.face) useThemeFor(to.meta.face)
  await boot(to.meta.face === 'phone')
  if (!session.value && !to.meta.open) return { path: '/sign-in', query: { to: to.fullPath } }
  if (session.value && to.path === '/sign-in') return homeOf(session.value)
})

onSignedOut(() => {
  // The phone keeps working offline with what it has; its own bar asks to sign in again.
  if (router.currentRoute.value.meta.face === 'phone') return
  forgetSession()
  const to = router.currentRoute.value.fullPath
  if (!router.currentRoute.value.meta.open) void router.replace({ path: '/sign-in', query: { to } })
})
