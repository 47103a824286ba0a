"""Words that keep their full stop, and words that open a sentence: what tokeniser and sentence splitter share."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before a name: the full stop never ends a sentence.
TITLES = _set(
    """Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Profs Rev Revd Hon Fr Sr Jr St Ste Gov Govs Sen Sens Rep Reps Pres Gen Lt
    Col Maj Capt Cpl Sgt Cmdr Cdr Brig Adm Pvt Supt Insp Det Const Msgr Mt Ft Ald Amb Atty"""
)
# Anywhere: months, companies, streets, states, Latin.
ALWAYS = _set(
    """Jan Feb Aug Sept Sep Oct Nov Dec Inc Ltd Corp Co Cos Bros Assn Dept Univ Esq PLC Ave Blvd Rd Hwy Pkwy vs Vs cf
    Cf v etc Etc viz approx Approx dept govt Ariz Calif Colo Conn Fla Ga Ky Md Mich Minn Mont Neb Nev Okla Penn Tenn
    Tex Va Vt Wis Wyo Ph ibid Ibid"""
)
# Ordinary words as well, so only before a number ...
BEFORE_NUMBER = _set(
    """No no Nos nos p pp P Pp Fig fig Figs figs Eq eq Eqs eqs Ch ch Sec sec Vol vol Vols vols Art art Ver ver App
    app Ref ref Tab tab Mar Apr Jun Jul ca c est Est ext Ext max min Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Op
    op"""
)
# ... or after a comma ("Springfield, Ill. It") ...
AFTER_COMMA = _set("Ill Mass Miss Ind Wash La Pa Del Ore Kan Mo Ark Ala N.D S.D")
# ... or before a comma ("Mon., May 4").
BEFORE_COMMA = _set("Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun")
# Followed by a lone capital that is a label, not an initial ("vitamin C. Doctors ...").
LABELLED = _set(
    """vitamin Vitamin group Group plan Plan type Type class Class grade Grade part Part section Section appendix
    Appendix figure Figure table Table option Option exhibit Exhibit hepatitis Hepatitis influenza Influenza
    schedule Schedule series Series pool Pool gate Gate platform Platform terminal Terminal block Block column
    Column"""
)
# Capitalised words that open sentences far more often than they follow an abbreviation inside one.
OPENERS = _set(
    """The A An This That These Those There Here He She It We They You I His Her Its Our Their My Your In On At By For
    From With Without After Before During Since While When Where Why How What Who Which Because If Although Though
    As But And Or So Yet However Moreover Meanwhile Then Thus Therefore Also Both Each Every Many Most Some Several
    Another Other Such No Not Only Even Once Until Under Over According Despite Is Are Was Were Do Does Did Has Have
    Had Can Could Will Would Should May Might Must Let Please Nobody Everyone Someone Nothing Still Today Yesterday
    Tomorrow Earlier Later One Two Three Four Five"""
)
# After a time of day, a capital may still go on ("at 5 p.m. Monday", "3 a.m. EST").
AFTER_TIME = _set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December GMT UTC BST CET CEST EST EDT CST CDT MST MDT PST PDT ET CT MT PT Eastern
    Central Pacific Mountain Greenwich"""
)
