"""What a question's wording tells before any library is looked at: language, unit, contacts."""

from __future__ import annotations

import re

from assistant.question import Language

_UNITS = r"个(?:工作日|小时|月(?![份报])|学时|课时|百分点)|条(?![例款件])次?|件(?!均)次?|篇次?|场(?![所地])次?|人(?![大民社员事才口家工物力代均数行防])次?|班次|万元|亿元|工作日|份(?!额)|项(?!目)|期(?![间限])|次|个人(?![信隐身名])|个(?!人)|回(?![复应收头答访])|趟|遍|封(?![面闭])|家次|家(?![长庭具])|名(?![称单录次])|位(?!置)|宗|起(?![诉草])|部(?![门分队署委])|册|类(?![别型])|种(?!类)|元(?!旦)|组(?!织)|批(?![复准示])|则|套|户(?![籍外口])|%|倍|天(?!气)|张|本(?![级单部机])|台(?![账湾风词阶州])|处(?![罚理置长室级分方])|块(?!钱)|辆|所(?![有属在以])|栋|幢|座(?![谈机位])|盏|页(?!面)|头(?![条版])|间(?!接)|面(?![积对向临试])|架(?!构)|株|棵|堂|节(?![能约目日假])|首(?![次个批届位])|枚|艘|平米|平方米|公顷|公斤|亩|吨|公里|小时|分钟"
_ASKED_ZH = re.compile(rf"(?:多少|(?<![那这好前后上])几)(?:大|余|多|万(?!元)|亿(?!元))?(?P<unit>{_UNITS})")
_SPOKEN = {
    "个小时": "小时",
    "个学时": "学时",
    "个课时": "课时",
    "回": "次",
    "趟": "次",
    "遍": "次",
    "个人": "人",
    "平米": "平方米",
}
_ASKED_WHO = re.compile(
    r"(?:多少|几)(?:位|名)?(?:(?P<people>群众|干部|人员|职工|学生|居民|代表|粉丝|网民|志愿者|公众|市民|村民|学员|观众|听众|游客)|企业|单位|机构)"
)
_MEASURED = re.compile(
    r"(?P<people>人次|场次)(?=[总一]?共?[有是为达多排名]|$|[，,？?])|(?P<unit>人次|场次|次|期|篇|场|人|条|(?<!文)件|份)(?:的)?数(?:量|目)?(?![据字额])"
)
_TOLD_IN = re.compile(
    r"[？?，,。；;（( ](?:我?只?(?:要|给|报|说|问|看|数)(?:的是|个)?|按)(?P<unit>人次|人|件|条|次|篇|家|户|场|期|份)数?(?:算|计)?[)）。！! ]*$"
)
"""…几个乡镇领导？要人数: behind the question, what is counted."""
_PEOPLE = re.compile(
    r"^(?!.*(?:申请|上访|信访|复议|起诉|关注)).*(?:的人|[受参]训人|人手)(?:数|员)?(?:更|最|比较|较|一共|总共|共|有|是|谁|哪)*(?:多(?!数)|少(?!数))"
)
"""哪个培训的人多: who was trained is counted, and not how often."""
_PLACED = re.compile(
    r"(?:第|排|列|位列|位居|名列|排名|位次|名次)(?:在|到|是|为|第)*几(?![年月项条])(?:名|位)?|第多少[名位]"
)
_PRICE = re.compile(
    r"(?:多少|几个|几多)钱|(?:花|用|投)(?:了|出|去|掉|进)*的?钱(?:更|最|比较|较)?[多少]|钱花得(?:更|最|比较)?[多少]|(?:罚款?|处罚|收费|收入|支出|花费|采购|经费|资金|补助|补贴)[^，,。条件次份]{0,4}(?:总额|金额)|(?:总投资|投资额|投资总额|预算|决算|经费|资金|货值|产值|营收|金额|价值)(?:是|有|为|达|共|一共|总共)*(?:多少|几何)(?![条件个项次份家批])|(?:total|amount) of (?:the )?fines|\btotal (?:investment|spending|expenditure|outlay|value|funding|cost)\b|\bhow much (?:was|were|is|has been|did)\b[^?]{0,60}\b(?:spent|spend|invested|invest|paid|pay|allocated|raised|cost|worth|earmarked)\b|(?:多少|几)[十百千]?亿(?![条件次人份册])|how much money|amounts? of money",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"百分之(?:多少|几)|百分比|权重(?:是|为|有|占)*(?:多少|多大|几|[？?]|$)|(?:多大|多少)(?:的)?权重|\bweight(?:ing)?\b|(?:[^效]率|占比|比例|比重|增幅|降幅|增速)(?:是|为|有|达)?(?:到|多少|几何)?[？?。 ]*$|\bpercent(?:age)?\b|\brate\b|\bhow (?:accurate|satisfied|reliable|punctual)\b",
    re.IGNORECASE,
)
_ASKED_EN = (
    (
        re.compile(
            r"\bcopies\b(?=.*\b(?:gazettes?|yearbooks?|books?|issues?|公报)\b)|\b(?:gazettes?|yearbooks?|books?)\b.* copies\b",
            re.I,
        ),
        "册",
    ),
    (re.compile(r"\bissues\b", re.I), "期"),
    (re.compile(r"\b(?:times|sessions?)\b", re.I), "次"),
    (
        re.compile(
            r"\b(?:people(?!'s\b)(?!s?\s+(?:congress|government))|persons?|attendees?|trainees?|participants?|staff)\b"
            r"|\bhow many (?:\w+ ){0,2}(?:members of the public|citizens|residents|villagers|visitors|viewers|teachers|officials|cadres|employees|workers|pupils|patients)\b(?!['’]| (?:letters?|complaints?|groups?|records?|files?|rooms?|beds?|visits?|committees?|representatives|files|tracks?|suggestions?|proposals?|questions?|requests?|comments?)\b)",
            re.I,
        ),
        "人",
    ),
    (re.compile(r"\b(?:yuan|rmb)\b", re.I), "元"),
    (
        re.compile(
            r"^\W*(?:so |and |in ● |for ◆ )*how many (?:were )?(?:attended|trained|took part|turned (?:up|out)|showed up|came (?:to|along)|participated|joined|sat in|went to|signed up|enrol\w*)\b",
            re.I,
        ),
        "人",
    ),
)

_CONTACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "contact.fax",
        re.compile(r"(?<!通过)(?<!以)传真(?!申请|提交|提出|方式|形式|渠道|收|递|来)|(?<!by )\bfax(?!ed)", re.I),
    ),
    ("contact.email", re.compile(r"邮箱|电子信箱|电子邮件|电邮|(?:写|发)(?:个|封)?邮件|e-?mail", re.I)),
    ("contact.postcode", re.compile(r"邮编|邮政编码|post(?:al)? ?code|zip", re.I)),
    ("contact.website", re.compile(r"网址|web ?site address|\burl\b", re.I)),
    (
        "contact.phone",
        re.compile(
            r"电话|手机号|联系方式|(?:怎么|如何|怎样)(?:跟|和|与)?[^，,。]{0,4}联系|座机|热线(?=(?:号码?)?(?:是|多少|$|[？?，,]))|(?:^|[，, 的●◆])号码(?:是)?(?:多少|几号|$)|(?:拨|打)(?:哪个|什么|几)号|\btel\b|\bhotline(?= (?:of|for|number|at)|[?.]?$)|\bcontact(?: details| information|(?= ◆))|\b(?:what|which) number (?:do|should|can|shall|could|to|is it)(?= (?:i|we|one|call|ring|dial|for))|\bnumber (?:to|do i|should i|can i) (?:call|ring|dial|reach)|\bto call\b.*\bnumber\b|\bphone|telephone|contact number|how (?:can|do|could|should) (?:i|we|one) (?:contact|reach|call|get in touch)|\bwhom? (?:do|can|should|shall|could|to|must) ?(?:i|we|one)? ?(?:ring|call|phone|contact|get in touch|reach|speak|talk)\b|\b(?:ring|call|phone) (?:up )?about\b|\bnumber please\b",
            re.I,
        ),
    ),
    (
        "contact.address",
        re.compile(
            r"哪条[路街]|门牌|(?:在|办公)?第?几[楼层](?:办公)?(?!文件|审|领导|级)|哪[一]?(?:栋|幢|座|层|间|个房间)|房间号|几号[楼房室]|(?:单位|机关|局里?|(?<!组)办公室|大楼|机构|大厅)(?:是|坐落|具体|到底)*(?:在|位于)(?:哪[里儿]?|[什啥]么?地方|何处)[啊呀呢的]*[？?]?$|(?:递交|提交|寄|送|寄信)[^，,。]{0,8}(?:哪里|哪儿|什么地方)|写哪里|(?<!邮箱)(?<!邮件)(?<!网站)(?:办公|联系|通讯|详细)?地址|办公(?:地点|场所|在(?:哪|什么地方))|(?:什么地方|哪里|哪儿|哪)办公|(?:位于|坐落(?:在|于)?)(?:什么|哪)"
            r"|(?<!mail )(?<!web )(?<!site )\baddress\b|\b(?:which|what) (?:building|floor|street|room)\b|\bwhere (?:is|are|was) (?:it|they|the \w+|◆)(?: \w+)? (?:located|based|situated)|\bwhere (?:do|can|should|could|would|shall|to|must) ?(?:i|we|one)? ?(?:send|post|mail|deliver|hand in|write)|\bwhom? (?:do|can|should|could|to|must) ?(?:i|we|one)? ?(?:write|send (?:a letter|it|my))\b|◆[^，,。◆●]{0,2}(?:在|位于)(?:哪里|哪儿|哪个地方|什么地方|什么位置|哪个位置)[啊呀呢]?[？?]?$|\bwhere(?:'s| is) the office|\b(?:located|situated)\b",
            re.I,
        ),
    ),
)
_BY_MEANS = re.compile(
    r"(?:通过|以|用|靠|凭)(?:电话|电子邮件|邮件|邮箱|电邮|传真)(?!号)[^，,。是]{0,6}(?:申请|提|递|要|来)|电话(?:打|来|里|上|方式|渠道)*(?:的|提出的?|提交的?)*申请(?!电话|表)|打(?:来)?的?电话[^，,。]{0,4}(?:申请|要信息|索取)"
    r"|(?:电子邮件|邮件|电邮|传真)(?:发来|寄来|递交|提交|提出|方式|渠道)*的?申请"
    r"|\b(?:requests?|applications?|applied|apply|filed?)\b.*\b(?:by|via|through|over the|on the) (?:tele)?(?:phone|e-?mail|fax)\b|\b(?:e-?mail(?:ed)?|(?:tele)?phone|fax(?:ed)?) (?:requests?|applications?)\b",
    re.IGNORECASE,
)
"""A request that came by telephone is asked about, and no number to call."""
_COUNTED = re.compile(
    r"(?:多少|几)(?:次|件|条|人次|个|通|起|人|封|份|名|家|户|期|场)|how many|how much money"
    r"|(?:接|拨|打|响|处理|受理|办)(?:听|到|了|过|通|进|出|来|入)*(?:多少|几)[^，,。？?]{0,6}电话|(?:打|来)(?:了|过)?电话[^，,。？?号]{1,8}的(?:人|市民|群众)?(?:一共|总共|共)?(?:有|是)?(?:多少|几)(?!号)|电话[^，,。？?]{0,6}(?:接|打进|打来|处理)[^，,。？?号]{0,4}多少(?!号)",
    re.I,
)


def language_of(text: str) -> Language:
    """English where the words around names and quotations are English."""
    latin = len(re.findall(r"[A-Za-z]{2,}", re.sub(r"[（(《“\"].*?[）)》”\"]", "", text)))
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    asks = re.search(r"多少|几|吗|呢|什么|哪|吧|？$", text) is not None
    return "en" if (latin >= 3 and not asks) or (han == 0 and latin > 0) else "zh"


def unit_in(text: str) -> str | None:
    """The unit the question asks in: 多少条 -> 条; how many times -> 次."""
    if _RATE.search(text):
        return "%"
    if _PLACED.search(text):
        return "第"
    if _PRICE.search(text):
        return "元"
    if hit := _TOLD_IN.search(text):
        return hit["unit"]
    if hit := _ASKED_ZH.search(text):
        return _SPOKEN.get(hit["unit"], hit["unit"])
    if hit := _ASKED_WHO.search(text):
        return "人" if hit["people"] else "家"
    if hit := _MEASURED.search(text):
        return hit["unit"] or hit["people"]
    if _PEOPLE.search(text):
        return "人"
    if re.search(r"how many|number of", text, re.I):
        return next((unit for rule, unit in _ASKED_EN if rule.search(text)), None)
    return None


def contacts_in(text: str) -> tuple[str, ...]:
    """The contacts asked for, in the order asked, unless contacts are counted (接听咨询电话多少次)."""
    if _COUNTED.search(text) or _BY_MEANS.search(text):
        return ()
    found = [(hit.start(), key) for key, rule in _CONTACTS if (hit := rule.search(text))]
    return tuple(key for _, key in sorted(found))
