// The phone's component library, piece by piece with its styles.
import 'vant/es/button/style'
import 'vant/es/checkbox/style'
import 'vant/es/dialog/style'
import 'vant/es/field/style'
import 'vant/es/popup/style'
import 'vant/es/toast/style'
import './vant.css'

export { Button, Checkbox, Field, Popup, showConfirmDialog, showToast } from 'vant'
