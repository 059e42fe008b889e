import { lang } from '.'

/**
 * What the engine says of a rule's text, in Chinese: its own words are English, short and few. What
 * is not in this list is shown as it came.
 */
const phrases: [RegExp, string][] = [
  [/^unknown field$/, '没有这个字段'],
  [/^unknown condition$/, '没有这种条件'],
  [/^written twice$/, '重复书写'],
  [/^keep one of them$/, '保留一个'],
  [/^did you mean '(.+)'\?$/, '是否想写 “$1”？'],
  [/^known here: (.+)$/, '可用：$1'],
  [/^field '(.+)' is missing$/, '缺少字段 “$1”'],
  [/^add (.+)$/, '请补上 $1'],
  [/^a mapping is expected here$/, '此处应为一组 “字段: 值”'],
  [/^write field: value pairs$/, '请写成 “字段: 值”'],
  [/^a list is expected here$/, '此处应为列表'],
  [/^a number above 0 is expected here$/, '此处应为大于 0 的数'],
  [/^a difference greater than 0 is expected here$/, '此处应为大于 0 的差值'],
  [/^a share is expected here$/, '此处应为比例'],
  [/^a condition is expected here$/, '此处应为条件'],
  [/^one condition only is expected here$/, '此处只能有一个条件'],
  [/^join several by (.+)$/, '多个条件请用 $1 连接'],
  [/^one of (.+)$/, '可用：$1'],
  [/^write it like (.+)$/, '写法如 $1'],
  [/^write (.+)$/, '请写 $1'],
  [/^'(.*)' can't be an id$/, '“$1” 不能用作编号'],
  [/^rule '(.+)' is already in .+$/, '编号 “$1” 已被使用'],
  [/^give each rule its own id$/, '每条规则用自己的编号'],
  [/^choose another id$/, '请换一个编号'],
  [/^must not end in \.shadow$/, '不能以 .shadow 结尾'],
  [/^the file is empty$/, '内容为空'],
  [/^not YAML: expected <block end>, but found '([}\]])'$/, '多了一个 “$1”'],
  [/^not YAML: expected <block end>, but found '<scalar>'$/, '前面的值已经结束，后面多了文字'],
  [/^not YAML: expected <block end>, .+$/, '缩进与上文不一致'],
  [/^not YAML: mapping values are not allowed here$/, '此处不能再有冒号'],
  [/^not YAML: expected ',' or '([}\]])', .+$/, '括号没有合上，缺少 “$1”'],
  [/^not YAML: could not find expected ':'$/, '上文缺少冒号'],
  [/^not YAML: found unexpected end of stream$/, '引号没有合上'],
  [/^not YAML: found character '\\t.+$/, '不能用制表符缩进，请用空格'],
  [/^not YAML: found character '(.)'.+$/, '此处不能以 “$1” 开头'],
  [/^not YAML: (.+)$/, '不是有效的 YAML：$1'],
  [/^check indentation and quotes$/, '请检查缩进与引号'],
  [/^no level at all$/, '没有任何级别'],
  [/^give at least one of I, II, III, IV$/, '至少写 I、II、III、IV 之一'],
  [
    /^the mildest level (.+) uses 'still' without saying what holds$/,
    '最轻的 $1 级用了 still，却没有说明何事仍在持续',
  ],
  [/^rearms above its limit$/, '复位值高于限值'],
  [/^rearms below its limit$/, '复位值低于限值'],
  [/^a value below the limit$/, '请取低于限值的值'],
  [/^a value above the limit$/, '请取高于限值的值'],
  [/^the low limit is not below the high one$/, '下限不低于上限'],
  [/^swap them$/, '请对调'],
  [/^'(.*)' can't be compared with '(.*)'$/, '单位 “$1” 不能与传感器的 “$2” 比较'],
  [/^write it in (.+) or in a unit of the same kind$/, '请用 $1 或同类单位'],
  [/^there is no rule '(.+)'$/, '没有规则 “$1”'],
  [/^there is no calendar '(.+)'$/, '没有日历 “$1”'],
  [/^there is no zone '(.+)'$/, '没有围栏 “$1”'],
  [/^rule '(.+)' is about areas itself$/, '规则 “$1” 本身就是按区域的'],
  [/^'(.*)' is no distance$/, '“$1” 不是距离'],
  [/^'(.*)' is no time zone$/, '“$1” 不是时区'],
  [/^'(.*)' is not a time of day$/, '“$1” 不是时刻'],
  [/^'(.*)' is not a day$/, '“$1” 不是星期'],
  [/^only an area has members$/, '只有按区域的规则才有成员'],
  [/^an area has no readings$/, '区域本身没有观测值'],
  [/^put it into members: or events:$/, '请放进 members: 或 events:'],
  [/^tells of a device, not of the subject$/, '说的是设备，不是对象'],
  [/^only a rule about devices can withhold$/, '只有关于设备的规则才能扣留观测值'],
  [/^a schedule alone is no event$/, '只有时段不成其为事件'],
  [/^neither a number nor a share$/, '既无数量也无比例'],
  [/^rule (.+): (.+)$/, '规则 $1：$2'],
]

/** A reason or suggestion of the engine in the reader's language. */
export function faultText(text: string): string {
  if (lang.value !== 'zh') return text
  for (const [phrase, chinese] of phrases)
    if (phrase.test(text)) return text.replace(phrase, chinese)
  return text
}
