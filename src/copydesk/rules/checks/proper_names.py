"""Names of several words that are often written in lower case, by their first word."""

from __future__ import annotations

SMALL_WORDS = frozenset(("of", "the", "de", "and", "da"))

_PLACES = """
united states; united nations; united kingdom; united arab emirates; new york; new york city; new zealand; new jersey;
new orleans; new delhi; new hampshire; new mexico; new england; new south wales; new guinea; papua new guinea; new
brunswick; new haven; soviet union; european union; middle east; far east; latin america; latin american; latin
americans; north america; north american; north americans; south america; south american; south americans; central
america; north korea; south korea; north korean; south korean; south africa; south african; south africans; north
africa; north african; west africa; west african; east africa; east african; west germany; east germany; central asia;
southeast asia; south asia; east asia; central europe; eastern europe; western europe; northern ireland; north
carolina; south carolina; north dakota; south dakota; west virginia; south sudan; south australia; western australia;
south wales; north wales; saudi arabia; saudi arabian; sri lanka; sri lankan; hong kong; costa rica; costa rican;
puerto rico; puerto rican; puerto ricans; el salvador; czech republic; dominican republic; sierra leone; burkina faso;
ivory coast; great britain; los angeles; san francisco; san diego; san antonio; san jose; san juan; las vegas; santa
monica; santa barbara; santa fe; santa cruz; santa claus; salt lake city; cape town; cape verde; tel aviv; rio de
janeiro; são paulo; sao paulo; buenos aires; kuala lumpur; mexico city; ho chi minh city; abu dhabi; addis ababa; el
paso; fort worth; long island; baton rouge; des moines; little rock; kansas city; oklahoma city; quebec city; british
columbia; nova scotia; prince edward island; north india; south india; north indian; south indian; south indians;
north indians; tamil nadu; uttar pradesh; andhra pradesh; madhya pradesh; west bengal; himachal pradesh; wall street;
silicon valley; times square; pacific ocean; atlantic ocean; indian ocean; arctic ocean; north atlantic; south
pacific; black sea; caspian sea; mediterranean sea; baltic sea; caribbean sea; aegean sea; adriatic sea; north sea;
persian gulf; gulf of mexico; english channel; suez canal; panama canal; red sea; lake michigan; lake superior; lake
erie; lake ontario; lake victoria; great lakes; niagara falls; grand canyon; mount everest; rocky mountains; sahara
desert; gobi desert; mississippi river; amazon river; nile river; golden gate bridge; eiffel tower; hyde park; central
park; statue of liberty; great wall of china; buckingham palace; empire state building; west bank; gaza strip; vatican
city; asia pacific; isle of man; isle of wight; bay of bengal; cape cod; mount rushmore; mount fuji; harvard
university; oxford university; cambridge university; yale university; stanford university; princeton university;
columbia university; south china sea; east china sea; bering sea; dead sea; arabian sea; gulf of aden; panama city;
mount kilimanjaro; lake tahoe; lake geneva; yellow river; hudson river; danube river; ganges river; great barrier
reef; easter island; canary islands; falkland islands; british isles; cape of good hope; strait of gibraltar; strait
of hormuz; sydney opera house; horn of africa; river thames; river nile; river seine; river rhine; river severn; river
danube; river jordan; berlin wall; tower of london; houses of parliament; big ben; red square; taj mahal; notre dame;
mont blanc; lake como; lake baikal; lake titicaca; mount vesuvius; mount etna; mount sinai; mount olympus; gulf of
thailand; gulf of finland; bay of biscay; sea of japan; sea of galilee; san marino; san salvador; trinidad and tobago;
bosnia and herzegovina; equatorial guinea; solomon islands; marshall islands; faroe islands; channel islands; virgin
islands; galapagos islands; hawaiian islands; bermuda triangle; khyber pass; trafalgar square; fifth avenue; white
house; north pole; south pole; british museum; library of congress; bank of england; new yorker; new yorkers; new
zealander; new zealanders; hong kongers; north koreans; south koreans; saudi arabians; sri lankans; costa ricans
"""

_OTHERS = """
world war i; world war ii; world war 1; world war 2; world war one; world war two; ottoman empire; byzantine empire;
roman empire; holy roman empire; british empire; industrial revolution; french revolution; great depression; russian
revolution; korean war; vietnam war; iraq war; gulf war; roman catholic; roman catholics; old testament; new
testament; holy spirit; jesus christ; virgin mary; native american; native americans; african american; african
americans; asian american; asian americans; mexican american; mexican americans; ku klux klan; al qaeda; super bowl;
olympic games; nobel prize; nobel peace prize; pulitzer prize; grammy award; grammy awards; academy award; academy
awards; milky way; harry potter; star wars; star trek; mickey mouse; sherlock holmes; christmas eve; christmas day;
boxing day; good friday; easter sunday; easter monday; valentine's day; mother's day; father's day; saint patrick's
day; new year's eve; new year's day; thanksgiving day; halloween night; martin luther king; abraham lincoln; george
washington; albert einstein; leonardo da vinci; nelson mandela; adolf hitler; winston churchill; barack obama; donald
trump; bill clinton; george bush; bill gates; steve jobs; mother teresa; dalai lama; microsoft word; microsoft office;
microsoft windows; microsoft excel; internet explorer; rolls royce; mercedes benz; coca cola; red cross; greenwich
mean time; fox news; world bank; world health organization; european commission; european parliament; scotland yard;
los alamos; middle ages; gilded age; black friday; memorial day; labor day; labour day; independence day; veterans
day; columbus day; chinese new year; lunar new year; ash wednesday; palm sunday; crimean war; boer war; spanish civil
war; american civil war; american revolution; isaac newton; charles darwin; julius caesar; marie curie; william
shakespeare; mahatma gandhi; elon musk; mark zuckerberg; jeff bezos; alan turing; stephen hawking; christopher
columbus; joan of arc; vladimir putin; joe biden; angela merkel; federal reserve; house of commons; house of
representatives; red crescent; new york times; washington post; los angeles times; european central bank; google maps;
google drive; google docs; google chrome; google translate; apple watch; apple music; visual studio; visual studio
code; android studio; adobe photoshop; microsoft teams; microsoft edge; microsoft azure; raspberry pi; hacker news;
nintendo switch; mac pro; mac mini; democratic party; republican party; labour party; conservative party; communist
party; green party; nazi party; cold war; bill of rights; declaration of independence; magna carta; treaty of
versailles; iron curtain; black death; bronze age; iron age; stone age; manchester united; manchester city; real
madrid; bayern munich; champions league; premier league; world cup; world series; tour de france; formula one; winter
olympics; summer olympics; paralympic games; commonwealth games; eurovision song contest; united airlines; air france;
british airways; house of lords; royal navy; royal air force; red army; salvation army; peace corps; amnesty
international; international monetary fund; world trade organization; international criminal court; international
court of justice; arab league; african union; arab spring; boston tea party; battle of hastings; battle of waterloo;
battle of britain; queen elizabeth; queen victoria; king arthur; pope francis; neil armstrong; marilyn monroe; elvis
presley; michael jackson; charlie chaplin; charles dickens; jane austen; mark twain; agatha christie; pablo picasso;
karl marx; sigmund freud; thomas edison; benjamin franklin; thomas jefferson; theodore roosevelt; franklin roosevelt;
margaret thatcher; tony blair; fidel castro; che guevara; saddam hussein; mao zedong; genghis khan; marco polo;
galileo galilei; anne frank; oprah winfrey; romeo and juliet; robin hood; james bond; donald duck; ten commandments;
hail mary; last supper; holy grail; cinco de mayo
"""


def _cased(name: str) -> tuple[str, ...]:
    parts = name.replace("'s", " 's").split()
    return tuple(
        part.upper() if part in ("i", "ii") else part if part in SMALL_WORDS or part == "'s" else part.capitalize()
        for part in parts
    )


def _set(names: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_cased(" ".join(name.split())) for name in names.split(";"))


def _index() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for text in (_PLACES + ";" + _OTHERS).split(";"):
        name = " ".join(text.split())
        if name:
            cased = _cased(name)
            words = tuple(word.lower() for word in cased)
            found.setdefault(words[0], []).append((words[1:], cased))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


# First word → the lower-cased words that follow it and the whole name as it is written, the longest first.
NAMES = _index()
# Names whose words also mean something: only after “the”, “in” or “of”.
OPTIONAL = _set(
    "black sea; red sea; north sea; central park; great lakes; middle east; far east; milky way; west bank; gulf war; "
    "little rock; red cross; world bank; ivory coast; long island; east asia; south wales; north wales; old testament; "
    "dead sea; yellow river; democratic party; republican party; labour party; conservative party; "
    "communist party; green party; cold war; bill of rights; declaration of independence; iron curtain; black death; "
    "bronze age; iron age; stone age; world cup; world series; red army; salvation army; peace corps; tower of london; "
    "houses of parliament; red square; white house; north pole; south pole; last supper; holy grail; ten commandments; "
    "summer olympics; winter olympics; champions league; premier league"
)
# Regions, parties and rivers of which careful writers leave a part in lower case: only when all of it is.
WHOLLY_LOWER = _set(
    "central asia; southeast asia; south asia; east asia; central europe; eastern europe; western europe; "
    "north africa; west africa; east africa; north atlantic; south pacific; asia pacific; western australia; "
    "south india; north india; democratic party; republican party; labour party; conservative party; communist party; "
    "green party; nazi party; river thames; river nile; river seine; river rhine; river severn; river danube; "
    "river jordan"
)
