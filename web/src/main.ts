import { createApp } from 'vue'
import App from './App.vue'
import { rememberedLang, setLang } from './i18n'
import { router } from './router'
import './theme/base.css'
import './theme/lists.css'
import { useThemeFor } from './theme/theme'

setLang(rememberedLang())
useThemeFor(
  location.pathname.startsWith('/wall')
    ? 'wall'
    : location.pathname.startsWith('/m')
      ? 'phone'
      : 'desk',
)
createApp(App).use(router).mount('#app')
