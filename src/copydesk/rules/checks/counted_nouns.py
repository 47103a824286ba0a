"""Nouns that hardly ever stand without an article or another determiner in the singular.

Counted in openly licensed text (textbooks of OpenStax, Python enhancement proposals and other documentation; see
NOTICE): nouns met twenty times or more in the singular, of which no more than one in a hundred stood bare. Nouns of set
phrases ("by hand", "in person") are left out.
"""

from __future__ import annotations

from copydesk.rules.checks.phrases import words

# Also right after a preposition: not “in clinic”, not “in new clinic”.
COUNTED = words(
    "accountant act advent airway allocator amount ankle anthropologist aorta apple applicant arena arrow artery "
    "article artist aspect assay astronaut atrium attacker attempt attorney aunt author award axis axon backbone bag "
    "bakery ball ban bank banner barn barrier basket battlefield beam bell bid bill bite bitmap blockade bloodstream "
    "blow blueprint bookstore borrower boy boycott bpm brother browser bubble bulb bulge bunch cache cage calculator "
    "candidate canvas cap capsule caption carriage cartoon catalyst cave century cerebellum cerebrum chapter checker "
    "checklist chest chromosome citizen clavicle clinic club coalition coat coefficient colleague colon colony "
    "companion compartment competitor compiler composer constellation constructor contest continent continuum "
    "controller corner cornerstone cosmos counselor countryside cousin creed crop crowd curriculum cursor daughter "
    "dealer debugger defendant descriptor designer desk destructor developer diaphragm dilemma diploma disc discount "
    "doctor door downturn drawback driver duct ebook economy elbow electorate elevator embryo employer endpoint "
    "entirety entrepreneur epoch equation equator essay examiner excerpt expedition extent femur fetus filesystem "
    "folder forearm forefront forehead fort forum foundation franchise frontier garden genome girl glimpse globe grid "
    "guess guide hallmark halo halt handbook hedge heir hemisphere hill holder homeland horn horse hub hunt "
    "hypothalamus icon idea inability influx installer instructor interpreter interval interviewer intestine investor "
    "invoice jaw journey judiciary junction kitchen knee lab lady lake lamp laptop launcher lawn lawyer leap learner "
    "leg lender lesson lifespan ligament limb linker listener lobe logo lot manager marketer marketplace medulla "
    "member milestone mill mob monarch mortgage mother mucosa multiplier multitude nation neck needle nickname "
    "nominee norm notion objection obstacle oocyte operand opponent organizer outbreak outcome overview owner pact "
    "palace palm pamphlet pancreas participant partner pathway pelvis penis percentage period phenomenon philosopher "
    "photograph photon phrase physician picture pillar placeholder placenta plaintiff plantation player pledge plight "
    "podcast poem portal portion poster presidency printer prize probe professor programmer propensity proposal "
    "proprietor prototype psychologist publisher puzzle pyramid qualifier queue quota raid railroad reader realm "
    "recipient refusal registry reign reminder remnant repeal repository republic researcher reservation reservoir "
    "result retina reviewer rib ribbon ridge role route rubric rush résumé scene schema scholar seller semicolon "
    "sender sentence servant server shaft sheet shield sidewalk sink sister sky slide slideshow slogan soldier "
    "speaker spectrum sphincter statistic sternum story strand street subclass subscriber subsection subset successor "
    "supervisor supplier supporter surge syllabus synonym system tactic tag tail tale temple tendon thalamus theorist "
    "throne tier tip toolbar toolchain trail transcript trend tribe trick trunk tube uncle universe user vagina "
    "valley veil vein ventricle victim viewpoint visit visitor voter voyage wake walk wall warehouse warrant wave "
    "wife winner workforce workload world worldview wrist writer"
)
# After a preposition, but adjectives may make it bare.
_ALONE = words(
    "aim altitude analyst autobiography bladder builder bullet champion claim clash clip collector coup credential "
    "criterion crust cry diff digit dose downside drift estimate factor feel fiber footprint formulation fraction "
    "gain hall hit hole hotel impulse incidence intake ladder marker membrane merchant messenger microbiota minister "
    "officer outlet pane proposition pull rate referendum resemblance rhythm ride senator shortcut slot span sphere "
    "spine stick strain tendency thinker throat ticket tide toxin tracker tract tragedy valve worksheet"
)
# After an adjective: not “in new province”, but “in office” may be.
_DESCRIBED = words(
    "actor address administrator advertisement advisor advocate aftermath agent alliance ally amendment ancestor "
    "answer apartment apology app apparatus appendix approach arm army array assassination asterisk astronomer "
    "athlete atom attitude audience ballot beach belt bicycle bird blog body bomb bonus book bottle boundary brain "
    "branch brand breadth breakpoint budget buffer bug bundle burst buyer cabinet calendar call callback campaign "
    "canal career carrier cast cavity celebration census center ceremony certificate chain chair challenge chamber "
    "channel chart child city classroom client closure cloud coast column comet comma commission committee community "
    "complaint component concept conclusion conference console constitution constraint construct consultant consumer "
    "container contributor convention cookie cord corporation council counterpart country couple creator creature "
    "crew cue customer database deadline decade deck decorator decrease deity delegate delimiter demonstration "
    "department desert destination detector device dictionary dimension directory disadvantage discrepancy "
    "disposition distinction dividend divinity document doll draft dream dynasty eclipse economist ecosystem edge "
    "edition egg election electron emergence emperor empire employee encounter enemy engine engineer enumerator "
    "envelope environment enzyme episode era establishment event executor experiment explosion exponent facility "
    "factory fallacy farm farmer father feature fee field fight figure file finder finger flash flavor flood floor "
    "formula founder frame framework fund fungus galaxy gap gene generator genre gentleman gesture gland goal "
    "gradient graph groundwork group guarantee handful handle handler hashtable hat header headline heap hint hip "
    "historian hook host house husband hypothesis identifier implication impression inauguration inclination "
    "indicator infant ingredient initializer institution intention interface intermediary internship intersection "
    "interview introduction invitation ion island item iterator job journalist kingdom label laboratory landscape "
    "layer leader legislator legislature lens letter library lifetime likelihood limit link list loader locale "
    "location lung machine majority mandate mantle manufacturer map market meal mechanism memoir mentor merger "
    "message method microscope minority mirror mission mix mixture model module moment moon mouse movie museum "
    "narrator navy nebula neighbor neighborhood nerve network neuron newspaper nobody node nose noun nucleus nurse "
    "observer offer offset organ organism outline overthrow pace package page pair panel paragraph park parser "
    "password patch path pathogen pattern pause peak peer penalty pipeline planet platform plugin pocket pointer "
    "politician pool port possibility prelude premise probability problem proclamation product profession program "
    "project pronoun proton provider province pump quarter quasar radius realization receiver recipe rectangle regime "
    "region relationship remainder report requirement restaurant retailer river road roof ruler runspace sake "
    "salesperson sample scenario schedule scientist score script scriptblock section sector segment semester sequence "
    "session shadow shareholder shell shop shortage shot shoulder sign site situation skeleton sketch skull slave "
    "slice smartphone smile snippet sociologist solution son soul specifier specimen spleen spot spouse spreadsheet "
    "stack stakeholder stance standpoint stomach student subdirectory subscription suggestion sultan sun survey "
    "switch symbol tab tariff task teacher team telescope template temptation theme therapist thesis thigh tibia tie "
    "timeline timeout toll tongue tool toolset topic trait transaction trap tree triangle trip truck tuple typedef "
    "unit uterus variety vector vehicle vendor venture verb vessel viewer village weapon wildcard window workaround "
    "worker workplace workspace wound zone"
)
ALONE = COUNTED | _ALONE
DESCRIBED = COUNTED | _DESCRIBED
